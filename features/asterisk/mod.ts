/**
 * The record as Asterisk writes it, for what already reads Asterisk: `cdr` (one row for everybody a call tried to reach),
 * `cel` (what happened to each channel) and `queue_log`, with FreePBX's columns, and as the lines of cdr_csv, cel_custom and
 * app_queue. As files they are kept behind the record on the thread that reads it, each line once over any crash.
 *
 * @module
 */
export { AsteriskDesk } from "./asterisk_desk.ts";
export type { Ledger, LedgerLine } from "./ledger.ts";
export { LEDGERS } from "./ledgers.ts";
export { type LedgerRecord, readLedger } from "./read_ledger.ts";
export type { LedgerPage, LedgerQuestion } from "./words.ts";
export { cdrLine, cdrOf, type CdrRow } from "./cdr.ts";
export { celLine, celOf, type CelRow, type CelType } from "./cel.ts";
export { queueLogLine, queueLogOf, type QueueLogRow } from "./queue_log.ts";
