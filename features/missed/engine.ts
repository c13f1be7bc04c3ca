import { aggregate } from "./aggregate.ts";
import type { Action, Entry } from "./entry.ts";
import { personOf } from "./person.ts";
import { journal, type NumberedLine } from "./journal.ts";
import type { Policy } from "./policy.ts";
import type { Understood } from "./row_desk.ts";
import type { MissedShelf } from "./shelf.ts";
import { judge, type Verdict } from "./verdict.ts";

const CLOCKS_DIFFER_MS = 5 * 60_000;

/** What has changed: what the desk shows, and what somebody may want to be told of. */
export interface Change {
  readonly entries: readonly Entry[];
  readonly lines: readonly NumberedLine[];
}

/**
 * Keeps entries up to date while calls come in. What one call changes are its caller's entries, and only these are read
 * anew: from all verdicts on him since his past was settled, so that the outcome is the one that all rows at once would have.
 */
export class MissedEngine {
  readonly #shelf: MissedShelf;
  readonly #policy: Policy;

  constructor(parts: { readonly shelf: MissedShelf; readonly policy: Policy }) {
    this.#shelf = parts.shelf;
    this.#policy = parts.policy;
  }

  /** Takes calls as they are known now. */
  take(understood: Understood, now: number): Change {
    return this.settle(this.note(understood), now);
  }

  /**
   * Only judges calls: what that means for their callers is found by {@link settle}, once nothing more is to come. A box
   * that reads weeks of its record anew must not find again what had long been put right.
   */
  note({ calls, gone }: Understood): readonly string[] {
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
    return [...persons];
  }

  /** The rules have changed: what is open, or what is known of these callers, is judged by the new ones. */
  judgeAnew(now: number, persons: readonly string[] = this.#shelf.open()): Change {
    for (const { call } of persons.flatMap((person) => this.#shelf.verdictsOf(person))) {
      this.#shelf.keepVerdict(judge(call, this.#policy));
    }
    return this.settle(persons, now);
  }

  /** What somebody did by hand. */
  act(action: Action, now: number): Change {
    this.#shelf.keepAction(action);
    return this.settle([personOf(action.tenant, action.callerKey)], now);
  }

  /** Time has passed: entries expire and go to the archive. */
  tick(now: number): Change {
    return this.settle(this.#shelf.waiting(this.#policy, now), now);
  }

  /** The entries of these callers, as they are now. */
  settle(persons: readonly string[], now: number): Change {
    const changes = persons.map((person) => {
      const before = this.#shelf.entriesOf(person);
      const verdicts = this.#shelf.verdictsOf(person);
      const actions = this.#shelf.actionsOf(person);
      const past = this.#shelf.pastOf(person);
      const options = { policy: this.#policy, at: momentOf(verdicts, actions, now), past };
      const after = aggregate(verdicts, actions, options);
      const lines = journal(before, after, now);
      const isSame = lines.length === 0 && before.length === after.length &&
        JSON.stringify(before) === JSON.stringify(after);
      if (!isSame) this.#shelf.keepEntries(person, after);
      return { entries: isSame ? [] : after, lines: this.#shelf.append(lines) };
    });
    return { entries: changes.flatMap(({ entries }) => entries), lines: changes.flatMap(({ lines }) => lines) };
  }
}

/**
 * What is told has happened, also where it was told by a clock that is a little ahead; and so has what somebody did while a
 * long look at rows was under way, which began before.
 */
function momentOf(verdicts: readonly Verdict[], actions: readonly Action[], now: number): number {
  const ends = verdicts.map(({ call }) => call.endedAt).filter((at) => at <= now + CLOCKS_DIFFER_MS);
  return [...ends, ...actions.map(({ at }) => at)].reduce((latest, at) => Math.max(latest, at), now);
}
