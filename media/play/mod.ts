/**
 * What callers are played, on its way: rings of shared memory, filled ahead by a player in a worker of its own
 * (`media/reel`) and read by the media worker on every beat; who has which of them; and the desk that turns orders into
 * rings. The tap the other way round: no file is read on the media thread.
 *
 * @module
 */
export { Ledger } from "./ledger.ts";
export type { FromPlayer, PlayerEvent, PlayerSources, ToPlayer } from "./message.ts";
export { PlayReader } from "./reader.ts";
export {
  endRing,
  hasEnded,
  MOST_WAITING,
  openRing,
  PLAY_FRAME_SAMPLES,
  PLAY_MS,
  PLAY_RINGS,
  playBytes,
} from "./ring.ts";
export { type FillsRings, SoundDesk, type SoundDeskParts } from "./sound_desk.ts";
export { PlayWriter } from "./writer.ts";
