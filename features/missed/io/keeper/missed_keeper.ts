import type { DatabaseSync } from "node:sqlite";
import { type FollowedRecord, inTransaction, type Keeper, type KeeperStep } from "../../../../core/store/io/mod.ts";
import type { CallEvent, CallJudge } from "../../../../core/record/mod.ts";
import type { Action } from "../../entry.ts";
import type { Call } from "../../call.ts";
import type { Change, MissedEngine } from "../../engine.ts";
import { idOf } from "../../kept.ts";
import { personOf } from "../../person.ts";
import type { OwnRules } from "../../own_rules.ts";
import { actionOf, type Deed, type Ignoring } from "../../deed.ts";
import type { MissedAsk, MissedNews } from "../missed_words.ts";
import { SqlShelf } from "./sql_shelf.ts";

/** Raised when the same record would give other verdicts: they are made anew then. */
const VERSION = 3;
/** So many events are worked off at a time, and so many callers looked at. */
const STEP = 500;
const CALLERS_A_STEP = 200;
/** What is no older is news at once, though more may follow. */
const FRESH_MS = 60_000;
const DAY_MS = 86_400_000;
/** Calls of so long ago are put together: rules that are changed judge those anew that came later. */
const SETTLE_AFTER_MS = 30 * DAY_MS;

/** Keeps who was missed, from this box's own record. What it takes to understand a call is loaded by the first one. */
export function missedKeeper(db: DatabaseSync): Keeper {
  return new MissedKeeper(db);
}

type Works = typeof import("./missed_works.ts");

