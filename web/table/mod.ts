/**
 * Lists as tables for a spreadsheet: for the desk and for programs.
 *
 * @module
 */
export { contactTable } from "./contact_table.ts";
export { csvAnswer, fileAnswer } from "./csv_answer.ts";
export { recordingTable } from "./recording_table.ts";
