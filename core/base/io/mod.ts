/**
 * Files that are written whole or not at all, for the box alone.
 *
 * @module
 */
export { SealedFile } from "./sealed_file.ts";
export { removeIfThere, writeWhole } from "./write_whole.ts";
