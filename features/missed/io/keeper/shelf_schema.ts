import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../../../../core/store/io/mod.ts";
import { KeptOpenings } from "./kept_openings.ts";
import { packed, unpacked } from "./packed_text.ts";

/**
 * `verdict`, `past`, `touched` and the cursor in `kept` can be made anew from the record. `entry` is what was told last, and
 * `opening` what was counted; `action`, `ignored`, `forgotten` and `line` (the journal) are nowhere else.
 */
const SHELF_SCHEMA = `
  CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS verdict (
    tenant TEXT NOT NULL, call TEXT NOT NULL, person TEXT NOT NULL,
    ended_at INTEGER NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (tenant, call)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS verdict_of_person ON verdict (person, ended_at);
  CREATE TABLE IF NOT EXISTS past (
    person TEXT PRIMARY KEY, deed INTEGER NOT NULL, data BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS touched (person TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS action (
    id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS action_of ON action (person);
  CREATE TABLE IF NOT EXISTS entry (
    tenant TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, place INTEGER NOT NULL,
    caller TEXT NOT NULL, did TEXT NOT NULL, state TEXT NOT NULL,
    last_at INTEGER NOT NULL, since INTEGER NOT NULL, closed_at INTEGER, hour INTEGER NOT NULL, route TEXT NOT NULL,
    data BLOB NOT NULL, trunk TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entry_of ON entry (person, place);
  CREATE INDEX IF NOT EXISTS entry_list ON entry (tenant, last_at, id);
  CREATE INDEX IF NOT EXISTS entry_open ON entry (state, since);
  CREATE INDEX IF NOT EXISTS entry_closed ON entry (state, closed_at);
  CREATE TABLE IF NOT EXISTS opening (
    tenant TEXT NOT NULL, id TEXT NOT NULL, opened_at INTEGER NOT NULL, call TEXT NOT NULL,
    last_at INTEGER NOT NULL, cleared_by TEXT, closed_at INTEGER, PRIMARY KEY (tenant, id, opened_at)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS opening_at ON opening (tenant, opened_at);
  CREATE TABLE IF NOT EXISTS line (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, id TEXT NOT NULL, data BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS line_of ON line (tenant, id);
  CREATE TABLE IF NOT EXISTS ignored (
    id INTEGER PRIMARY KEY AUTOINCREMENT, caller TEXT NOT NULL, is_ignored INTEGER NOT NULL,
    user TEXT NOT NULL, note TEXT NOT NULL, at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS ignored_of ON ignored (caller, id);
  CREATE TABLE IF NOT EXISTS forgotten (person TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

const OLD_INDEXES = ["entry_of", "entry_list", "entry_open", "entry_closed", "line_of", "verdict_of", "verdict_idle"];

/** Makes what is not there yet. What an older Kontor has kept as text is packed, its indexes go, and what nobody read. */
export function makeShelf(db: DatabaseSync): void {
  const has = (sql: string): boolean => db.prepare(sql).get() !== undefined;
  if (has("SELECT 1 FROM pragma_table_info('verdict') WHERE name = 'is_missed'")) {
    db.exec("ALTER TABLE verdict DROP COLUMN is_missed");
  }
  if (!has("SELECT 1 FROM pragma_table_info('entry') WHERE name = 'data' AND type = 'TEXT'")) {
    const isCounted = has("SELECT 1 FROM sqlite_master WHERE name = 'opening'");
    db.exec(SHELF_SCHEMA);
    if (!isCounted) count(db);
    if (has("SELECT 1 FROM pragma_table_info('entry') WHERE name = 'trunk'")) return;
    return db.exec("ALTER TABLE entry ADD COLUMN trunk TEXT NOT NULL DEFAULT ''");
  }
  db.function("packed", (text) => packed(JSON.parse(String(text))));
  inTransaction(db, () => {
    db.exec(`
      ALTER TABLE entry RENAME TO old_entry;
      ALTER TABLE line RENAME TO old_line;
      ${OLD_INDEXES.map((name) => `DROP INDEX IF EXISTS ${name};`).join(" ")}
      ${SHELF_SCHEMA}
      INSERT INTO entry
        (tenant, id, person, place, caller, did, state, last_at, since, closed_at, hour, route, data) SELECT
        tenant, id, person, place, caller, did, state, last_at, since, closed_at, hour, route, packed(data) FROM old_entry;
      INSERT INTO line SELECT sequence, tenant, id, packed(data) FROM old_line;
      DROP TABLE old_entry; DROP TABLE old_line;
    `);
    count(db);
  });
}

/** Until its calls have been read anew, an entry of before counts as one miss. */
function count(db: DatabaseSync): void {
  const openings = new KeptOpenings(db);
  for (const { data } of db.prepare("SELECT data FROM entry").iterate()) openings.replace([], [unpacked(data)]);
}
