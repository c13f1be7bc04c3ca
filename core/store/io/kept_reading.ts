import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type CallEvent, type CallJudge, idOfLone, type Reading, type RowsByTable } from "../../record/mod.ts";
import { CallNumbers, callsSql } from "./call_numbers.ts";
import { inTransaction } from "./database.ts";
import { CONTACTS, KeptContacts } from "./kept_contacts.ts";
import { KeptSums, sumsSql } from "./kept_sums.ts";
import { KeptTable, shapeSql } from "./kept_table.ts";
import { spansOf } from "./spans.ts";
import { SPELLINGS_SQL } from "./spellings.ts";
import type { Words } from "./words.ts";

/** The record as a reading follows it. */
export interface RecordSource {
  /** At most `limit` events with a higher sequence, in order. */
  after(sequence: number, limit: number): readonly CallEvent[];
  /** All events of a call that are there, in order. */
  eventsOf(call: string): readonly CallEvent[];
  /** The last event that is to be forgotten, whether it is there or not; 0: all are remembered. */
  forgotten(): number;
}

/** What one step has come to. */
export interface Followed {
  /** There may be more in the record. */
  readonly isBehind: boolean;
  /** For the log, a sentence for each call that could not be read. */
  readonly faults: readonly string[];
}

/** A step after which the tables may tell something else. */
export interface Changed extends Followed {
  /** When the first of the calls began of which they do; Infinity: of none. */
  readonly changedFrom: number;
}

/** How far a reading has come: its tables tell of the events after `floor` up to `sequence`, and of nothing else. */
interface Cursor {
  readonly floor: number;
  readonly sequence: number;
  /** What stood at that sequence: a record that lost its end in a power cut has another event there, or none. */
  readonly mark: string;
}

/** What a reading goes by: what was made by something else is made anew. */
export interface GoneBy {
  /** ISO 3166-1 alpha-2, by whose rules numbers are read; undefined: as they were before. */
  readonly country: string | undefined;
  /** Undefined: nobody has said yet who judges calls, or every call is what became of it; what was judged stays as it is. */
  readonly judge?: CallJudge | undefined;
}

interface Told {
  readonly rows: RowsByTable;
  readonly sums: RowsByTable;
}

const NOTHING: Told = { rows: {}, sums: {} };

/** One reading's tables, and its cursor. */
export class KeptReading {
  readonly #db: DatabaseSync;
  readonly #reading: Reading;
  readonly #words: Words;
  readonly #calls: CallNumbers;
  readonly #tables: readonly KeptTable[];
  readonly #sums: readonly KeptSums[];
  readonly #contacts: KeptContacts | undefined;
  readonly #move: StatementSync;
  readonly #judge: CallJudge | undefined;
  #ignored: readonly string[] = [];
  #cursor: Cursor = { floor: 0, sequence: 0, mark: "" };

