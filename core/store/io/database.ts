import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS, NEWEST } from "../migrations.ts";
import { makePrivate } from "./private_file.ts";

/** How long a statement waits for another connection's lock before it fails. */
const BUSY_MS = 5_000;

/** Opens the database to write, makes it when it is not there, and brings it to the newest version. */
export function openToWrite(path: string): DatabaseSync {
  makePrivate(path);
  const db = open(path, { timeout: BUSY_MS, enableForeignKeyConstraints: true });
  try {
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    migrate(db, path, NEWEST);
    return db;
  } catch (error) {
    db.close();
    throw named(path, error);
  }
}

/** Opens the database only to read; the writer has made it. */
export function openToRead(path: string): DatabaseSync {
  return open(path, { timeout: BUSY_MS, readOnly: true });
}

/** Takes every step from the database's version to `target`, each in a transaction of its own. */
export function migrate(db: DatabaseSync, path: string, target: number): void {
  const found = Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (found > NEWEST) {
    throw new Error(
      `Cannot open database "${path}": a newer Kontor wrote it (version ${found}, this one knows ${NEWEST})`,
    );
  }
  for (const { version, sql } of MIGRATIONS.slice(found, target)) {
    inTransaction(db, () => db.exec(`${sql}; PRAGMA user_version = ${version}`));
  }
}

/** Does all of `work` or nothing of it. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const outcome = work();
    db.exec("COMMIT");
    return outcome;
  } catch (error) {
    // SQLite has rolled back by itself after some faults, a full disk among them.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

/** What several statements of `work` read is what stood there at one moment, whatever another connection writes. */
export function atOneMoment<T>(db: DatabaseSync, work: () => T): T {
  if (db.isTransaction) return work();
  db.exec("BEGIN");
  try {
    return work();
  } finally {
    db.exec("COMMIT");
  }
}

function open(path: string, options: ConstructorParameters<typeof DatabaseSync>[1]): DatabaseSync {
  try {
    return new DatabaseSync(path, options);
  } catch (error) {
    throw named(path, error);
  }
}

/** SQLite says what is wrong, but not with which file. */
function named(path: string, error: unknown): Error {
  const text = error instanceof Error ? error.message : String(error);
  return text.includes(path) ? new Error(text) : new Error(`Cannot open database "${path}": ${text}`);
}
