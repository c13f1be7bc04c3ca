/**
 * Sound for people at a browser: files of the box, sealed or not, one after the other, as one WAV file of which any stretch can be
 * asked for. It is made while it is read: nothing decoded lies on the disk. And the other way round: what somebody recorded in
 * his browser becomes a file as the box itself records them.
 *
 * @module
 */
export { Hearing, type HearingTools } from "./hearing.ts";
export { type KeepOrder, keepSound, type Kept } from "./keep_sound.ts";
export type { FromListener, ListenerWish, Measure, Outline, SoundFile, ToListener } from "./message.ts";
export { outlineOf } from "./outline.ts";
