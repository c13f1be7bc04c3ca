/**
 * Mixing: everybody in a conference hears the sum of all others.
 *
 * @module
 */
export { Mixer } from "./mixer.ts";
