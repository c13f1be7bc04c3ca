import type { WallTime } from "../../core/base/mod.ts";
import type { JudgedContact } from "./judge.ts";
import type { ImportFault, ImportHead, ImportRow, ImportWish } from "./read_import.ts";

/** What a reader tells of a file while it reads. */
export interface ImportEars {
  head(head: ImportHead): void;
  rows(rows: readonly ImportRow[]): void;
}

/** Reads a file somewhere where nobody waits for it; rejects with a sentence where it cannot. */
export type ReadFile = (wish: ImportWish, ears: ImportEars) => Promise<void>;

/** What of a file is kept to be shown. */
const MOST_FAULTS = 100;
const MOST_SHOWN = 10;
/** More than this is no phone book. */
export const MOST_ROWS = 100_000;

/** A file on its way into the book: read, looked at, mended and confirmed, or dropped. */
export class ImportDraft {
  readonly id: string;
  /** Name of the file. */
  readonly file: string;
  readonly who: string;
  readonly at: WallTime;
  wish: ImportWish;
  head: ImportHead | undefined;
  state: "reading" | "read" | "failed" = "reading";
  /** Rows that were read so far. */
  done = 0;
  contacts: JudgedContact[] = [];
  /** The first rows that are as they should be. */
  shown: ImportRow[] = [];
  /** The first faults. */
  faults: ImportFault[] = [];
  /** How many rows have faults. */
  faulty = 0;
  /** Of several readings the last one counts. */
  #reading = 0;

  constructor(
    facts: { readonly id: string; readonly file: string; readonly who: string; readonly at: WallTime },
    wish: ImportWish,
  ) {
    this.id = facts.id;
    this.file = facts.file;
    this.who = facts.who;
    this.at = facts.at;
    this.wish = wish;
  }

  /** Reads the file, or reads it again as it is wanted now. Never rejects. */
  async read(wish: ImportWish, readFile: ReadFile): Promise<void> {
    const mine = ++this.#reading;
    [this.wish, this.state, this.head, this.done, this.faulty] = [wish, "reading", undefined, 0, 0];
    [this.contacts, this.shown, this.faults] = [[], [], []];
    const isOld = () => mine !== this.#reading;
    let state: ImportDraft["state"] = "read";
    try {
      await readFile(wish, {
        head: (head) => {
          if (isOld()) return;
          this.head = head;
          if (head.rows > MOST_ROWS) state = "failed";
        },
        rows: (rows) => isOld() || this.#take(rows),
      });
    } catch {
      // Whoever reads files has written down why; here it is a file that cannot be read.
      state = "failed";
    }
    if (!isOld()) this.state = state;
  }

  #take(rows: readonly ImportRow[]): void {
    this.done += rows.length;
    for (const row of rows) {
      if (row.contact !== undefined) {
        this.contacts.push(row.contact);
        if (this.shown.length < MOST_SHOWN) this.shown.push(row);
      } else {
        this.faulty++;
        if (this.faults.length < MOST_FAULTS) this.faults.push(...row.faults ?? []);
      }
    }
  }
}
