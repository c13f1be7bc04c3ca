/**
 * Lamps: who watches which extension (RFC 6665), and what each watcher is told of its calls (RFC 4235). Pure; the
 * switchboard says what the calls are, and sends what is written here.
 *
 * @module
 */
export type { Lamp, WatchedDialog } from "./dialog_info.ts";
export { Lamps, type LampsLimits, type LampsOptions, type LampsSizes } from "./lamps.ts";
export { ALLOW_EVENTS, isForLamps } from "./read_subscribe.ts";
export type { SubscribeAnswer } from "./subscribe_answer.ts";
export type { Subscription } from "./subscription.ts";
