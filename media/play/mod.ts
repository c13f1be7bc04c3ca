/**
 * What callers are played: a worker of its own opens files, decodes ahead and writes into rings of shared memory, and the
 * media worker reads a frame on every beat. The tap the other way round: no file is read on the media thread.
 *
 * @module
 */
export { Composer } from "./composer.ts";
export { Deck } from "./deck.ts";
export { Ledger } from "./ledger.ts";
export type { FromPlayer, PlayerEvent, PlayerSources, ToPlayer } from "./message.ts";
export { PlayReader } from "./reader.ts";
export { Reel } from "./reel.ts";
export { endRing, hasEnded, openRing, PLAY_FRAME_SAMPLES, PLAY_MS, PLAY_RINGS, playBytes } from "./ring.ts";
export { PLAY_RATE, type ReelTools, type Shelf, type Sound } from "./sound.ts";
export { type FillsRings, SoundDesk, type SoundDeskParts } from "./sound_desk.ts";
export { PlayWriter } from "./writer.ts";
