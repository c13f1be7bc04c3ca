import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Cell, ColumnType, Row, TableShape } from "../../record/mod.ts";
import { sqlType, type Words } from "./words.ts";

/** One table of a reading. Rows have the numbers of their call and of their words in place of the texts. */
export class KeptTable {
  readonly name: string;
  readonly #columns: readonly (readonly [name: string, type: ColumnType])[];
  readonly #since: string | undefined;
  readonly #words: Words;
  readonly #write: StatementSync;
  /** Of a call: its rows from the nth on. */
  readonly #delete: StatementSync;

  constructor(db: DatabaseSync, shape: TableShape, words: Words) {
    const { name, columns, since } = shape;
    this.name = name;
    this.#words = words;
    this.#columns = Object.entries(columns);
    this.#since = since;
    const names = Object.keys(columns);
    // A row takes the place of the one before: a page that is written anew leaves no hole behind.
    this.#write = db.prepare(
      `INSERT INTO ${name} (call, ${names.join(", ")}) VALUES (?${names.map(() => ", ?").join("")})
       ON CONFLICT (${keyOf(shape)}) DO UPDATE SET ${
        names.map((column) => `${column} = excluded.${column}`).join(", ")
      }`,
    );
    const place = shape.hasOneOfEach === true ? "0" : "place";
    this.#delete = db.prepare(`DELETE FROM ${name} WHERE call = ? AND ${place} >= ?`);
  }

  /** The call's rows, in the places of those it had. */
  replace(call: number, rows: readonly Row[], wasThere: boolean): void {
    for (const row of rows) this.#write.run(call, ...this.#cellsOf(row));
    if (wasThere) this.#delete.run(call, rows.length);
  }

  #cellsOf(row: Row): readonly Cell[] {
    return this.#columns.map(([column, type]) => {
      const cell = row[column] ?? null;
      if (cell === null) return null;
      switch (type) {
        case "WORD":
          return this.#words.numberOf(String(cell));
        case "AFTER":
          return Number(cell) - Number(row[this.#since ?? ""]);
        case "HUNDREDTHS":
          return Math.round(100 * Number(cell));
        default:
          return cell;
      }
    });
  }
}

export function shapeSql(shape: TableShape): string {
  const { name, columns, indexes, endings = [], rare = [], since, hasOneOfEach } = shape;
  const fields = Object.entries(columns).map(([column, type]) => `${column} ${sqlType(type)}`);
  const wanted = indexes.map((on, at) => `CREATE INDEX ${name}_${at} ON ${name} (${on.join(", ")});`);
  wanted.push(...endings.map((on) => `CREATE INDEX ${name}_${on} ON ${name} (${endingSql(on)}, ${since});`));
  wanted.push(...rare.map((on) => `CREATE INDEX ${name}_${on} ON ${name} (${on}, ${since}) WHERE ${on} IS NOT NULL;`));
  // Rows of one call stand beside one another, and are found without an index.
  return `DROP TABLE IF EXISTS ${name};
    CREATE TABLE ${name} (call INTEGER NOT NULL, ${fields.join(", ")}, PRIMARY KEY (${keyOf(shape)}))
    STRICT${hasOneOfEach === true ? "" : ", WITHOUT ROWID"}; ${wanted.join(" ")}`;
}

/** The last digits of a text, as a number. */
export function endingSql(text: string): string {
  return `CAST(substr(${text}, -4) AS INTEGER)`;
}

function keyOf({ hasOneOfEach }: TableShape): string {
  return hasOneOfEach === true ? "call" : "call, place";
}
