import type { Log } from "../../../core/base/mod.ts";
import type { Directory } from "../../../core/directory/mod.ts";
import { callerKey } from "../../../core/routing/mod.ts";
import type { Keepers } from "../../../core/store/mod.ts";
import type { NumberedLine } from "../journal.ts";
import { type EntryQuestion, type KeptChange, type KeptEntry, lastAtOf } from "../kept.ts";
import { countOfAttempts } from "../shorten.ts";
import { ownRulesOf } from "../own_rules.ts";
import { OWN_TENANT } from "../record/mod.ts";
import type { Deed, Ignored, Ignoring } from "../deed.ts";
import type { Action } from "../entry.ts";
import type { Opening } from "../openings.ts";
import type { TrendCounts, TrendQuestion } from "../trend_counts.ts";
import type { MissedAsks, MissedNews } from "./missed_words.ts";

/** Time is looked at no more often than this, and no less often while something waits for it. */
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const KEEPER = "missed";
const MOST_LISTED = 500;

export interface MissedParts {
  readonly log: Log;
  readonly keepers: Keepers;
  readonly wall: () => number;
}

/** One of the list, as the command line shows it. */
export interface Listed {
  readonly id: string;
  readonly caller: string;
  readonly number: string;
  readonly attempts: number;
  readonly lastAt: number;
  readonly route: string;
  readonly rang: readonly string[];
}

/** What somebody wants to know of changes. */
export type MissedListener = (tenant: string, change: KeptChange) => void;

/**
 * The missed calls of this box, for the thread that carries signalling: all it does is ask and listen. They are found and
 * kept where the record is read.
 */
export class MissedDesk implements Disposable {
  readonly #parts: MissedParts;
  readonly #listeners = new Set<MissedListener>();
  #country = "US";
  #open = 0;
  /** The last line that was heard of. */
  #last = 0;
  readonly #waiting = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(parts: MissedParts) {
    this.#parts = parts;
    parts.keepers.onNews(KEEPER, (news) => this.#hear(news as MissedNews));
  }

  /** Goes by the office as it is now: what is open is judged anew, should that change anything. */
  follow(directory: Pick<Directory, "office" | "missed" | "queues" | "groups" | "history">): void {
    this.#country = directory.office.country;
    this.#parts.keepers.set(KEEPER, ownRulesOf(directory)).catch((fault) => this.#complain(fault));
  }

  /** Calls `listener` for every change from now on, until what it answers is called. */
  onChange(listener: MissedListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Callers and our number in whatever way they are written. */
  entries(question: EntryQuestion): Promise<readonly KeptEntry[]> {
    const { caller, did } = question;
    return this.#ask("entries", {
      ...question,
      ...(caller === undefined ? {} : { caller: this.#keyOf(caller) }),
      ...(did === undefined ? {} : { did: this.#keyOf(did).replace(/^raw:/, "") }),
    });
  }

  entry(id: string): Promise<KeptEntry | undefined> {
    return this.#ask("entry", id);
  }

  /** Who was missed in a period, each time that he was. */
  openings(period: MissedAsks["openings"]["told"]): Promise<readonly Opening[]> {
    return this.#ask("openings", { from: period.from, to: period.to });
  }

  /** Counted where entries are kept: thousands of them do not come to this thread. */
  trends(question: TrendQuestion): Promise<TrendCounts> {
    return this.#ask("trends", question);
  }

  /** The journal behind a line, in order: who works it off line by line misses nothing over a crash. */
  linesAfter(sequence: number, limit: number): Promise<readonly NumberedLine[]> {
    return this.#ask("linesAfter", { sequence, limit });
  }

  /** The count of the last line; 0 before the first. */
  lastLine(): Promise<number> {
    return this.#ask("lastLine", null);
  }

  /** Resolves once a line behind this one is there, or when the time is up. */
  async past(sequence: number, withinMs: number): Promise<void> {
    if (this.#last > sequence || this.#isStopped) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, withinMs);
    this.#waiting.add(resolve);
    await promise;
    clearTimeout(timer);
    this.#waiting.delete(resolve);
  }

  /** Does what somebody wants; false: there is no such entry, or nothing was changed by it. */
  async act(deed: Deed): Promise<boolean> {
    const wanted = deed.do === "forget" ? { ...deed, caller: this.#keyOf(deed.caller) } : deed;
    const { done, news } = await this.#ask("act", wanted);
    this.#hear(news);
    return done;
  }

  /** Has nobody miss somebody any more, or again; false: it is so already. */
  async ignore(told: Ignoring): Promise<boolean> {
    const { done, news } = await this.#ask("ignore", { ...told, caller: this.#keyOf(told.caller) });
    this.#hear(news);
    return done;
  }

  /** Whom nobody misses, because somebody has said so. */
  ignored(): Promise<readonly Ignored[]> {
    return this.#ask("ignored", null);
  }

  /** Keeps what was done to an entry of a tenant whose rows are kept elsewhere. */
  async keepAction(action: Action): Promise<void> {
    await this.#ask("keepAction", action);
  }

  actionsIn(tenant: string): Promise<readonly Action[]> {
    return this.#ask("actionsIn", tenant);
  }

  /** Whom nobody has answered or called back, the last one first, as the command line shows them. */
  async missed(): Promise<readonly Listed[]> {
    const open = await this.entries({ states: ["open"], limit: MOST_LISTED });
    return open.map((entry) => {
      const { id, callerKey, did, route = "", rang } = entry;
      const [attempts, lastAt] = [countOfAttempts(entry), lastAtOf(entry)];
      return { id, caller: callerKey, number: did, attempts, lastAt, route, rang };
    });
  }

  missedDone(id: string, note: string, user: string): Promise<boolean> {
    return this.act({ do: "resolve", id, user, note });
  }

  /** `missed_entries_open{tenant="own"}` */
  figures(): Record<string, number> {
    return { [`missed_entries_open{tenant="${OWN_TENANT}"}`]: this.#open };
  }

  /** Stopping twice is quiet. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
    for (const go of this.#waiting) go();
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  #ask<Name extends keyof MissedAsks>(name: Name, told: MissedAsks[Name]["told"]): Promise<MissedAsks[Name]["answer"]> {
    return this.#parts.keepers.ask(KEEPER, { name, told }) as Promise<MissedAsks[Name]["answer"]>;
  }

  #keyOf(number: string): string {
    return number.startsWith("raw:") ? number : callerKey(number, { country: this.#country });
  }

  #hear({ change, open, nextAt }: MissedNews): void {
    if (this.#isStopped) return;
    this.#open = open;
    clearTimeout(this.#timer);
    if (nextAt !== undefined) {
      const waitMs = Math.min(DAY_MS, Math.max(MINUTE_MS, nextAt - this.#parts.wall()));
      this.#timer = setTimeout(() => this.#tick(), waitMs);
    }
    if (change.entries.length + change.lines.length === 0) return;
    this.#last = Math.max(this.#last, change.lines.at(-1)?.sequence ?? 0);
    for (const go of this.#waiting) go();
    for (const listener of this.#listeners) listener(OWN_TENANT, change);
  }

  #tick(): void {
    this.#ask("tick", null).then((news) => this.#hear(news), (fault) => this.#complain(fault));
  }

  #complain(fault: unknown): void {
    if (this.#isStopped) return;
    const reason = fault instanceof Error ? fault.message : String(fault);
    this.#parts.log.write({ level: "error", text: "Cannot keep the list of missed calls", facts: { reason } });
  }
}
