import type { Dialog } from "../dialog/mod.ts";
import type { MediaPlan, SessionDescription } from "../sdp/mod.ts";
import type { SipRequest } from "../sip/mod.ts";

/** One call as a phone has it. */
export interface Line {
  readonly id: string;
  readonly peer: string;
  state:
    | {
      readonly at: "dialling";
      readonly key: string;
      readonly invite: SipRequest;
      readonly offer: SessionDescription | undefined;
      /** The user thought better of it: an answer that still comes is hung up. */
      readonly givenUp: boolean;
    }
    | { readonly at: "incoming"; readonly key: string; readonly invite: SipRequest; readonly localTag: string }
    | { readonly at: "answered"; readonly key: string; readonly offer: SessionDescription | undefined }
    | { readonly at: "talking" }
    | { readonly at: "ended" };
  dialog: Dialog | undefined;
  plan: MediaPlan | undefined;
  /** Our last description. */
  ours: SessionDescription | undefined;
  version: number;
  /** Our re-INVITE that is out. */
  change: { readonly key: string; readonly offer: SessionDescription; readonly cseq: number } | undefined;
  heldByUs: boolean;
  /** The ACK for the last 2xx, for its copies. */
  ack: SipRequest | undefined;
}

/** What a phone is told to do. */
export type PhoneCommand =
  | { readonly do: "register"; readonly expiresS?: number }
  /** Calls a number; `late` leaves the offer to the other side. */
  | { readonly do: "dial"; readonly number: string; readonly line: string; readonly late?: boolean }
  | { readonly do: "ring"; readonly line: string }
  | { readonly do: "answer"; readonly line: string }
  | { readonly do: "refuse"; readonly line: string; readonly status: number; readonly contact?: string }
  | { readonly do: "hang-up"; readonly line: string }
  | { readonly do: "hold"; readonly line: string }
  | { readonly do: "resume"; readonly line: string }
  | { readonly do: "transfer"; readonly line: string; readonly number: string }
  /** The other party of `line` takes our place on `to`. */
  | { readonly do: "transfer-to-line"; readonly line: string; readonly to: string }
  | { readonly do: "press"; readonly line: string; readonly digit: string }
  /** Shows on a lamp what an extension does; again and again until `unwatch`. */
  | { readonly do: "watch"; readonly number: string; readonly expiresS?: number }
  | { readonly do: "unwatch"; readonly number: string }
  | { readonly do: "message"; readonly number: string; readonly text: string };

/** What a phone shows its user. */
export type PhoneEvent =
  | { readonly type: "registered"; readonly expiresS: number }
  | { readonly type: "register-failed"; readonly status: number }
  | { readonly type: "incoming"; readonly line: string; readonly from: string; readonly name?: string }
  | { readonly type: "ringing"; readonly line: string }
  | { readonly type: "answered"; readonly line: string }
  /** What is heard and where sound goes has changed. */
  | { readonly type: "media"; readonly line: string; readonly plan: MediaPlan }
  | { readonly type: "ended"; readonly line: string; readonly status?: number; readonly reason?: string }
  | { readonly type: "digit"; readonly line: string; readonly digit: string }
  | { readonly type: "transfer"; readonly line: string; readonly status: number }
  | { readonly type: "lamp"; readonly number: string; readonly state: "terminated" | "early" | "confirmed" }
  /** Nothing is known of the number any more: 200 when that was in order. */
  | { readonly type: "watch-ended"; readonly number: string; readonly status: number }
  | { readonly type: "message"; readonly from: string; readonly text: string }
  | { readonly type: "message-sent"; readonly status: number };
