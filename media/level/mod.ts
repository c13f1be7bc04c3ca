/**
 * Loudness: measured, told apart as voice and noise, and made even.
 *
 * @module
 */
export { AutoGain } from "./gain.ts";
export { levelOf, VoiceFinder } from "./voice.ts";
