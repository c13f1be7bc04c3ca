/**
 * Who exists: the immutable snapshot of the office that the switchboard reads.
 *
 * @module
 */
export type { DigestKeys, Directory, Extension, Office } from "./directory.ts";
