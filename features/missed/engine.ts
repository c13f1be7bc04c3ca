import { aggregate } from "./aggregate.ts";
import type { Action, Entry } from "./entry.ts";
import { personOf } from "./events.ts";
import { journal, type JournalLine } from "./journal.ts";
import type { Policy } from "./policy.ts";
import type { Understood } from "./row_desk.ts";
import type { MissedShelf } from "./shelf.ts";
import { judge } from "./verdict.ts";

/** What has changed: what the desk shows, and what somebody may want to be told of. */
export interface Change {
  readonly entries: readonly Entry[];
  readonly lines: readonly JournalLine[];
}

/**
 * Keeps entries up to date while calls come in. What one call changes are its caller's entries, and only these are read
 * anew: from all verdicts on him, so that the outcome is the one that all rows at once would have.
 */
export class MissedEngine {
  readonly #shelf: MissedShelf;
  readonly #policy: Policy;

  constructor(parts: { readonly shelf: MissedShelf; readonly policy: Policy }) {
    this.#shelf = parts.shelf;
    this.#policy = parts.policy;
  }

  /** Takes calls as they are known now. */
  take({ calls, gone }: Understood, now: number): Change {
    const persons = new Set<string>();
    const touch = (call: { tenant: string; id: string }) => {
      const known = this.#shelf.verdict(call);
      if (known !== undefined) persons.add(personOf(known.call.tenant, known.call.outsider));
    };
    for (const call of gone) {
      touch(call);
      this.#shelf.dropVerdict(call);
    }
    for (const call of calls) {
      // Late evidence may show another caller: both are looked at again.
      touch(call);
      this.#shelf.keepVerdict(judge(call, this.#policy));
      persons.add(personOf(call.tenant, call.outsider));
    }
    return this.#lookAt([...persons], now);
  }

  /** What somebody did by hand. */
  act(action: Action, now: number): Change {
    this.#shelf.keepAction(action);
    return this.#lookAt([personOf(action.tenant, action.callerKey)], now);
  }

  /** Time has passed: entries expire and go to the archive. */
  tick(now: number): Change {
    return this.#lookAt(this.#shelf.waiting(), now);
  }

  #lookAt(persons: readonly string[], now: number): Change {
    const changes = persons.map((person) => {
      const before = this.#shelf.entriesOf(person);
      const options = { policy: this.#policy, at: now };
      const after = aggregate(this.#shelf.verdictsOf(person), this.#shelf.actionsOf(person), options);
      const lines = journal(before, after, now);
      const isSame = lines.length === 0 && before.length === after.length &&
        JSON.stringify(before) === JSON.stringify(after);
      if (!isSame) this.#shelf.keepEntries(person, after);
      this.#shelf.append(lines);
      return { entries: isSame ? [] : after, lines };
    });
    return { entries: changes.flatMap(({ entries }) => entries), lines: changes.flatMap(({ lines }) => lines) };
  }
}
