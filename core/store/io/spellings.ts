import type { DatabaseSync, StatementSync } from "node:sqlite";
import { ANONYMOUS, callerKey } from "../../routing/mod.ts";

/** The table of them. */
export const SPELLINGS: string = "spelling";
/**
 * Of numbers that are not written as their caller is known: `0745123456` of `+40745123456`. Who withholds his number is known
 * as nobody: an empty text.
 */
export const SPELLINGS_SQL: string = `DROP TABLE IF EXISTS ${SPELLINGS};
  CREATE TABLE ${SPELLINGS} (number TEXT PRIMARY KEY, caller TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX ${SPELLINGS}_0 ON ${SPELLINGS} (caller);`;
/** So many numbers are remembered: reading one takes longer than all else that is done about a call here. */
const REMEMBERED = 10_000;

/** In which ways the callers of the table `call` have written their numbers. */
export class Spellings {
  readonly #country: string;
  readonly #known = new Map<string, string>();
  readonly #add: StatementSync;
  readonly #others: StatementSync;
  readonly #remove: StatementSync;
  readonly #of: StatementSync;

  /** @param country ISO 3166-1 alpha-2, by whose rules numbers are read */
  constructor(db: DatabaseSync, country: string) {
    this.#country = country;
    this.#add = db.prepare(`INSERT OR IGNORE INTO ${SPELLINGS} (number, caller) VALUES (?, ?)`);
    this.#others = db.prepare("SELECT 1 FROM call WHERE from_number = ? AND rowid <> ? LIMIT 1");
    this.#remove = db.prepare(`DELETE FROM ${SPELLINGS} WHERE number = ?`);
    this.#of = db.prepare(`SELECT number FROM ${SPELLINGS} WHERE caller = ?`);
  }

  /** A call has come from this number. */
  learn(number: string): void {
    const caller = this.#callerOf(number);
    if (caller !== number) this.#add.run(number, caller);
  }

  /** In which ways the caller behind a number has written it; none for who withholds his. */
  of(number: string): readonly string[] {
    const caller = this.#callerOf(number);
    if (caller === "") return [];
    const others = this.#of.all(caller).map((row) => String(row["number"]));
    // One that is written as its caller is known stands in no table.
    return [caller, ...others];
  }

  /** The call in this row goes: what nobody else has written is forgotten. */
  leave(number: string, row: number): void {
    if (this.#callerOf(number) !== number && this.#others.get(number, row) === undefined) this.#remove.run(number);
  }

  #callerOf(number: string): string {
    const known = this.#known.get(number);
    if (known !== undefined) return known;
    const key = callerKey(number, { country: this.#country });
    const caller = key === ANONYMOUS ? "" : key;
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(number, caller);
    return caller;
  }
}
