import type { Treatment } from "../sound/mod.ts";
import type { AccountUse } from "./account.ts";
import type { CodecName, SrtpUse } from "./codec.ts";
import type { Destination } from "./destination.ts";
import type { FaxUse } from "./fax.ts";

/** How a provider wants numbers written: `+40211234567`, `40211234567`, or `0211234567` as they are dialled in the country. */
export const NUMBER_FORMATS = ["e164", "e164-plain", "national"] as const;
/** One of {@link NUMBER_FORMATS}. */
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

/**
 * Where a provider reads who calls: in From, in P-Asserted-Identity (RFC 3325 §9.1), in P-Preferred-Identity (§9.2), or in
 * Remote-Party-ID (their forerunner).
 */
export const PRESENTATIONS = ["from", "pai", "ppi", "rpid"] as const;
/** One of {@link PRESENTATIONS}. */
export type Presentation = (typeof PRESENTATIONS)[number];

/** Where a provider says who calls us; `any` is the first of the three that is there, and From. */
export const VOUCHERS = ["any", "from", "pai", "rpid"] as const;
/** One of {@link VOUCHERS}. */
export type Voucher = (typeof VOUCHERS)[number];

/**
 * Which number a provider lets the office show: always the `trunk`'s own; an extension's `own` where the provider gave the
 * office that number; or `any`, also a stranger's whose call is sent on ("CLIP no screening").
 */
export const SHOWN_NUMBERS = ["trunk", "own", "any"] as const;
/** One of {@link SHOWN_NUMBERS}. */
export type ShownNumber = (typeof SHOWN_NUMBERS)[number];

/**
 * How a provider is told that the caller does not want to be named: `full` is an anonymous From and Privacy, `id` Privacy
 * alone (RFC 3325 §9.3), `from` an anonymous From alone (RFC 3323 §4.1.1.3); `never` means that it takes no such calls.
 */
export const HIDINGS = ["full", "id", "from", "never"] as const;
/** One of {@link HIDINGS}. */
export type Hiding = (typeof HIDINGS)[number];

/** Where everything to a trunk is sent, whatever its host is. */
export interface Proxy {
  readonly host: string;
  readonly port?: number;
}

/** A way to the world outside: a provider, a gateway, another box. */
export interface Trunk {
  /** As routes call it. */
  readonly name: string;
  /**
   * `register`: the box tells it where it is, again and again. `peer`: each knows the other by its address. `site`: another
   * office's box, whose people call ours as colleagues do; with a user and a secret it must prove who it is.
   */
  readonly kind: "register" | "peer" | "site";
  /** A name, resolved by RFC 3263, or an address. */
  readonly host: string;
  /** Without it SRV records say. */
  readonly port?: number;
  /** The outbound proxy (RFC 3261 §8.1.2). */
  readonly proxy?: Proxy;
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
  /** What else the provider gave the office: numbers in E.164, and ranges of them. */
  readonly numbers?: readonly string[];
  /** `own` where it is left out. */
  readonly shows?: ShownNumber;
  /** `full` where it is left out. */
  readonly hides?: Hiding;
  readonly presents: Presentation;
  /** `any` where it is left out. */
  readonly reads?: Voucher;
  readonly format: NumberFormat;
  /** Where it is (ISO 3166-1 alpha-2): whose national numbers it sends and takes. The office's where it is left out. */
  readonly country?: string;
  /** Whose sound is taken: of `known` addresses, or of `any` for a provider that sends it from elsewhere. `known` where it is left out. */
  readonly latch?: "known" | "any";
  /** What it charges: one of `rates:`. */
  readonly rates?: string;
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

/** In which order trunks are tried: as they are listed, by lot in proportion to weights, or by what the call costs there. */
export const ROUTE_ORDERS = ["listed", "weighted", "cheapest"] as const;
/** One of {@link ROUTE_ORDERS}. */
export type RouteOrder = (typeof ROUTE_ORDERS)[number];

/** Which numbers outside go which way. */
export interface Route {
  /** `0ZXXXXXXXX`, `00.`, `+40.`: X is 0-9, Z is 1-9, N is 2-9, a last `.` is whatever follows. */
  readonly match: string;
  /** So many digits are taken off the front. */
  readonly strip: number;
  /** And this put there. */
  readonly prepend: string;
  /** In the order in which they are tried, unless `order` says otherwise. */
  readonly trunks: readonly string[];
  /** `listed` where it is left out. */
  readonly order?: RouteOrder;
  /** For `weighted`: of each of the trunks. */
  readonly weights?: readonly number[];
  readonly class: CallClass;
  /** Whether calls that go this way need an account. */
  readonly accountCode?: AccountUse;
}

/** Whether the provider gave the office this number (in E.164): the one it may always show there. */
export function ownsNumber({ number, numbers = [] }: Pick<Trunk, "number" | "numbers">, wanted: string): boolean {
  return wanted === number || numbers.some((each) => {
    const [first = "", last = first] = each.split("-");
    return first.length === wanted.length && first <= wanted && wanted <= last;
  });
}

/** Whether somebody with the right `mayCall` may call what is of `wanted`. */
export function isWithin(mayCall: CallClass, wanted: CallClass): boolean {
  return CALL_CLASSES.indexOf(wanted) <= CALL_CLASSES.indexOf(mayCall);
}
