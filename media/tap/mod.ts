/**
 * Taps: what a leg says and hears, handed from the media worker to whoever listens in another worker, through memory that
 * both share. The one who writes never waits.
 *
 * @module
 */
export { TapReader } from "./reader.ts";
export { TAP_FRAME_SAMPLES, TAP_MS, tapBytes, TAPS } from "./ring.ts";
export { TapWriter } from "./writer.ts";
