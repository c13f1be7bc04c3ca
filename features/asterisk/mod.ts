/**
 * The record as Asterisk writes it, for what already reads Asterisk: `cdr` (one row for everybody a call tried to reach),
 * `cel` (what happened to each channel) and `queue_log`, with FreePBX's columns, and as the lines of cdr_csv, cel_custom and
 * app_queue.
 *
 * @module
 */
export { cdrLine, cdrOf, type CdrRow } from "./cdr.ts";
export { celLine, celOf, type CelRow, type CelType } from "./cel.ts";
export { queueLogLine, queueLogOf, type QueueLogRow } from "./queue_log.ts";
