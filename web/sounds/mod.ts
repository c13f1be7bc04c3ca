/**
 * The owner's own sounds, for the desk and for programs: announcements (as from phones by *77), the box's sentences in his
 * voice, music on hold. Each is a sealed file below the box's data folder, beside those that he has put there himself.
 *
 * @module
 */
export { forgetSound, listSounds } from "./list_sounds.ts";
export { keepSound, MOST_SOUND_BYTES, type Refusal, SOUND_LIMITS } from "./keep_sound.ts";
export { type OwnSound, SOUND_KINDS, type SoundKind, type SoundsWorld } from "./own_sound.ts";
