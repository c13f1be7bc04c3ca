import type { Flow } from "../base/mod.ts";
import type { SipRequest, SipResponse } from "../sip/mod.ts";

/** Why a request of ours came to nothing. */
export type FailureReason = "timeout" | "unreachable" | "broken";

/** What came of an input, in this order. */
export type TransactionEvent =
  /** Bytes to be sent. */
  | { readonly type: "send"; readonly flow: Flow; readonly bytes: Uint8Array }
  /** A new request: not an ACK, and not a CANCEL that found what it cancels. Answer it with `respond(key, ...)`. */
  | { readonly type: "request"; readonly key: string; readonly request: SipRequest; readonly flow: Flow }
  /**
   * A CANCEL for the INVITE `key`, which has no final response yet; answer the INVITE with 487. `request` is the CANCEL,
   * which has been answered already; its Reason says why.
   */
  | { readonly type: "cancelled"; readonly key: string; readonly request: SipRequest }
  /** An ACK for a 2xx. */
  | { readonly type: "ack"; readonly request: SipRequest; readonly flow: Flow }
  /** A response to our request; a 2xx to INVITE once for each copy and each branch of a fork (RFC 6026). */
  | { readonly type: "response"; readonly key: string; readonly response: SipResponse }
  /**
   * Our request came to nothing. `broken`: the way to an INVITE that rings broke; it is cancelled, and whatever its peer still
   * answers, or that it does not, is told as ever.
   */
  | { readonly type: "failed"; readonly key: string; readonly why: FailureReason }
  /** Nobody confirmed the response that was repeated for `key`. */
  | { readonly type: "unconfirmed"; readonly key: string }
  /** A response to nothing that we remember. */
  | { readonly type: "stray"; readonly response: SipResponse; readonly flow: Flow };
