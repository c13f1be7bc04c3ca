/** One step from the version before it. Never changed once released: what is wrong in one is put right by the next. */
export interface Migration {
  /** Counts from 1, without gaps: SQLite's `user_version` after the step. */
  readonly version: number;
  readonly sql: string;
}

/** Every step the database has gone through, oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: `
      -- One run of the box; monotonic times compare only within one.
      CREATE TABLE boot (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        started_at REAL NOT NULL
      ) STRICT;

      -- One row an event, written once and never changed. Times are milliseconds.
      CREATE TABLE record (
        sequence INTEGER PRIMARY KEY,
        call TEXT NOT NULL,
        at REAL NOT NULL,
        monotonic_ms REAL NOT NULL,
        boot INTEGER NOT NULL REFERENCES boot (number),
        type TEXT NOT NULL,
        leg TEXT,
        facts TEXT NOT NULL
      ) STRICT;
      CREATE INDEX record_of_call ON record (call);
      CREATE INDEX record_of_starts ON record (sequence) WHERE type = 'call.started';

      -- Calls that have started and not ended, kept with the rows: the next start need not read the whole record.
      CREATE TABLE open_call (call TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

      -- How far each reading of the record has come.
      CREATE TABLE cursor (name TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 2,
    sql: `
      CREATE TABLE office (
        revision INTEGER PRIMARY KEY,
        at REAL NOT NULL,
        who TEXT NOT NULL,
        note TEXT NOT NULL,
        document TEXT NOT NULL
      ) STRICT;

      -- A secret stands from one revision until, not including, another: an unchanged one is kept once.
      CREATE TABLE secret (
        path TEXT NOT NULL,
        since INTEGER NOT NULL REFERENCES office (revision),
        until INTEGER REFERENCES office (revision),
        sealed BLOB NOT NULL,
        PRIMARY KEY (path, since)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX secret_in_use ON secret (path) WHERE until IS NULL;

      -- A known text under the box key: a wrong key is found at the start, not at the first secret.
      CREATE TABLE box_key (id INTEGER PRIMARY KEY CHECK (id = 1), sealed BLOB NOT NULL) STRICT;
    `,
  },
  {
    version: 3,
    sql: `
      -- What people set from their phones: small values, by whose they are.
      CREATE TABLE notebook (
        family TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (family, key)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 4,
    sql: `
      -- A row a day (UTC): what its events hash to, one on top of the other, and the whole on top of the day before.
      CREATE TABLE record_day (
        day TEXT PRIMARY KEY,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        before BLOB NOT NULL,
        hash BLOB NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 5,
    sql: `
      -- Who may ask over the REST interface, and what. The key itself is nowhere.
      CREATE TABLE api_key (
        name TEXT PRIMARY KEY,
        scopes TEXT NOT NULL,
        hash TEXT NOT NULL UNIQUE,
        created_at REAL NOT NULL,
        created_by TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
];

/** The version this binary writes. */
export const NEWEST: number = MIGRATIONS.length;
