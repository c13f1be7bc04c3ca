import type { DatabaseSync, StatementSync } from "node:sqlite";
import { CONTACT_WINDOW_MS, type SumShape } from "../../record/mod.ts";
import { KeptSums } from "./kept_sums.ts";
import { Spellings } from "./spellings.ts";
import type { Words } from "./words.ts";

const HOUR_MS = 3_600_000;

/** Calls from outside that were answered, and how many of their callers called again within the window. */
export const CONTACTS: SumShape = { name: "contact_hour", keys: { hour: "INTEGER" }, sums: ["repeated"] };

interface Found {
  readonly row: number;
  readonly number: string;
  readonly at: number;
  readonly isAnswered: boolean;
}

/**
 * Who called again, by the hour of the call before. It depends on two calls that follow one another, so a call that comes or
 * goes changes what is told of the one before it: whatever the order, the sums are those of the calls that are there. Of two
 * calls at the same moment each is another one of the other's caller, since rows are numbered as they happened to be read.
 */
export class KeptContacts {
  readonly #words: Words;
  readonly #sums: KeptSums;
  readonly #spellings: Spellings;
  readonly #call: StatementSync;
  readonly #before: StatementSync;
  readonly #next: StatementSync;

  /** @param country by whose rules numbers are read */
  constructor(db: DatabaseSync, words: Words, country: string) {
    this.#words = words;
    this.#spellings = new Spellings(db, country);
    this.#sums = new KeptSums(db, CONTACTS, { words });
    const columns = "rowid AS row, from_number AS number, started_at AS at, outcome";
    const same = "from_number = ? AND direction = ? AND is_hidden IS NULL AND";
    this.#call = db.prepare(`SELECT ${columns} FROM call WHERE call = ? AND direction = ? AND is_hidden IS NULL`);
    this.#before = db.prepare(
      `SELECT ${columns} FROM call WHERE ${same} started_at <= ? AND rowid <> ? ORDER BY started_at DESC LIMIT 1`,
    );
    this.#next = db.prepare(
      `SELECT ${columns} FROM call WHERE ${same} started_at >= ? AND rowid NOT IN (?, ?) ORDER BY started_at LIMIT 1`,
    );
  }

  /** A call is there from now on, or (-1) will not be. */
  add(call: number, sign: 1 | -1): void {
    const inbound = this.#words.find("in");
    if (inbound === undefined) return;
    const made = this.#found(this.#call.get(call, inbound));
    if (made === undefined) return;
    const { row, number, at } = made;
    if (sign === 1) this.#spellings.learn(number);
    const spellings = this.#spellings.of(number);
    if (sign === -1) this.#spellings.leave(number, row);
    if (spellings.length === 0) return;
    const nextOf = (call: Found) =>
      this.#each(this.#next, spellings, [inbound, call.at, call.row, row]).sort(inTime).at(0);
    const before = this.#each(this.#before, spellings, [inbound, at, row]).sort(inTime).at(-1);
    if (made.isAnswered) this.#sums.add([{ hour: hourOf(made), repeated: one(isSoon(made, nextOf(made))) }], sign);
    if (before === undefined || !before.isAnswered || !isSoon(before, made) || isSoon(before, nextOf(before))) return;
    this.#sums.add([{ hour: hourOf(before), repeated: 0 }], -sign as 1 | -1);
    this.#sums.add([{ hour: hourOf(before), repeated: 1 }], sign);
  }

  /** In which ways a caller has written his number; none for who withholds it. */
  spellingsOf(caller: string): readonly string[] {
    return this.#spellings.of(caller);
  }

  write(): void {
    this.#sums.write();
  }

  forget(): void {
    this.#sums.forget();
  }

  /** What is found of each spelling of a caller's number. */
  #each(statement: StatementSync, spellings: readonly string[], values: readonly number[]): Found[] {
    return spellings.flatMap((number) => this.#found(statement.get(number, ...values)) ?? []);
  }

  #found(row: ReturnType<StatementSync["get"]>): Found | undefined {
    if (row === undefined) return undefined;
    const { row: rowid, number, at, outcome } = row;
    const isAnswered = typeof outcome === "number" && this.#words.textOf(outcome) === "answered";
    return { row: Number(rowid), number: String(number ?? ""), at: Number(at), isAnswered };
  }
}

function isSoon(call: Found, next: Found | undefined): boolean {
  return next !== undefined && next.at - call.at <= CONTACT_WINDOW_MS;
}

const inTime = (one: Found, other: Found): number => one.at - other.at;
const hourOf = ({ at }: Found): number => Math.floor(at / HOUR_MS) * HOUR_MS;
const one = (is: boolean): number => is ? 1 : 0;
