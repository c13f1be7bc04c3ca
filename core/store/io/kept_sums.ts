import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Row, SumShape } from "../../record/mod.ts";
import { type Span, SPANS, spansOf } from "./spans.ts";
import { sqlType, type Words, wordsOf } from "./words.ts";

interface Adding {
  readonly keys: readonly (string | number)[];
  /** The count first. */
  readonly sums: number[];
}

/** One table of sums. What a step adds and takes away is gathered, and written once for each row that it changes. */
export class KeptSums {
  /** Of the shape: whose rows it adds. */
  readonly name: string;
  readonly #ms: number;
  readonly #words: Words;
  readonly #keys: readonly string[];
  readonly #areWords: ReadonlySet<string>;
  readonly #sums: readonly string[];
  readonly #add: StatementSync;
  readonly #remove: StatementSync;
  readonly #adding = new Map<string, Adding>();

  constructor(db: DatabaseSync, { name, keys, sums }: SumShape, { words, span: { ending, ms } = SPANS[0] }: {
    readonly words: Words;
    readonly span?: Span;
  }) {
    const table = `${name}${ending}`;
    this.name = name;
    this.#ms = ms;
    this.#words = words;
    this.#keys = Object.keys(keys);
    this.#areWords = new Set(wordsOf(keys));
    this.#sums = sums;
    const all = ["count", ...sums];
    this.#add = db.prepare(
      `INSERT INTO ${table} (${[...this.#keys, ...all].join(", ")})
       VALUES (${[...this.#keys, ...all].map(() => "?").join(", ")})
       ON CONFLICT DO UPDATE SET ${all.map((sum) => `${sum} = ${sum} + excluded.${sum}`).join(", ")}`,
    );
    const isThis = this.#keys.map((key) => `${key} = ?`).join(" AND ");
    this.#remove = db.prepare(`DELETE FROM ${table} WHERE ${isThis} AND count = 0`);
  }

  /** @param sign -1: takes away what was added before */
  add(rows: readonly Row[], sign: 1 | -1): void {
    for (const row of rows) {
      const keys = this.#keys.map((key, at) => {
        const value = row[key] ?? "";
        if (this.#areWords.has(key)) return this.#words.numberOf(String(value));
        return at === 0 && typeof value === "number" ? Math.floor(value / this.#ms) * this.#ms : value;
      });
      const place = keys.join("\n");
      const known = this.#adding.get(place);
      const adding = known ?? { keys, sums: [0, ...this.#sums.map(() => 0)] };
      if (known === undefined) this.#adding.set(place, adding);
      adding.sums[0]! += sign;
      this.#sums.forEach((sum, at) => adding.sums[at + 1]! += sign * Number(row[sum] ?? 0));
    }
  }

  /** In the transaction that writes the rows. */
  write(): void {
    for (const { keys, sums } of this.#adding.values()) {
      if (sums.every((sum) => sum === 0)) continue;
      this.#add.run(...keys, ...sums);
      if (sums[0]! < 0) this.#remove.run(...keys);
    }
    this.#adding.clear();
  }

  /** The transaction has come to nothing. */
  forget(): void {
    this.#adding.clear();
  }
}

export function sumsSql(shape: SumShape): string {
  const { name, keys, sums } = shape;
  const fields = Object.entries(keys).map(([key, type]) => `${key} ${sqlType(type)} NOT NULL`);
  const added = ["count", ...sums].map((sum) => `${sum} INTEGER NOT NULL`);
  return spansOf(shape).map(({ ending }) =>
    `DROP TABLE IF EXISTS ${name}${ending}; CREATE TABLE ${name}${ending} (
    ${[...fields, ...added].join(", ")}, PRIMARY KEY (${Object.keys(keys).join(", ")})
  ) STRICT, WITHOUT ROWID;`
  ).join(" ");
}
