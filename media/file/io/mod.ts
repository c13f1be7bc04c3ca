/**
 * Files with sound on the disk: read at any place, and written so that power loss takes no more than was not flushed.
 *
 * @module
 */
export { copyOut } from "./copy_out.ts";
export { FileSink } from "./file_sink.ts";
export { FileSource } from "./file_source.ts";
export { readPlain } from "./read_plain.ts";
