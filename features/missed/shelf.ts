import { type Action, type Entry, keyOf } from "./entry.ts";
import { personOf } from "./person.ts";
import type { JournalLine, NumberedLine } from "./journal.ts";
import type { Policy } from "./policy.ts";
import type { CallId } from "./row_desk.ts";
import type { Verdict } from "./verdict.ts";

/** Where verdicts, actions, entries and the journal are kept. All but the journal can be made anew from the rows. */
export interface MissedShelf {
  verdict(call: CallId): Verdict | undefined;
  keepVerdict(verdict: Verdict): void;
  dropVerdict(call: CallId): void;
  /** Of one caller: see `personOf`. */
  verdictsOf(person: string): readonly Verdict[];
  keepAction(action: Action): void;
  /** Since his past was settled. */
  actionsOf(person: string): readonly Action[];
  /** What had come of calls and deeds of which nothing else is kept. */
  pastOf(person: string): readonly Entry[];
  entriesOf(person: string): readonly Entry[];
  /** All of one caller's entries, in the place of those that were there. */
  keepEntries(person: string, entries: readonly Entry[]): void;
  /** Callers with an entry that time alone may change, by what it may be now. */
  waiting(policy: Policy, now: number): readonly string[];
  /** Callers with an open entry. */
  open(): readonly string[];
  /** Only ever grows. */
  append(lines: readonly JournalLine[]): readonly NumberedLine[];
}

/** A shelf in memory: for tests and for rows that are only looked at. */
export class MemoryShelf implements MissedShelf {
  readonly journal: NumberedLine[] = [];
  readonly #verdicts = new Map<string, Verdict>();
  readonly #persons = new Map<string, Set<string>>();
  readonly #actions = new Map<string, Action[]>();
  readonly #entries = new Map<string, readonly Entry[]>();

  verdict({ tenant, id }: CallId): Verdict | undefined {
    return this.#verdicts.get(personOf(tenant, id));
  }

  keepVerdict(verdict: Verdict): void {
    const { tenant, id, outsider } = verdict.call;
    this.dropVerdict(verdict.call);
    const [key, person] = [personOf(tenant, id), personOf(tenant, outsider)];
    this.#verdicts.set(key, verdict);
    this.#persons.set(person, (this.#persons.get(person) ?? new Set()).add(key));
  }

  dropVerdict(call: CallId): void {
    const key = personOf(call.tenant, call.id);
    const known = this.#verdicts.get(key);
    if (known === undefined) return;
    this.#persons.get(personOf(call.tenant, known.call.outsider))?.delete(key);
    this.#verdicts.delete(key);
  }

  verdictsOf(person: string): readonly Verdict[] {
    return [...this.#persons.get(person) ?? []].map((key) => this.#verdicts.get(key)).filter((held) =>
      held !== undefined
    );
  }

  keepAction(action: Action): void {
    const person = personOf(action.tenant, action.callerKey);
    this.#actions.set(person, [...this.actionsOf(person), action]);
  }

  actionsOf(person: string): readonly Action[] {
    return this.#actions.get(person) ?? [];
  }

  /** Nothing that it holds was ever let go. */
  pastOf(): readonly Entry[] {
    return [];
  }

  entriesOf(person: string): readonly Entry[] {
    return this.#entries.get(person) ?? [];
  }

  keepEntries(person: string, entries: readonly Entry[]): void {
    if (entries.length === 0) this.#entries.delete(person);
    else this.#entries.set(person, entries);
  }

  waiting(): readonly string[] {
    return this.#whose(({ state }) => state !== "archived");
  }

  open(): readonly string[] {
    return this.#whose(({ state }) => state === "open");
  }

  append(lines: readonly JournalLine[]): readonly NumberedLine[] {
    const numbered = lines.map((line, at) => ({ ...line, sequence: this.journal.length + at + 1 }));
    this.journal.push(...numbered);
    return numbered;
  }

  #whose(isMeant: (entry: Entry) => boolean): readonly string[] {
    return [...this.#entries].filter(([, entries]) => entries.some(isMeant)).map(([who]) => who);
  }

  /** Everything that is there, in one order. */
  entries(): readonly Entry[] {
    return [...this.#entries.values()].flat().sort((one, other) =>
      (one.attempts[0]?.at ?? 0) - (other.attempts[0]?.at ?? 0) || (keyOf(one) < keyOf(other) ? -1 : 1)
    );
  }
}
