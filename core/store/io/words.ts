import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Cell, ColumnType, Row } from "../../record/mod.ts";

export const WORDS_SQL =
  "CREATE TABLE IF NOT EXISTS word (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT";

/** The words of all readings: each stands once in a table of its own, and rows have its number. */
export class Words {
  readonly #add: StatementSync;
  readonly #find: StatementSync;
  readonly #all: StatementSync;
  readonly #numbers = new Map<string, number>();
  readonly #texts = new Map<number, string>();

  constructor(db: DatabaseSync) {
    this.#add = db.prepare("INSERT INTO word (text) VALUES (?) ON CONFLICT (text) DO NOTHING");
    this.#find = db.prepare("SELECT number FROM word WHERE text = ?");
    this.#all = db.prepare("SELECT number, text FROM word");
  }

  /** Undefined: no row has it. */
  find(text: string): number | undefined {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const found = this.#find.get(text)?.["number"];
    return found === undefined ? undefined : this.#know(Number(found), text);
  }

  numberOf(text: string): number {
    const known = this.find(text);
    if (known !== undefined) return known;
    this.#add.run(text);
    return this.find(text)!;
  }

  textOf(number: number): string {
    const known = this.#texts.get(number);
    if (known !== undefined) return known;
    for (const row of this.#all.all()) this.#know(Number(row["number"]), String(row["text"]));
    return this.#texts.get(number) ?? "";
  }

  /** A row as it was before its texts became numbers. */
  told(row: Row, columns: readonly string[]): Row {
    const told: Record<string, Cell> = { ...row };
    for (const column of columns) {
      const number = told[column];
      if (typeof number === "number") told[column] = this.textOf(number);
    }
    return told;
  }

  /** What was learnt in a transaction that has come to nothing. */
  forget(): void {
    this.#numbers.clear();
    this.#texts.clear();
  }

  #know(number: number, text: string): number {
    this.#numbers.set(text, number);
    this.#texts.set(number, text);
    return number;
  }
}

/** Which columns have words in them. */
export function wordsOf(columns: Readonly<Record<string, ColumnType>>): readonly string[] {
  return Object.entries(columns).filter(([, type]) => type === "WORD").map(([column]) => column);
}

/** What SQLite knows a column as. */
export function sqlType(type: ColumnType): string {
  return type === "TEXT" ? "TEXT" : "INTEGER";
}
