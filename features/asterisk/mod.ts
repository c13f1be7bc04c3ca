/**
 * The record as Asterisk writes it, for what already reads Asterisk: `cdr` (one row for everybody a call tried to reach)
 * and `cel` (what happened to each channel), with FreePBX's columns, and as the lines of cdr_csv and cel_custom.
 *
 * @module
 */
export { cdrLine, cdrOf, type CdrRow } from "./cdr.ts";
export { celLine, celOf, type CelRow, type CelType } from "./cel.ts";
