/**
 * Every kind of destination, and the script that brings a caller there: what the house is told of its features.
 *
 * @module
 */
export { SCRIPTS } from "./scripts.ts";