class MissedKeeper implements Keeper {
  readonly #db: DatabaseSync;
  readonly #shelf: SqlShelf;
  #rules: OwnRules | undefined;
  #cursor = 0;
  #isChecked = false;
  /** All verdicts are being made anew. */
  #isAnew = false;
  /** What was before an instant is being put together, and of these callers already is. */
  #settling: { readonly before: number; readonly person: string } | undefined;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#shelf = new SqlShelf(db);
  }

  async set(settings: unknown): Promise<MissedNews | undefined> {
    const rules = settings as OwnRules;
    const [text, before] = [JSON.stringify(rules), this.#shelf.kept("rules")];
    this.#rules = rules;
    this.#shelf.timeZone = rules.policy.timeZone;
    if (text === before) return this.#news(NOTHING);
    if (this.#shelf.kept("anew") !== undefined) {
      // Half of the calls have been judged by the rules before: they are judged once more.
      this.#shelf.keep("version", "none");
      this.#shelf.keep("rules", text);
      this.#isChecked = false;
      return this.#news(NOTHING);
    }
    const isOpen = this.#shelf.open().length > 0;
    const works = isOpen ? await import("./missed_works.ts") : undefined;
    return inTransaction(this.#db, () => {
      this.#shelf.keep("rules", text);
      return this.#news(works === undefined ? NOTHING : this.#engine(works).judgeAnew(Date.now()));
    });
  }

  async follow(record: FollowedRecord): Promise<KeeperStep> {
    const rules = this.#rules;
    if (rules === undefined) return { isBehind: false, faults: [] };
    if (!this.#isChecked) this.#findPlace(record);
    const events = record.after(this.#cursor, STEP);
    const last = events.at(-1);
    const isBehind = events.length === STEP;
    const calls = callsIn(events, record);
    if (calls.length === 0 && (isBehind || !this.#shelf.hasTouched()) && this.#settling === undefined) {
      if (last !== undefined) this.#cursor = last.sequence;
      if (!isBehind) this.#isWhole();
      return { isBehind, faults: [] };
    }
    const works = await import("./missed_works.ts");
    const engine = this.#engine(works);
    const now = Date.now();
    const faults: string[] = [];
    const change = inTransaction(this.#db, () => {
      const known = calls.flatMap((call) => {
        try {
          return works.callOf(record.eventsOf(call), { office: rules.office, minRingS: rules.policy.minRingS }) ?? [];
        } catch (error) {
          faults.push(`Cannot judge whether call "${call}" was missed: ${error}`);
          return [];
        }
      }).filter((call) => this.#isNews(call, events));
      this.#shelf.touch(engine.note({ calls: known, gone: [] }));
      if (last !== undefined) this.#moveTo(last);
      // Made anew, a caller's entries are known once all of his calls are: whatever was said before would be taken back.
      const isFresh = last !== undefined && last.at > now - FRESH_MS && !this.#isAnew;
      if (!isBehind) this.#isWhole();
      return isFresh || !isBehind ? engine.settle(this.#shelf.takeTouched(CALLERS_A_STEP), now) : NOTHING;
    });
    if (last !== undefined) this.#cursor = last.sequence;
    const isSettling = this.#settle(Math.min(now, last?.at ?? now));
    const isMore = isBehind || isSettling || this.#shelf.hasTouched();
    return { isBehind: isMore, faults, ...(isEmpty(change) ? {} : { news: this.#news(change) }) };
  }

  async answer(told: unknown): Promise<unknown> {
    const ask = told as MissedAsk;
    switch (ask.name) {
      case "entries":
        return this.#shelf.entries(OWN, ask.told);
      case "openings":
        return this.#shelf.openings.between(OWN, ask.told.from, ask.told.to);
      case "trends":
        return this.#shelf.trends.of(OWN, ask.told);
      case "entry":
        return this.#shelf.entry(OWN, ask.told);
      case "linesAfter":
        return this.#shelf.journal.after(ask.told.sequence, ask.told.limit);
      case "lastLine":
        return this.#shelf.journal.last();
      case "act":
        return await this.#act(ask.told);
      case "tick":
        return await this.#tick();
      case "ignore":
        return await this.#ignore(ask.told);
      case "ignored":
        return this.#shelf.ignored.all();
      case "keepAction":
        // Who is forgotten leaves nothing here that names him.
        if (ask.told.type === "forget") this.#shelf.dropActions(personKey(ask.told));
        else this.#shelf.keepAction(ask.told);
        return null;
      case "actionsIn":
        return this.#shelf.actionsIn(ask.told);
    }
  }

  async judge(): Promise<CallJudge | undefined> {
    const rules = this.#rules;
    if (rules === undefined) return undefined;
    const { callJudge } = await import("./missed_works.ts");
    return callJudge(rules, this.#ignored());
  }

  async #ignore(told: Ignoring): Promise<{ readonly done: boolean; readonly news: MissedNews }> {
    const works = await import("./missed_works.ts");
    const now = Date.now();
    return inTransaction(this.#db, () => {
      const done = this.#shelf.ignored.add(told, now);
      const change = done ? this.#engine(works).judgeAnew(now, [personOf(OWN, told.caller)]) : NOTHING;
      return { done, news: this.#news(change) };
    });
  }

  async #act(deed: Deed): Promise<{ readonly done: boolean; readonly news: MissedNews }> {
    const engine = this.#engine(await import("./missed_works.ts"));
    const now = Date.now();
    return inTransaction(this.#db, () => {
      const action = this.#actionOf(deed, now);
      const wasIgnored = deed.do === "forget" && this.#shelf.ignored.forget(deed.caller);
      if (action === undefined) return { done: wasIgnored, news: this.#news(NOTHING) };
      const change = engine.act(action, now);
      if (action.type === "forget") this.#shelf.forget(personKey(action), now);
      return { done: !isEmpty(change), news: this.#news(change) };
    });
  }

  #actionOf(deed: Deed, at: number): Action | undefined {
    const entry = deed.do === "forget"
      ? this.#shelf.entriesOf(personOf(OWN, deed.caller))[0]
      : this.#shelf.entry(OWN, deed.id);
    return actionOf(deed, entry, at);
  }

  async #tick(): Promise<MissedNews> {
    const rules = this.#rules;
    const now = Date.now();
    if (rules === undefined || this.#shelf.waiting(rules.policy, now).length === 0) return this.#news(NOTHING);
    const engine = this.#engine(await import("./missed_works.ts"));
    return this.#news(inTransaction(this.#db, () => {
      const change = engine.tick(now);
      this.#shelf.erase(rules.policy, now);
      return change;
    }));
  }

  #engine(works: Works): MissedEngine {
    if (this.#rules === undefined) throw new Error("Cannot judge missed calls: nobody has said by which rules");
    const { policy } = this.#rules;
    const probeNumbers = [...policy.probeNumbers, ...this.#ignored()];
    return new works.MissedEngine({ shelf: this.#shelf, policy: { ...policy, probeNumbers } });
  }

  #ignored(): readonly string[] {
    return this.#shelf.ignored.all().map(({ caller }) => caller);
  }

  #news({ entries, lines }: Change): MissedNews {
    const nextAt = this.#rules === undefined ? undefined : this.#shelf.nextAt(this.#rules.policy);
    const named = entries.map((entry) => ({ ...entry, id: idOf(entry) }));
    return { change: { entries: named, lines }, open: this.#shelf.countOpen(), nextAt };
  }

  /** Where it stopped; a record that lost its end in a power cut has another event there, or none. */
  #findPlace(record: FollowedRecord): void {
    this.#isChecked = true;
    const [sequence, mark] = [Number(this.#shelf.kept("cursor") ?? 0), this.#shelf.kept("mark") ?? ""];
    this.#isAnew = this.#shelf.kept("anew") !== undefined;
    const isThere = sequence > 0 && mark === markOf(record.after(sequence - 1, 1)[0]);
    if (isThere && this.#shelf.kept("version") === String(VERSION)) this.#cursor = sequence;
    else {
      inTransaction(this.#db, () => {
        this.#shelf.makeAnew();
        this.#shelf.keep("anew", "yes");
        this.#shelf.keep("version", String(VERSION));
        this.#shelf.keep("cursor", "0");
      });
      this.#isAnew = true;
    }
  }

  /** Every call of the record has been judged. */
  #isWhole(): void {
    if (this.#isAnew) this.#shelf.drop("anew");
    this.#isAnew = false;
  }

  #moveTo(event: CallEvent): void {
    this.#shelf.keep("cursor", String(event.sequence));
    this.#shelf.keep("mark", markOf(event));
  }

  /** Not of somebody who was forgotten, nor of what has been put together: a recording is erased years after its call. */
  #isNews(call: Call, events: readonly CallEvent[]): boolean {
    if (this.#shelf.isForgotten(personOf(call.tenant, call.outsider), call.endedAt)) return false;
    return this.#shelf.verdict(call) !== undefined ||
      events.some((event) => event.call === call.id && (event.type === "call.ended" || event.type === "bridge.made"));
  }

  /** Once a day, some callers at a time. Whether there are more. */
  #settle(at: number): boolean {
    const { before, person } = this.#settling ?? { before: at - SETTLE_AFTER_MS, person: "" };
    const rules = this.#rules;
    if (rules === undefined || before - Number(this.#shelf.kept("settled") ?? 0) < DAY_MS) return false;
    return inTransaction(this.#db, () => {
      const next = this.#shelf.settle(before, rules.policy, { person, limit: CALLERS_A_STEP });
      this.#settling = next === undefined ? undefined : { before, person: next };
      if (next !== undefined) return true;
      this.#shelf.keep("settled", String(before));
      this.#shelf.endSettling();
      this.#shelf.erase(rules.policy, Date.now());
      return false;
    });
  }
}

const OWN = "own";
const NOTHING: Change = { entries: [], lines: [] };

const isEmpty = ({ entries, lines }: Change): boolean => entries.length + lines.length === 0;
const personKey = ({ tenant, callerKey }: Action): string => personOf(tenant, callerKey);

/** Calls that have ended, and those that somebody has just answered. */
function callsIn(events: readonly CallEvent[], record: FollowedRecord): readonly string[] {
  const met = new Set(events.filter(({ type }) => type === "bridge.made").map(({ call }) => call));
  return [...new Set(events.map(({ call }) => call))].filter((call) =>
    call !== "" && (met.has(call) || !record.isOpen(call))
  );
}

function markOf(event: CallEvent | undefined): string {
  return event === undefined ? "" : `${event.call} ${event.type} ${event.at} ${event.monotonicMs}`;
}
