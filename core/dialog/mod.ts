/**
 * Dialogs (RFC 3261 §12) as plain values, with what lives inside them: session timers (RFC 4028), reliable provisional
 * responses (RFC 3262), glare, and the words of REFER and NOTIFY. Knows nothing of calls.
 *
 * @module
 */
export { accept, refreshTarget } from "./accept.ts";
export { confirm } from "./confirm.ts";
export { type Dialog, dialogKey } from "./dialog.ts";
export { retryAfterGlare } from "./glare.ts";
export { openAsUac, openAsUas } from "./open.ts";
export { matchesRack, prackFor, reliabilityOf, reliable } from "./prack.ts";
export { parseReferTo, type ReferTo } from "./refer_to.ts";
export { ackFor, requestIn, type RequestParts } from "./request_in.ts";
export { nextHop } from "./route.ts";
export {
  expiresAt,
  negotiateAsUac,
  negotiateAsUas,
  nextRefresh,
  offerTimer,
  raiseTimer,
  type SessionTimer,
  type TimerFault,
  type TimerWish,
} from "./session_timer.ts";
export { readSipfrag, sipfrag, SIPFRAG_TYPE } from "./sipfrag.ts";
export { formatSubscriptionState, type SubscriptionState } from "./subscription_state.ts";
