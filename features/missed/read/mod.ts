/**
 * Readers: one for each dialect in which phone systems write down their calls, all into the one shape of `call.ts`.
 *
 * @module
 */
export { type AmiMessage, AmiReader, isNews, writeAction } from "./ami.ts";
export { readAsterisk } from "./asterisk.ts";
export type { AsteriskRows } from "./bundle.ts";
export type { Scope } from "./channel.ts";
export { readFusionPbx } from "./fusionpbx.ts";
export { Fields, reading } from "./field.ts";
