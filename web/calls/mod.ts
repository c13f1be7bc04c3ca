/**
 * Calls that are over, found by what somebody types (a number, a name, the id of one), and told as a line of a list.
 *
 * @module
 */
export { type CallLine, DIRECTIONS, lineOf, numbersOf } from "./call_line.ts";
export { type CallsFound, type CallsWanted, findCalls, type Place, type Source } from "./find_calls.ts";
export { type Naming, namingIn, outsideIn, without } from "./naming.ts";
export { Times } from "./times.ts";
export { callerParts, numbersFor, visitsTo, withoutShort } from "./look_for.ts";
export { type LookedIn, lookInRecord } from "./look_in_record.ts";
