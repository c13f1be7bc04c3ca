import type { Flow, Instant } from "../base/mod.ts";

/** One phone that can be reached for an extension (RFC 3261 §10.3, RFC 3327, RFC 5626). */
export interface Binding {
  /** The extension's number. */
  readonly number: string;
  /** The Contact URI as registered; the Request-URI of calls to it. */
  readonly contact: string;
  /** The flow that the REGISTER came on: the way back, through NAT too. */
  readonly flow: Flow;
  /** Route set of the way back (RFC 3327), top first. */
  readonly path: readonly string[];
  readonly callId: string;
  readonly cseq: number;
  /** 0 to 1000: the q-value in thousandths; higher is tried first, equal ones together. */
  readonly preference: number;
  readonly expiresAt: Instant;
  readonly userAgent?: string;
  /** `+sip.instance`, when the phone gave one (RFC 5626 §4.1): a new registration of it replaces the old. */
  readonly instance?: string;
  /** `reg-id` of an outbound registration: one instance may keep several flows, each under a number (RFC 5626 §4.2). */
  readonly regId?: number;
  /** Whether it has connectivity checks made of whoever sends it sound (RFC 5768), as browsers do. */
  readonly doesIce?: boolean;
}

/** What a turn of the registrar changed, for the registrations' store. */
export type Change =
  | { readonly type: "bind"; readonly binding: Binding }
  | { readonly type: "unbind"; readonly number: string; readonly contact: string };
