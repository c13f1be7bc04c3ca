/**
 * What happened: the events of calls, of which every list, report and notice is a reading.
 *
 * @module
 */
export { CALLS } from "./calls_reading.ts";
export { CALL_ENDS, type CallEnd } from "./call_outcome.ts";
export { type CallJudge, endAs, type Judgement } from "./judge.ts";
export { agentTrafficOf } from "./agent_traffic.ts";
export { closeAsCut, isOfCut } from "./cut.ts";
export { callerHides, hiddenCallerOf } from "./hidden_caller.ts";
export type { Cause } from "./cause.ts";
export type { CallEvent, CallFact, DigitMeans, EndedBy, Party } from "./event.ts";
export {
  type Contact,
  CONTACT_WINDOW_MS,
  type ContactQuestion,
  type FirstContacts,
  firstContactsOf,
  lookedAtUntil,
} from "./first_contact.ts";
export {
  type Cell,
  type ColumnType,
  type Condition,
  idOfLone,
  type Question,
  type Reading,
  type Row,
  type RowsByTable,
  type SumQuestion,
  type SumShape,
  type TableShape,
} from "./reading.ts";
export { VISIT_ENDS, type VisitEnd } from "./queue_visit.ts";
export { READINGS } from "./readings.ts";
export { type Seat, seatsOf } from "./seat.ts";
export { TRAFFIC, trafficOf, visitRow } from "./traffic.ts";
