/**
 * The one machine: SIP bytes, media events, deadlines and the desk's wishes in; effects out. Pure.
 *
 * @module
 */
export type { CallView, DeskAnswer, DeskCommand, Figures, PhoneView, RecordingView, TrunkView } from "./desk.ts";
export type { FeatureView } from "./features.ts";
export type { Effect } from "./effect.ts";
export type { Input } from "./input.ts";
export { Switchboard, type SwitchboardOptions } from "./switchboard.ts";
