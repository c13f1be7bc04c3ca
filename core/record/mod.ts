/**
 * What happened: the events of calls, of which every list, report and notice is a reading.
 *
 * @module
 */
export { CALLS } from "./calls_reading.ts";
export { closeAsCut } from "./cut.ts";
export type { CallEvent, CallFact, Cause, DigitMeans, EndedBy, Party } from "./event.ts";
export type { Cell, Condition, Question, Reading, Row, TableShape } from "./reading.ts";
export { READINGS } from "./readings.ts";
export { type Seat, seatsOf } from "./seat.ts";
