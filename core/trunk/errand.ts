import type { Flow } from "../base/mod.ts";
import type { SipRequest } from "../sip/mod.ts";

/** Whether calls may be expected to get through. */
export type TrunkState = "starting" | "up" | "down";

/** Why a trunk is down. The desk has words for each. */
export type TrunkTrouble =
  | "it does not answer"
  | "it cannot be reached"
  | "its host is not found"
  | "a call got no answer"
  /** A status of SIP. */
  | `it says ${number}`;

/** What a trunk wants done. */
export type Errand =
  /** Find out where its host is; the answer comes as {@link TrunkKeeper.resolved}. */
  | { readonly type: "resolve"; readonly trunk: string; readonly host: string; readonly uri: string }
  /** Ask it something, and tell what it answered. */
  | { readonly type: "ask"; readonly trunk: string; readonly flow: Flow; readonly request: SipRequest }
  /** Say something that needs no answer. */
  | { readonly type: "mention"; readonly trunk: string; readonly flow: Flow; readonly request: SipRequest };
