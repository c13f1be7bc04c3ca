/**
 * The one machine: SIP bytes, media events, deadlines and the desk's wishes in; effects out. Pure.
 *
 * @module
 */
export type {
  CallView,
  DeadLetterView,
  DeadMailView,
  DeskAnswer,
  DeskCommand,
  Figures,
  LiveView,
  PersonView,
  PhoneView,
  SteerOrder,
  TrunkView,
  WebhookView,
} from "./desk.ts";
export type { AgentOrder, AgentView, CallBackView, CallListView, QueueView } from "../script/mod.ts";
export type { LetThrough, LineChange, LineSettings } from "./desk_line.ts";
export type { MailboxCommand, MailboxView } from "./desk_mailbox.ts";
export type { RecordingCommand, RecordingView } from "./desk_recordings.ts";
export type { Message, MessageState } from "../mailbox/mod.ts";
export type { Greeting, Recorded } from "../notebook/mod.ts";
export type { FeatureList, FeatureView } from "./features.ts";
export type { HelpView } from "./help.ts";
export type { HoursView } from "./hours_now.ts";
export type { Effect } from "./effect.ts";
export type { Input } from "./input.ts";
export { MOST_PEOPLE_SHOWN } from "./live_view.ts";
export type { SwitchboardOptions } from "./assemble.ts";
export { Switchboard } from "./switchboard.ts";
