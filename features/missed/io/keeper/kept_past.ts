import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Entry } from "../../entry.ts";
import { withoutTime } from "../../change.ts";
import { packed, unpacked } from "./packed_text.ts";

/** The entries of a caller as they were before the calls that verdicts are kept of, and the last deed that is in them. */
export interface Past {
  readonly entries: readonly Entry[];
  readonly deed: number;
}

/** What was told of a caller last; undefined where all of it is being made anew. */
export type Told = (() => readonly Entry[]) | undefined;

/**
 * What had come of calls whose verdicts were let go. It stands here only while there are younger ones: of most callers
 * nothing is under way, and what their entries say is all of it.
 */
export class KeptPast {
  readonly #find: StatementSync;
  readonly #keep: StatementSync;
  readonly #drop: StatementSync;
  readonly #hasVerdicts: StatementSync;
  readonly #lastDeed: StatementSync;
  readonly #idle: StatementSync;
  readonly #dropAll: StatementSync;

  constructor(db: DatabaseSync) {
    this.#find = db.prepare("SELECT deed, data FROM past WHERE person = ?");
    this.#keep = db.prepare("INSERT OR REPLACE INTO past (person, deed, data) VALUES (?, ?, ?)");
    this.#drop = db.prepare("DELETE FROM past WHERE person = ?");
    this.#hasVerdicts = db.prepare("SELECT 1 FROM verdict WHERE person = ? LIMIT 1");
    this.#lastDeed = db.prepare("SELECT coalesce(max(id), 0) AS last FROM action WHERE person = ?");
    this.#idle = db.prepare(
      `DELETE FROM past WHERE NOT EXISTS (SELECT 1 FROM verdict WHERE verdict.person = past.person) AND
         NOT EXISTS (SELECT 1 FROM action WHERE action.person = past.person AND action.id > past.deed) AND
         NOT EXISTS (SELECT 1 FROM touched WHERE touched.person = past.person)`,
    );
    this.#dropAll = db.prepare("DELETE FROM past");
  }

  /** Something happens to a caller: what had come of all before is his past from now on. */
  begin(person: string, entries: Told): void {
    if (this.#find.get(person) !== undefined) return;
    const past = this.of(person, entries);
    if (past.entries.length > 0) this.keep(person, past);
  }

  of(person: string, entries: Told): Past {
    const row = this.#find.get(person);
    if (row !== undefined) return { entries: unpacked(row["data"]), deed: Number(row["deed"]) };
    const told = entries === undefined || this.#hasVerdicts.get(person) !== undefined ? [] : entries();
    return told.length === 0
      ? { entries: [], deed: 0 }
      : { entries: told.map(withoutTime), deed: Number(this.#lastDeed.get(person)?.["last"]) };
  }

  keep(person: string, { entries, deed }: Past): void {
    if (entries.length === 0 && deed === 0) this.#drop.run(person);
    else this.#keep.run(person, deed, packed(entries));
  }

  drop(person: string): void {
    this.#drop.run(person);
  }

  dropAll(): void {
    this.#dropAll.run();
  }

  /** Entries say what had come of it, wherever nothing has happened since and nobody is about to look again. */
  dropIdle(): void {
    this.#idle.run();
  }
}
