import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Each call that has rows in a reading's tables, and its number there: rows and indexes hold that in place of its long id. */
export class CallNumbers {
  readonly #find: StatementSync;
  readonly #add: StatementSync;
  readonly #remove: StatementSync;
  readonly #db: DatabaseSync;
  readonly #table: string;

  constructor(db: DatabaseSync, reading: string) {
    const table = tableOf(reading);
    this.#db = db;
    this.#table = table;
    this.#find = db.prepare(`SELECT number FROM ${table} WHERE call = ?`);
    this.#add = db.prepare(`INSERT INTO ${table} (call) VALUES (?)`);
    this.#remove = db.prepare(`DELETE FROM ${table} WHERE number = ?`);
  }

  find(call: string): number | undefined {
    const found = this.#find.get(call)?.["number"];
    return found === undefined ? undefined : Number(found);
  }

  add(call: string): number {
    return Number(this.#add.run(call).lastInsertRowid);
  }

  /** The calls whose numbers a query gives as its column `call`, asked with one value. */
  of(query: string): (value: string) => readonly string[] {
    const calls = this.#db.prepare(`SELECT call FROM ${this.#table} WHERE number IN (${query})`);
    return (value) => calls.all(value).map((row) => String(row["call"]));
  }

  remove(number: number): void {
    this.#remove.run(number);
  }
}

export function tableOf(reading: string): string {
  return `call_of_${reading}`;
}

export function callsSql(reading: string): string {
  const table = tableOf(reading);
  return `DROP TABLE IF EXISTS ${table}; CREATE TABLE ${table} (number INTEGER PRIMARY KEY, call TEXT NOT NULL UNIQUE) STRICT;`;
}
