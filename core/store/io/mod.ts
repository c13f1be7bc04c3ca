/**
 * The store on this box's disk: SQLite on threads of its own, and KV.
 *
 * @module
 */
export { recordingKey } from "./box_key.ts";
export { eraseIn } from "./erase.ts";
export { openStore, type StoreWorld } from "./open_store.ts";
