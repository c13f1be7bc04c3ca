/**
 * The rendered prompts, their sentences and the owner's own, read from the disk.
 *
 * @module
 */
export { OwnFolder } from "./own_recordings.ts";
export { readPromptPack } from "./read_pack.ts";
export { promptSentences } from "./prompt_sentences.ts";
export { readPromptNames } from "./prompt_names.ts";
