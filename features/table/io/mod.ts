/**
 * The thread that reads the record, with all that features keep of it, and the desks that work beside the switchboard.
 *
 * @module
 */
export { type DeskWorld, FeatureDesks } from "./desks.ts";
export { spawnReader } from "./spawn_reader.ts";
