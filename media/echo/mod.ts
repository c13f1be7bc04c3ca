/**
 * Cancelling the echo that a line or a device sends back (G.168), and making softer what is no voice.
 *
 * @module
 */
export { type AnswerTone, AnswerToneFinder } from "./answer_tone.ts";
export { EchoCanceller, type EchoOptions } from "./canceller.ts";
export { DelayFinder } from "./delay.ts";
export { NoiseSuppressor } from "./noise.ts";
export { Rnnoise, RnnoiseLibrary } from "./rnnoise.ts";
export { warmEcho } from "./warm.ts";