  constructor(db: DatabaseSync, reading: Reading, { words, record, country: wanted, judge }: GoneBy & {
    readonly words: Words;
    readonly record: RecordSource;
  }) {
    this.#db = db;
    this.#reading = reading;
    this.#words = words;
    this.#judge = judge;
    this.#move = db.prepare("UPDATE reading SET floor = ?, sequence = ?, mark = ? WHERE name = ?");
    const known = db.prepare("SELECT * FROM reading WHERE name = ?").get(reading.name);
    const country = wanted ?? String(known?.["country"] ?? "");
    const rules = judge?.rules ?? String(known?.["rules"] ?? "");
    if (known?.["version"] === reading.version && known["country"] === country && known["rules"] === rules) {
      const { floor, sequence, mark, ignored } = known;
      this.#cursor = { floor: Number(floor), sequence: Number(sequence), mark: String(mark) };
      this.#ignored = JSON.parse(String(ignored));
    } else this.#makeAnew(record.forgotten(), { country, rules, judge });
    if (!fits(this.#cursor, record)) this.#makeAnew(record.forgotten(), { country, rules, judge });
    this.#calls = new CallNumbers(db, reading.name);
    this.#tables = reading.tables.map((shape) => new KeptTable(db, shape, words));
    this.#sums = (reading.sums?.tables ?? []).flatMap((shape) =>
      spansOf(shape).map((span) => new KeptSums(db, shape, { words, span }))
    );
    this.#contacts = reading.hasContacts === true ? new KeptContacts(db, words, country) : undefined;
    if (judge !== undefined) this.#ignore(judge.ignored, record);
  }

  get floor(): number {
    return this.#cursor.floor;
  }

  /** The number of a call in the tables. */
  numberOf(call: string): number | undefined {
    return this.#calls.find(call);
  }

  /** Forgets a piece of what is to be forgotten, and then works off a piece of what is new. */
  step(record: RecordSource, most: number): Changed {
    return this.#cursor.floor < record.forgotten() ? this.#forget(record, most) : this.#follow(record, most);
  }

  #follow(record: RecordSource, most: number): Changed {
    const { floor, sequence } = this.#cursor;
    const events = record.after(sequence, most);
    const last = events.at(-1);
    if (last === undefined) return { isBehind: false, faults: [], changedFrom: Infinity };
    const cursor = { floor, sequence: last.sequence, mark: markOf(last) };
    return { isBehind: events.length === most, ...this.#turn(events, cursor, record) };
  }

  #forget(record: RecordSource, most: number): Changed {
    const forgotten = record.forgotten();
    const { floor, sequence, mark } = this.#cursor;
    const events = record.after(floor, most).filter((event) => event.sequence <= forgotten);
    const last = events.at(-1);
    const upTo = events.length < most || last === undefined ? forgotten : last.sequence;
    const isSeen = upTo <= sequence;
    const cursor = { floor: upTo, sequence: isSeen ? sequence : upTo, mark: isSeen ? mark : markOf(last) };
    return { isBehind: true, ...this.#turn(events, cursor, record) };
  }

  /** Takes the calls of these events from what the tables tell now to what they tell at `to`, in one transaction. */
  #turn(events: readonly CallEvent[], to: Cursor, record: RecordSource): Omit<Changed, "isBehind"> {
    const from = this.#cursor;
    const faults: string[] = [];
    let changedFrom = Infinity;
    const ended = new Set(events.flatMap(({ type, call }) => type === "call.ended" ? [call] : []));
    const retell = (id: string, story: readonly CallEvent[]) => {
      // The clock may have been set back while it lasted.
      changedFrom = story.reduce((first, { at }) => Math.min(first, at), changedFrom);
      this.#replace(id, this.#told(id, between(story, from), []), this.#told(id, between(story, to), faults));
    };
    this.#change(() => {
      for (const event of events) {
        if (event.call === "" && this.#reading.isLone?.(event) === true) retell(idOfLone(event), [event]);
      }
      for (const call of new Set(events.map((event) => event.call))) {
        // Of a call that has not ended nothing is told: what happens to it is read when it has.
        if (call === "" || (!ended.has(call) && this.#calls.find(call) === undefined)) continue;
        retell(call, record.eventsOf(call));
      }
      this.#move.run(to.floor, to.sequence, to.mark, this.#reading.name);
    });
    this.#cursor = to;
    return { faults, changedFrom };
  }

  /** Carries out changes of the tables in one transaction, all of them or none. */
  #change(work: () => void): void {
    try {
      inTransaction(this.#db, () => {
        work();
        for (const table of this.#sums) table.write();
        this.#contacts?.write();
      });
    } catch (error) {
      for (const each of [...this.#sums, this.#words]) each.forget();
      this.#contacts?.forget();
      throw error;
    }
  }

  /** Nobody misses these callers from now on: the calls of whoever was not among them, or is not any more, are told anew. */
  #ignore(ignored: readonly string[], record: RecordSource): void {
    const [before, now] = [new Set(this.#ignored), new Set(ignored)];
    const changed = now.symmetricDifference(before);
    if (changed.size === 0) return;
    const toldBy = (call: string, who: readonly string[]) =>
      this.#told(call, between(record.eventsOf(call), this.#cursor), [], who);
    this.#change(() => {
      for (const call of [...changed].flatMap((caller) => this.#callsOf(caller))) {
        this.#replace(call, toldBy(call, this.#ignored), toldBy(call, ignored));
      }
      this.#db.prepare("UPDATE reading SET ignored = ? WHERE name = ?").run(
        JSON.stringify(ignored),
        this.#reading.name,
      );
    });
    this.#ignored = ignored;
  }

  /** The calls that came from somebody, however his number is written. */
  #callsOf(caller: string): readonly string[] {
    const find = this.#calls.of("SELECT call FROM call WHERE from_number = ?");
    return (this.#contacts?.spellingsOf(caller) ?? []).flatMap((number) => find(number));
  }

  #replace(call: string, before: Told | undefined, now: Told | undefined): void {
    if (before === undefined && now === undefined) return;
    const known = before === undefined ? undefined : this.#calls.find(call);
    const number = known ?? this.#calls.add(call);
    if (known !== undefined) this.#contacts?.add(number, -1);
    for (const table of this.#tables) table.replace(number, now?.rows[table.name] ?? [], known !== undefined);
    this.#contacts?.add(number, 1);
    if (now === undefined) this.#calls.remove(number);
    for (const table of this.#sums) {
      table.add(before?.sums[table.name] ?? [], -1);
      table.add(now?.sums[table.name] ?? [], 1);
    }
  }

  /**
   * What is told of a call; undefined: nothing, for it has not ended. A call that the reading trips over has no rows, and is
   * said; the others must not wait for it.
   */
  #told(
    call: string,
    story: readonly CallEvent[],
    faults: string[],
    ignored: readonly string[] = this.#ignored,
  ): Told | undefined {
    // What happens to no call is over at once.
    if (!story.some(({ type, call }) => type === "call.ended" || call === "")) return undefined;
    try {
      const rows = this.#reading.rowsOf(story, this.#judge?.judgementOf(story, ignored));
      return { rows, sums: this.#reading.sums?.of(rows) ?? {} };
    } catch (error) {
      faults.push(`Cannot read call "${call}" for "${this.#reading.name}": ${error}`);
      return NOTHING;
    }
  }

  /** Empty tables, and the record from the first event that is remembered. */
  #makeAnew(
    forgotten: number,
    { country, rules, judge }: GoneBy & { readonly country: string; readonly rules: string },
  ): void {
    const { name, version, tables, sums, hasContacts } = this.#reading;
    inTransaction(this.#db, () => {
      this.#db.exec(callsSql(name));
      for (const shape of tables) this.#db.exec(shapeSql(shape));
      for (const shape of [...sums?.tables ?? [], ...hasContacts === true ? [CONTACTS] : []]) {
        this.#db.exec(sumsSql(shape));
      }
      if (hasContacts === true) this.#db.exec(SPELLINGS_SQL);
      this.#db.prepare(
        `INSERT OR REPLACE INTO reading (name, version, country, rules, ignored, floor, sequence, mark)
           VALUES (?, ?, ?, ?, ?, ?, ?, '')`,
      ).run(name, version, country, rules, JSON.stringify(judge?.ignored ?? []), forgotten, forgotten);
    });
    this.#ignored = judge?.ignored ?? [];
    this.#cursor = { floor: forgotten, sequence: forgotten, mark: "" };
  }
}

/** Whether the record still has what the tables tell of, and what they are yet to forget. */
function fits({ floor, sequence, mark }: Cursor, record: RecordSource): boolean {
  const forgotten = record.forgotten();
  if (floor < forgotten && record.after(floor, 1)[0]?.sequence !== floor + 1) return false;
  return sequence <= forgotten || mark === markOf(record.after(sequence - 1, 1)[0]);
}

function between(story: readonly CallEvent[], { floor, sequence: last }: Cursor): readonly CallEvent[] {
  return story.filter(({ sequence }) => sequence > floor && sequence <= last);
}

function markOf(event: CallEvent | undefined): string {
  return event === undefined ? "" : `${event.call} ${event.type} ${event.at} ${event.monotonicMs}`;
}
