/**
 * Calls that are over, found by what somebody types: a number, a name, the id of one.
 *
 * @module
 */
export { type CallsFound, type CallsWanted, findCalls, type Place, type Source } from "./find_calls.ts";
export { Times } from "./times.ts";
export { callerParts, numbersFor, visitsTo, withoutShort } from "./look_for.ts";
export { type LookedIn, lookInRecord } from "./look_in_record.ts";
