/**
 * The rendered prompts and the owner's own, read from the disk.
 *
 * @module
 */
export { OwnFolder } from "./own_recordings.ts";
export { readPromptPack } from "./read_pack.ts";
export { readPromptNames } from "./prompt_names.ts";
