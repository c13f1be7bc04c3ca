/**
 * Lamps: who watches which extension (RFC 6665), and what each watcher is told of its calls (RFC 4235) or of his own messages
 * (RFC 3842). Pure; the
 * switchboard says what the calls are, and sends what is written here.
 *
 * @module
 */
export type { Lamp, WatchedDialog } from "./dialog_info.ts";
export { Lamps, type LampsLimits, type LampsOptions, type LampsSizes } from "./lamps.ts";
export { MESSAGE_SUMMARY_TYPE, type MessageSummary, writeMessageSummary } from "./message_summary.ts";
export { ALLOW_EVENTS, isForLamps } from "./read_subscribe.ts";
export type { SubscribeAnswer } from "./subscribe_answer.ts";
export type { Subscription, Watched } from "./subscription.ts";
