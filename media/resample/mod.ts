/**
 * Changing the sample rate of a stream: 8, 16, 24 and 48 kHz, each to each.
 *
 * @module
 */
export { type Rate, Resampler, Resamplers } from "./resampler.ts";
