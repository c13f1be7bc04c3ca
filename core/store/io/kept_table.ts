import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Cell, Row, TableShape } from "../../record/mod.ts";
import { sqlType, type Words } from "./words.ts";

/** One table of a reading. Rows have the numbers of their call and of their words in place of the texts. */
export class KeptTable {
  readonly name: string;
  readonly #columns: readonly (readonly [name: string, isWord: boolean])[];
  readonly #words: Words;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #rows: StatementSync;
  readonly #delete: StatementSync;

  constructor(db: DatabaseSync, { name, columns }: TableShape, words: Words) {
    this.name = name;
    this.#words = words;
    this.#columns = Object.entries(columns).map(([column, type]) => [column, type === "WORD"]);
    const names = Object.keys(columns);
    const places = names.map(() => ", ?").join("");
    this.#insert = db.prepare(`INSERT INTO ${name} (call, ${names.join(", ")}) VALUES (?${places})`);
    this.#update = db.prepare(
      `UPDATE ${name} SET ${names.map((column) => `${column} = ?`).join(", ")} WHERE rowid = ?`,
    );
    this.#rows = db.prepare(`SELECT rowid AS row FROM ${name} WHERE call = ? ORDER BY rowid`);
    this.#delete = db.prepare(`DELETE FROM ${name} WHERE rowid = ?`);
  }

  /** The call's rows, in the places of those it had: a page that is written anew leaves no hole behind. */
  replace(call: number, rows: readonly Row[], wasThere: boolean): void {
    const places = wasThere ? this.#rows.all(call).map((row) => Number(row["row"])) : [];
    rows.forEach((row, at) => {
      const cells = this.#cellsOf(row);
      const place = places[at];
      if (place === undefined) this.#insert.run(call, ...cells);
      else this.#update.run(...cells, place);
    });
    for (const place of places.slice(rows.length)) this.#delete.run(place);
  }

  #cellsOf(row: Row): readonly Cell[] {
    return this.#columns.map(([column, isWord]) => {
      const cell = row[column] ?? null;
      return isWord && cell !== null ? this.#words.numberOf(String(cell)) : cell;
    });
  }
}

export function shapeSql({ name, columns, indexes, hasOneOfEach }: TableShape): string {
  const fields = Object.entries(columns).map(([column, type]) => `, ${column} ${sqlType(type)}`);
  const [call, looked] = hasOneOfEach === true ? ["PRIMARY KEY", indexes] : ["NOT NULL", [["call"], ...indexes]];
  const wanted = looked.map((on, at) => `CREATE INDEX ${name}_${at} ON ${name} (${on.join(", ")});`);
  return `DROP TABLE IF EXISTS ${name};
    CREATE TABLE ${name} (call INTEGER ${call}${fields.join("")}) STRICT; ${wanted.join(" ")}`;
}
