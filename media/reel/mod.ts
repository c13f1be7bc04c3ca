/**
 * Playlists as sound: files, prompts, numbers and music, one after the other without a gap or a click, decoded ahead into
 * the rings of `media/play`.
 *
 * @module
 */
export { Composer } from "./composer.ts";
export { Deck } from "./deck.ts";
export { Reel } from "./reel.ts";
export { PLAY_RATE, type ReelTools, type Shelf, type Sound } from "./sound.ts";
