/**
 * Asterisk's files on the disk, written on the thread that reads the record.
 *
 * @module
 */
export { asteriskKeeper } from "./asterisk_keeper.ts";
