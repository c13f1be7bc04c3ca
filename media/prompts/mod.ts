/**
 * What the box says: every sentence of it in English and Romanian, the grammar that puts numbers, dates, times and money
 * together from clips, and the clips' sound.
 *
 * @module
 */
export type { Clip } from "./clip.ts";
export { clipsOf } from "./clips.ts";
export { PromptPack } from "./pack.ts";
export { type OwnRecording, type OwnRecordings, PromptShelf, type ShelfParts } from "./shelf.ts";
