import type { Treatment } from "../sound/mod.ts";
import type { CodecName, SrtpUse } from "./directory.ts";
import type { Destination } from "./destination.ts";
import type { FaxUse } from "./fax.ts";

/** How a provider wants numbers written: `+40211234567`, `40211234567`, or `0211234567` as they are dialled in the country. */
export const NUMBER_FORMATS = ["e164", "e164-plain", "national"] as const;
/** One of {@link NUMBER_FORMATS}. */
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

/** Where a provider reads who calls: in From, in P-Asserted-Identity (RFC 3325), or in Remote-Party-ID (its forerunner). */
export const PRESENTATIONS = ["from", "pai", "rpid"] as const;
/** One of {@link PRESENTATIONS}. */
export type Presentation = (typeof PRESENTATIONS)[number];

/** A way to the world outside: a provider, a gateway, another box. */
export interface Trunk {
  /** As routes call it. */
  readonly name: string;
  /** `register`: the box tells it where it is, again and again. `peer`: each knows the other by its address. */
  readonly kind: "register" | "peer";
  /** A name, resolved by RFC 3263, or an address. */
  readonly host: string;
  /** Without it SRV records say. */
  readonly port?: number;
  readonly transport: "udp" | "tcp" | "tls";
  readonly user?: string;
  /** The secret itself, and no digest key: that depends on a realm which only the provider knows. */
  readonly secret?: string;
  readonly srtp: SrtpUse;
  readonly codecs?: readonly CodecName[];
  /** What is done to what is heard from there. */
  readonly sound?: Treatment;
  /** How faxes from and to there are carried. */
  readonly fax?: FaxUse;
  /** Where faxes go that come in on it, and that the box hears. */
  readonly faxTo?: Destination;
  /** Calls at once, both directions. */
  readonly channels: number;
  /** Under which the office calls, in E.164: `+40211234567`. */
  readonly number?: string;
  readonly presents: Presentation;
  readonly format: NumberFormat;
  /** From where it calls us, beside the addresses of its host. */
  readonly sources: readonly string[];
}

/** Kinds of numbers by what they may cost, the cheapest first: who may call one kind may call those before it. */
export const CALL_CLASSES = ["internal", "local", "national", "international", "premium"] as const;
/** One of {@link CALL_CLASSES}. */
export type CallClass = (typeof CALL_CLASSES)[number];

/**
 * How far whoever says nothing may call. Not abroad: one stolen phone secret is worth thousands a night there, and an
 * office that does call abroad says so once.
 */
export const DEFAULT_CLASS: CallClass = "national";

/** Which numbers outside go which way. */
export interface Route {
  /** `0ZXXXXXXXX`, `00.`, `+40.`: X is 0-9, Z is 1-9, N is 2-9, a last `.` is whatever follows. */
  readonly match: string;
  /** So many digits are taken off the front. */
  readonly strip: number;
  /** And this put there. */
  readonly prepend: string;
  /** In the order in which they are tried. */
  readonly trunks: readonly string[];
  readonly class: CallClass;
}

/** Whether somebody with the right `mayCall` may call what is of `wanted`. */
export function isWithin(mayCall: CallClass, wanted: CallClass): boolean {
  return CALL_CLASSES.indexOf(wanted) <= CALL_CLASSES.indexOf(mayCall);
}
