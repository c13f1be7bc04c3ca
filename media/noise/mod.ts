/**
 * Comfort noise (RFC 3389), so that a silent line does not seem dead.
 *
 * @module
 */
export { ComfortNoise, noisePayload } from "./comfort.ts";
