/**
 * Lists as tables for a spreadsheet: for the desk and for programs.
 *
 * @module
 */
export { auditTable } from "./audit_table.ts";
export { callTable, type CallTableWorld } from "./call_table.ts";
export { contactTable } from "./contact_table.ts";
export { csvAnswer, fileAnswer, type Table } from "./csv_answer.ts";
export { MISSED_PIECE, missedTable } from "./missed_table.ts";
export { recordingTable } from "./recording_table.ts";
