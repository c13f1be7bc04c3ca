import { callerKey } from "../../core/routing/mod.ts";
import { actionOf, type Deed } from "./deed.ts";
import type { Change, MissedEngine } from "./engine.ts";
import type { Action, Entry } from "./entry.ts";
import { type EntryQuestion, idOf, isWanted, type KeptEntry, lastAtOf } from "./kept.ts";
import type { Policy } from "./policy.ts";
import type { MemoryShelf } from "./shelf.ts";
import { type TrendCounts, type TrendQuestion, trendsOf } from "./trend_counts.ts";

/** What a deed has changed; `action` is what is to be kept of it. */
export interface Done {
  readonly action: Action;
  readonly change: Change;
}

/** The list of missed calls of one tenant, in memory. */
export class MemoryDesk {
  readonly #shelf: MemoryShelf;
  readonly #engine: MissedEngine;
  readonly #policy: Pick<Policy, "country" | "timeZone">;

  constructor(
    parts: {
      readonly shelf: MemoryShelf;
      readonly engine: MissedEngine;
      readonly policy: Pick<Policy, "country" | "timeZone">;
    },
  ) {
    this.#shelf = parts.shelf;
    this.#engine = parts.engine;
    this.#policy = parts.policy;
  }

  /** Callers and our number in whatever way they are written. */
  entries(question: EntryQuestion): readonly KeptEntry[] {
    const { caller, did, after: [lastAt, id] = [Infinity, ""], limit } = question;
    const wanted = {
      ...question,
      ...(caller === undefined ? {} : { caller: this.#keyOf(caller) }),
      ...(did === undefined ? {} : { did: this.#keyOf(did).replace(/^raw:/, "") }),
    };
    return this.#all()
      .filter((entry) => isWanted(entry, wanted, this.#policy.timeZone))
      .filter((entry) => lastAtOf(entry) < lastAt || (lastAtOf(entry) === lastAt && entry.id < id))
      .sort((one, other) => lastAtOf(other) - lastAtOf(one) || (one.id > other.id ? -1 : 1))
      .slice(0, limit);
  }

  entry(id: string): KeptEntry | undefined {
    return this.#all().find((entry) => entry.id === id);
  }

  trends(question: TrendQuestion): TrendCounts {
    return trendsOf(this.entries({ since: question.from, limit: Infinity }), question);
  }

  /** Undefined: there was nothing to do it to. */
  act(deed: Deed, now: number): Done | undefined {
    const entry = deed.do === "forget"
      ? this.#all().find(({ callerKey, isErased }) => !isErased && callerKey === this.#keyOf(deed.caller))
      : this.entry(deed.id);
    const action = actionOf(deed, entry, now);
    if (action === undefined) return undefined;
    const change = this.#engine.act(action, now);
    return change.lines.length === 0 ? undefined : { action, change };
  }

  #all(): KeptEntry[] {
    return this.#shelf.entries().map((entry: Entry) => ({ ...entry, id: idOf(entry) }));
  }

  #keyOf(number: string): string {
    return number.startsWith("raw:") ? number : callerKey(number, { country: this.#policy.country });
  }
}
