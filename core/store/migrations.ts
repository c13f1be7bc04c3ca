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
  {
    version: 6,
    sql: `
      -- Who may sign in to the desk, sealed; and what was done there. No trigger lets a line of the audit be changed.
      CREATE TABLE account (
        name TEXT PRIMARY KEY,
        created_at REAL NOT NULL,
        sealed BLOB NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE audit (
        sequence INTEGER PRIMARY KEY,
        at REAL NOT NULL,
        who TEXT NOT NULL,
        address TEXT NOT NULL,
        action TEXT NOT NULL,
        facts TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
      CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
    `,
  },
  {
    version: 7,
    sql: `
      -- Events of days long past, many in a row that is packed: they stand here and in the record no longer.
      CREATE TABLE packed (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, events BLOB NOT NULL) STRICT;

      -- On which pages a call may be, by a hash of its id; another one's may be the same.
      CREATE TABLE packed_call (
        hash INTEGER NOT NULL,
        page INTEGER NOT NULL,
        PRIMARY KEY (hash, page)
      ) STRICT, WITHOUT ROWID;

      -- The last event that is to be forgotten: nobody is told of it, though it may be here for a while.
      CREATE TABLE forgotten (id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL) STRICT;
      INSERT INTO forgotten (id, sequence) VALUES (1, 0);
    `,
  },
  {
    version: 8,
    sql: `
      -- The phone book that people keep at the desk: a contact is read whole, and looked for in memory.
      CREATE TABLE contact (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        contact TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      -- What the last import is taken back by.
      CREATE TABLE contact_undo (id INTEGER PRIMARY KEY CHECK (id = 1), undo TEXT NOT NULL) STRICT;

      -- The extensions on whose behalf a key may act, with spaces between; none: on everybody's.
      ALTER TABLE api_key ADD COLUMN extensions TEXT NOT NULL DEFAULT '';
    `,
  },
  {
    version: 9,
    sql: `
      -- Changes of contacts by hand, the last of them: what each is taken back by.
      CREATE TABLE contact_past (id INTEGER PRIMARY KEY, change TEXT NOT NULL) STRICT;
    `,
  },
];

/** The version this binary writes. */
export const NEWEST: number = MIGRATIONS.length;
