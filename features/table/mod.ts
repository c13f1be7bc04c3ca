/**
 * Every kind of destination, and the script that brings a caller there; every kind of place that calls share, and its rule:
 * what the house is told of its features.
 *
 * @module
 */
export { QUEUE_DESK } from "../queue/mod.ts";
export { PLACES } from "./places.ts";
export { SCRIPTS } from "./scripts.ts";
