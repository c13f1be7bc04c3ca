/**
 * The last SIP messages that passed the door, kept cheaply, and drawn as a ladder when somebody asks.
 *
 * @module
 */
export { hideKeys } from "./hide_keys.ts";
export { drawLadder, ladderOf } from "./ladder.ts";
export { messageOf, messagesOf, type TracedMessage } from "./messages.ts";
export { glanceAt, type SipGlance } from "./sip_glance.ts";
export { type TraceEntry, type TraceLimits, TraceRing } from "./trace_ring.ts";
