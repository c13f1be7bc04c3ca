/**
 * The store on this box's disk: SQLite on threads of its own, and KV.
 *
 * @module
 */
export { openStore, type StoreWorld } from "./open_store.ts";
