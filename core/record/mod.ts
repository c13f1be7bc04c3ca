/**
 * What happened: the events of calls, of which every list, report and notice is a reading.
 *
 * @module
 */
export { closeAsCut } from "./cut.ts";
export type { CallEvent, CallFact, Cause, DigitMeans, EndedBy, Party } from "./event.ts";
