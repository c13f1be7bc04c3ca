import { DatabaseSync } from "node:sqlite";
import { makePrivate } from "./private_file.ts";

/** Opens a keeper's own database, and makes it when it is not there. What is committed survives a power cut. */
export function openKept(path: string): DatabaseSync {
  makePrivate(path);
  const db = new DatabaseSync(path, { timeout: 5_000 });
  try {
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
