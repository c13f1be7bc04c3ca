/**
 * Missed calls as lists show them, to people and to programs, and who callers are there.
 *
 * @module
 */
export { isOneCaller, keyOfCaller } from "./known_caller.ts";
export { type MissedReader, rowsOf } from "./rows.ts";
