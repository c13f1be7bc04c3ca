/**
 * Lamps and presence: who watches which extension (RFC 6665, lists of them by RFC 4662), what each watcher is told of its
 * calls (RFC 4235), of its person (RFC 3856) and of his own messages (RFC 3842), and what people publish of themselves (RFC 3903). Pure; the switchboard
 * says how it is, and sends what is written here.
 *
 * @module
 */
export type { Lamp, WatchedDialog } from "./dialog_info.ts";
export { Lamps, type LampsLimits, type LampsOptions, type LampsSizes } from "./lamps.ts";
export { Life } from "./life.ts";
export { PACKAGE_NAMES, type PackageName, type StateOf, type States } from "./packages.ts";
export type { Presence } from "./pidf.ts";
export { compose, type Composed, PRESENCE_STATES, type PresenceState, type Seen, type Word } from "./presence_state.ts";
export { MESSAGE_SUMMARY_TYPE, type MessageSummary, writeMessageSummary } from "./message_summary.ts";
export { Publications } from "./publications.ts";
export { ALLOW_EVENTS, packageIn } from "./read_subscribe.ts";
export type { SubscribeAnswer } from "./subscribe_answer.ts";
export type { Subscription } from "./subscription.ts";
