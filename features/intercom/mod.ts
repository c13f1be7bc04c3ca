/**
 * Intercom: `*80102` speaks at once at 102's phone, which answers by itself, and both talk. Nobody is barged in on: a phone
 * that is in a call is busy, and whoever does not wish to be disturbed is not. A phone that cannot answer by itself rings.
 *
 * @module
 */
export { speakAt } from "./script.ts";
