/**
 * Tones that tell: played, per country from data, and found, where a fax calls or answers.
 *
 * @module
 */
export { ToneBank } from "./bank.ts";
export { type Cadence, readCadence, type Sine, type Step } from "./cadence.ts";
export { TONE_COUNTRIES, toneOf } from "./countries.ts";
export { FaxFinder, type FaxTone } from "./fax.ts";
export { TonePlayer } from "./player.ts";
