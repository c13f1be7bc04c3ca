/**
 * Missed calls as lists show them, to people and to programs.
 *
 * @module
 */
export { type MissedReader, rowsOf } from "./rows.ts";
