/**
 * Call scripts: the words they are written in, the verbs that every one of them uses, and the runner.
 *
 * @module
 */
export { ask, type Asked, type AskOptions } from "./ask.ts";
export { askName, type AskNameOptions, type Named } from "./ask_name.ts";
export { atOnce } from "./at_once.ts";
export { clickToCall } from "./click_to_call.ts";
export { carryOut } from "./carry_out.ts";
export { dictate, type Dictated, type DictateOptions } from "./dictate.ts";
export { dial, endCircle, hangUp } from "./dial.ts";
export { music, musicOf } from "./music.ts";
export type { MoveResult, PlaceRule, PlaceTable } from "./place.ts";
export { mayOpenOn } from "./open_door.ts";
export { nameOf } from "./name_of.ts";
export { orderRecording, type RecordingOrder } from "./order_recording.ts";
export { ownLine } from "./own_line.ts";
export type {
  AgentOrder,
  AgentState,
  AgentView,
  CallBackView,
  CallListView,
  QueueAgentView,
  QueueDesk,
  QueueView,
  WaitingView,
} from "./queue_desk.ts";
export { mayRecord } from "./record_talk.ts";
export { record, type RecordOptions, type Taken } from "./record.ts";
export { refuse } from "./refuse.ts";
export { ring } from "./ring.ts";
export { type Confirmation, type RingOptions, ringTogether, type Rung, type Target } from "./ring_together.ts";
export { Runner, type ScriptFault, type Stage } from "./runner.ts";
export { type Said, say } from "./say.ts";
export { sayWhy } from "./say_why.ts";
export { giveUpSlot, holderOf, SLOT, SLOT_RULE, takeSlot } from "./slot.ts";
export { takeCall, takeCallTo } from "./take_call.ts";
export { takeIn, turnedAway } from "./take_in.ts";
export { talk, type TalkOptions, type Turn } from "./talk.ts";
export { tell } from "./tell.ts";
export type { Deed } from "./deed.ts";
export type { Heard } from "./heard.ts";
export type { BoxView, Braked, Command, LineView, Outcomes, RoomSeat, Talk } from "./outcomes.ts";
export type { Phone, Shown } from "./phone.ts";
export type { Question } from "./question.ts";
export {
  act,
  all,
  type Ending,
  faxOn,
  next,
  race,
  reach,
  type Script,
  type ScriptTable,
  spawn,
  type Want,
} from "./vocabulary.ts";
export { worded } from "./worded.ts";
