/**
 * What lies in the box's files, for browsers and programs to hear; and what they recorded, to become such a file.
 *
 * @module
 */
export { keepSound, type KeepWish, type Kept } from "./keep_sound.ts";
export { Listenings } from "./listenings.ts";
export { soundAnswer } from "./sound_answer.ts";
export type { SoundDoor } from "./sound_door.ts";
