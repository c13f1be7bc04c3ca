import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../../../core/store/io/mod.ts";
import { callerKey } from "../../../core/routing/mod.ts";
import { actionOf, type Deed, type Ignored, type Ignoring } from "../deed.ts";
import { type Change, MissedEngine } from "../engine.ts";
import type { Action } from "../entry.ts";
import type { NumberedLine } from "../journal.ts";
import type { EntryQuestion, KeptEntry } from "../kept.ts";
import type { Done } from "../memory_desk.ts";
import { personOf } from "../person.ts";
import type { Policy } from "../policy.ts";
import type { Understood } from "../row_desk.ts";
import type { TrendCounts, TrendQuestion } from "../trend_counts.ts";
import { SqlShelf } from "./keeper/sql_shelf.ts";

const DAY_MS = 86_400_000;
/** Calls of so long ago are put together: rows that come later still change nothing of them. */
const SETTLE_AFTER_MS = 30 * DAY_MS;
const CALLERS_A_STEP = 200;
const MOST_TOLD = 2_000;
const NOTHING: Change = { entries: [], lines: [] };

/**
 * The list of missed calls of one other phone system, in a database of its own: it outlives the rows it was made of, so that
 * entries stay until they are cleared or grow old, and nothing is told twice. How far its rows were read stands beside it.
 */
export class TenantList {
  readonly #db: DatabaseSync;
  readonly #tenant: string;
  readonly #policy: Policy;
  readonly #shelf: SqlShelf;
  #engine: MissedEngine;

  constructor(db: DatabaseSync, { tenant, policy }: { readonly tenant: string; readonly policy: Policy }) {
    this.#db = db;
    this.#tenant = tenant;
    this.#policy = policy;
    this.#shelf = new SqlShelf(db);
    this.#shelf.timeZone = policy.timeZone;
    this.#engine = this.#judging();
  }

  /** By the rules, and leaving out whom nobody misses. */
  #judging(): MissedEngine {
    const probeNumbers = [...this.#policy.probeNumbers, ...this.ignored().map(({ caller }) => caller)];
    return new MissedEngine({ shelf: this.#shelf, policy: { ...this.#policy, probeNumbers } });
  }

  /** Everything before was read; undefined: nothing was yet. */
  get cursor(): number | undefined {
    const kept = this.#shelf.kept("cursor");
    return kept === undefined ? undefined : Number(kept);
  }

  get open(): number {
    return this.#shelf.countOpen();
  }

  /** Begins where the last run ended: by other rules than then, what is open is judged anew. */
  begin(now: number): Change {
    const rules = JSON.stringify(this.#policy);
    return inTransaction(this.#db, () => {
      const isSame = this.#shelf.kept("rules") === rules;
      this.#shelf.keep("rules", rules);
      return isSame ? NOTHING : this.#engine.judgeAnew(now);
    });
  }

  /** Takes what is known anew, with how far the rows were read, and lets time pass. */
  take({ calls, gone }: Understood, { now, cursor }: { readonly now: number; readonly cursor: number }): Change {
    return inTransaction(this.#db, () => {
      const news = calls.filter((call) => !this.#shelf.isForgotten(personOf(call.tenant, call.outsider), call.endedAt));
      const taken = this.#engine.take({ calls: news, gone }, now);
      const passed = this.#engine.tick(now);
      this.#shelf.keep("cursor", String(cursor));
      this.#settle(now);
      return both(taken, passed);
    });
  }

  /** Does what somebody wants; undefined: there is nothing to do it to. */
  act(deed: Deed, now: number): Done | undefined {
    return inTransaction(this.#db, () => {
      const entry = deed.do === "forget"
        ? this.#shelf.entriesOf(personOf(this.#tenant, this.#keyOf(deed.caller)))[0]
        : this.#shelf.entry(this.#tenant, deed.id);
      const action = actionOf(deed, entry, now);
      if (deed.do === "forget") this.#shelf.ignored.forget(this.#keyOf(deed.caller));
      if (action === undefined) return undefined;
      const change = this.#engine.act(action, now);
      if (action.type === "forget") this.#shelf.forget(personOf(action.tenant, action.callerKey), now);
      return change.lines.length === 0 ? undefined : { action, change };
    });
  }

  /** Has nobody miss somebody any more, or again; undefined: it is so already. */
  ignore(told: Ignoring, now: number): Change | undefined {
    const caller = this.#keyOf(told.caller);
    return inTransaction(this.#db, () => {
      if (!this.#shelf.ignored.add({ ...told, caller }, now)) return undefined;
      this.#engine = this.#judging();
      return this.#engine.judgeAnew(now, [personOf(this.#tenant, caller)]);
    });
  }

  ignored(): readonly Ignored[] {
    return this.#shelf.ignored.all();
  }

  /** What was done before lists were kept; what is known of it already is so once. */
  done(actions: readonly Action[], now: number): Change {
    const known = new Set(this.#shelf.actionsIn(this.#tenant).map((action) => JSON.stringify(action)));
    const fresh = actions.filter((action) => !known.has(JSON.stringify(action)));
    return inTransaction(this.#db, () => both(...fresh.map((action) => this.#engine.act(action, now))));
  }

  /** Callers and our number in whatever way they are written. */
  entries({ caller, did, ...question }: EntryQuestion): readonly KeptEntry[] {
    return this.#shelf.entries(this.#tenant, {
      ...question,
      ...(caller === undefined ? {} : { caller: this.#keyOf(caller) }),
      ...(did === undefined ? {} : { did: this.#keyOf(did).replace(/^raw:/, "") }),
    });
  }

  entry(id: string): KeptEntry | undefined {
    return this.#shelf.entry(this.#tenant, id);
  }

  trends(question: TrendQuestion): TrendCounts {
    return this.#shelf.trends.of(this.#tenant, question);
  }

  linesAfter(sequence: number, limit: number): readonly NumberedLine[] {
    return this.#shelf.journal.after(sequence, limit);
  }

  get lastLine(): number {
    return this.#shelf.journal.last();
  }

  /** What whoever tells of it has to know at the start: what is open, and what is young. */
  known(since: number): readonly KeptEntry[] {
    const [open, recent] = [{ states: ["open" as const] }, { since }].map((question) =>
      this.entries({ ...question, limit: MOST_TOLD })
    );
    return [...new Map([...open!, ...recent!].map((entry) => [entry.id, entry])).values()];
  }

  /** Once a day. */
  #settle(now: number): void {
    const before = now - SETTLE_AFTER_MS;
    if (before - Number(this.#shelf.kept("settled") ?? 0) < DAY_MS) return;
    for (let person: string | undefined = ""; person !== undefined;) {
      person = this.#shelf.settle(before, this.#policy, { person, limit: CALLERS_A_STEP });
    }
    this.#shelf.keep("settled", String(before));
    this.#shelf.endSettling();
    this.#shelf.erase(this.#policy, now);
  }

  #keyOf(number: string): string {
    return number.startsWith("raw:") ? number : callerKey(number, { country: this.#policy.country });
  }
}

function both(...changes: readonly Change[]): Change {
  return { entries: changes.flatMap(({ entries }) => entries), lines: changes.flatMap(({ lines }) => lines) };
}
