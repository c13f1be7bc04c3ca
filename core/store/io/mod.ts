/**
 * The store on this box's disk: SQLite on threads of its own, and KV.
 *
 * @module
 */
export { certificateSeal, mailSeal, recordingKey } from "./box_key.ts";
export { inTransaction } from "./database.ts";
export { eraseIn } from "./erase.ts";
export type { FollowedRecord, Keeper, KeeperStep, MakeKeeper } from "./keeper.ts";
export { openKept } from "./kept_database.ts";
export { openStore, type StoreWorld } from "./open_store.ts";
export { type KeeperTable, serveReader } from "./serve_reader.ts";
