/**
 * What happened: the events of calls, of which every list, report and notice is a reading.
 *
 * @module
 */
export { CALLS } from "./calls_reading.ts";
export { CALL_ENDS, type CallEnd } from "./call_outcome.ts";
export { type CallJudge, endAs, type Judgement } from "./judge.ts";
export { closeAsCut } from "./cut.ts";
export type { CallEvent, CallFact, Cause, DigitMeans, EndedBy, Party } from "./event.ts";
export {
  type Contact,
  CONTACT_WINDOW_MS,
  type ContactQuestion,
  type FirstContacts,
  firstContactsOf,
} from "./first_contact.ts";
export type {
  Cell,
  ColumnType,
  Condition,
  Question,
  Reading,
  Row,
  RowsByTable,
  SumQuestion,
  SumShape,
  TableShape,
} from "./reading.ts";
export { READINGS } from "./readings.ts";
export { type Seat, seatsOf } from "./seat.ts";
export { TRAFFIC, trafficOf } from "./traffic.ts";
