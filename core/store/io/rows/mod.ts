/**
 * The tables that are made of the record, opened by a thread of its own that has much to read: a door apart, so that whoever
 * opens the store does not load what reads them.
 *
 * @module
 */
export { openRows, rowOf, type RowsFile } from "./open_rows.ts";
