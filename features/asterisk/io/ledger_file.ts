import type { DatabaseSync } from "node:sqlite";
import { localTime } from "../../../core/base/mod.ts";
import type { CallEvent } from "../../../core/record/mod.ts";
import type { KeeperStep } from "../../../core/store/io/mod.ts";
import type { Ledger } from "../ledger.ts";
import { type LedgerRecord, storiesOf } from "../read_ledger.ts";

/** So many events are worked off at a time. */
const STEP = 500;

/** An event of the record, by more than its sequence: a record that lost its end has another one there, or none. */
interface Place {
  readonly sequence: number;
  readonly mark: string;
}

/** How far a ledger's file has come. */
interface Cursor extends Place {
  /** Of the lines in the file: `2026-11`; empty before the first. */
  readonly month: string;
  /** Octets: what the file has more was written by a step that did not end. */
  readonly length: number;
  /** Behind which event the month's lines begin. */
  readonly began: Place;
}

const NOWHERE: Place = { sequence: 0, mark: "" };
const NOTHING_YET: Cursor = { ...NOWHERE, month: "", length: 0, began: NOWHERE };

/**
 * A ledger as a file that only grows. A step writes lines, waits until they are on the disk, and then replaces the cursor:
 * wherever it is cut off, the next one cuts the file to the cursor's length and writes the same lines again. When the first
 * line of another month comes, the file is named after the month that is over and another one begun.
 */
export class LedgerFile {
  readonly #ledger: Ledger;
  readonly #path: string;
  readonly #db: DatabaseSync;
  #cursor: Cursor | undefined;
  /** The sequence of the cursor on the disk. */
  #saved = 0;

  /** The cursor is kept in a database where what is committed survives a power cut. */
  constructor(ledger: Ledger, place: { readonly folder: string; readonly db: DatabaseSync }) {
    this.#ledger = ledger;
    this.#path = `${place.folder}/${ledger.file}`;
    this.#db = place.db;
    this.#db.exec(`CREATE TABLE IF NOT EXISTS ledger (
      name TEXT PRIMARY KEY, sequence INTEGER NOT NULL, mark TEXT NOT NULL, month TEXT NOT NULL, length INTEGER NOT NULL,
      began_sequence INTEGER NOT NULL, began_mark TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`);
  }

  /** Works off what is new in the record, one step of it, and no further than the end of a month. Throws what the disk throws. */
  step(record: LedgerRecord, timeZone: string): KeeperStep {
    const cursor = this.#found(record);
    const events = record.after(cursor.sequence, STEP);
    const storyOf = storiesOf(record);
    const faults: string[] = [];
    let [last, month, text]: [Place, string, string] = [cursor, cursor.month, ""];
    let next: string | undefined;
    for (const event of events) {
      const added = this.#ledger.wants(event.type) ? this.#textOf(storyOf(event), { record, timeZone, faults }) : "";
      const itsMonth = added === "" ? month : localTime(event.at, timeZone).date.slice(0, 7);
      if (month === "") month = itsMonth;
      // A clock that is put back brings no month back.
      if (itsMonth > month) {
        next = itsMonth;
        break;
      }
      text += added;
      last = { sequence: event.sequence, mark: markOf(event) };
    }
    // Forgotten until all is done: what is cut off finds its way from the disk.
    this.#cursor = undefined;
    const written = this.#write({ ...cursor, month }, text, last);
    this.#cursor = next === undefined ? written : this.#begin(next, written);
    return { isBehind: next !== undefined || events.length === STEP, faults };
  }

  /** A call that the ledger trips over adds nothing, and is told. */
  #textOf(
    story: readonly CallEvent[],
    { record, timeZone, faults }: {
      readonly record: LedgerRecord;
      readonly timeZone: string;
      readonly faults: string[];
    },
  ): string {
    try {
      return this.#ledger.linesOf(story, timeZone, (call) => record.eventsOf(call)).map(({ text }) => text).join("");
    } catch (error) {
      faults.push(`Cannot write call "${story.at(-1)?.call}" into "${this.#ledger.file}": ${error}`);
      return "";
    }
  }

  #write(cursor: Cursor, text: string, last: Place): Cursor {
    const bytes = new TextEncoder().encode(text);
    const written = { ...cursor, ...last, length: cursor.length + bytes.length };
    if (bytes.length > 0) append(this.#path, bytes);
    // Nothing but events that add no lines: what is passed over again after a crash is little.
    if (bytes.length > 0 || written.sequence >= this.#saved + STEP) this.#save(written);
    return written;
  }

  #begin(month: string, { sequence, mark, month: over, length }: Cursor): Cursor {
    const began = { sequence, mark };
    const cursor = { ...began, month, length: 0, began };
    if (length > 0) Deno.renameSync(this.#path, `${this.#path}-${over}`);
    this.#save(cursor);
    return cursor;
  }

  #save({ sequence, mark, month, length, began }: Cursor): void {
    this.#db.prepare("INSERT OR REPLACE INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?)")
      .run(this.#ledger.name, sequence, mark, month, length, began.sequence, began.mark);
    this.#saved = sequence;
  }

  /** The cursor, with a file that is as it says. */
  #found(record: LedgerRecord): Cursor {
    const cursor = this.#cursor ?? standing(this.#read(), record);
    const over = `${this.#path}-${cursor.month}`;
    // Named after its month, and cut off before the cursor said so.
    if (cursor.length > 0 && sizeOf(this.#path) === undefined && sizeOf(over) !== undefined) {
      Deno.renameSync(over, this.#path);
    }
    const size = sizeOf(this.#path) ?? 0;
    if (size < cursor.length) {
      // Somebody took it away, or emptied it: the month is written anew.
      if (size > 0) Deno.truncateSync(this.#path, 0);
      return anew(cursor);
    }
    if (size > cursor.length) Deno.truncateSync(this.#path, cursor.length);
    return cursor;
  }

  #read(): Cursor {
    const row = this.#db.prepare("SELECT * FROM ledger WHERE name = ?").get(this.#ledger.name);
    if (row === undefined) return NOTHING_YET;
    const place = (sequence: string, mark: string): Place => ({
      sequence: Number(row[sequence]),
      mark: String(row[mark]),
    });
    const at = place("sequence", "mark");
    this.#saved = at.sequence;
    const [month, length] = [String(row["month"]), Number(row["length"])];
    return { ...at, month, length, began: place("began_sequence", "began_mark") };
  }
}

/** A cursor as far as the record still says what it said; else from where the month began, or from the beginning. */
function standing(cursor: Cursor, record: LedgerRecord): Cursor {
  if (stands(cursor, record)) return cursor;
  return stands(cursor.began, record) ? anew(cursor) : NOTHING_YET;
}

function stands({ sequence, mark }: Place, record: LedgerRecord): boolean {
  if (sequence === 0) return true;
  const [event] = record.after(sequence - 1, 1);
  // What the record has let go of as it was old enough it has not lost.
  return event !== undefined && (event.sequence > sequence || markOf(event) === mark);
}

function markOf({ call, type, at, monotonicMs }: CallEvent): string {
  return `${call} ${type} ${at} ${monotonicMs}`;
}

function anew({ began, month }: Cursor): Cursor {
  return { ...began, month, length: 0, began };
}

/** Returns when it is on the disk. */
function append(path: string, bytes: Uint8Array): void {
  using file = Deno.openSync(path, { append: true, create: true, mode: 0o640 });
  for (let done = 0; done < bytes.length;) done += file.writeSync(bytes.subarray(done));
  file.syncDataSync();
}

function sizeOf(path: string): number | undefined {
  try {
    return Deno.statSync(path).size;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
