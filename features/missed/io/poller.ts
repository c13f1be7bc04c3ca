import type { Follower } from "../follow.ts";
import { Nudges } from "../nudges.ts";
import { pauseAfter } from "../pace.ts";
import type { Understood } from "../row_desk.ts";
import type { RowSource } from "../source.ts";
import { readOn, whyUnread } from "./read_on.ts";

/** Bad rows that are told of in one look. */
const MOST_TOLD = 3;
const MOST_REMEMBERED = 1_000;

export interface PollerParts {
  readonly tenant: string;
  /** Never told: what a driver says of a refused sign-in goes to the log. */
  readonly secrets: readonly string[];
  readonly sources: readonly RowSource[];
  readonly follower: Follower;
  readonly everyMs: number;
  readonly wall: () => number;
  readonly take: (understood: Understood, now: number) => void;
  readonly say: (level: "info" | "warn", text: string) => void;
}

/** Looks at one tenant's rows again and again, for as long as it is wanted. */
export class Poller {
  readonly #parts: PollerParts;
  readonly #stopped = Promise.withResolvers<void>();
  readonly #nudges = new Nudges();
  #nudged = Promise.withResolvers<void>();
  #isStopped = false;
  #failures = 0;
  #refused: ReadonlySet<string> = new Set();
  #running: Promise<void> | undefined;

  constructor(parts: PollerParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the look that is under way. Stopping twice is quiet. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopped.resolve();
    await this.#running;
  }

  /** Something is told to have happened there: the next look comes sooner, unless the rows cannot be read just now. */
  nudge(): void {
    this.#nudges.told(performance.now());
    this.#nudged.resolve();
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      this.#nudges.looks(performance.now());
      await this.look();
      await this.#rest(performance.now() + pauseAfter(this.#failures, this.#parts.everyMs));
    }
  }

  async #rest(until: number): Promise<void> {
    while (!this.#isStopped) {
      this.#nudged = Promise.withResolvers<void>();
      const due = this.#failures > 0 ? until : Math.min(until, this.#nudges.dueAt ?? Infinity);
      const ms = due - performance.now();
      if (ms <= 0) return;
      await this.#pause(ms);
    }
  }

  async #pause(ms: number): Promise<void> {
    const over = Promise.withResolvers<void>();
    const timer = setTimeout(() => over.resolve(), ms);
    await Promise.race([over.promise, this.#nudged.promise, this.#stopped.promise]);
    clearTimeout(timer);
  }

  /** One look: everything since the cursor. Says what went wrong, and never throws for it. Answers whether all was read. */
  async look(): Promise<boolean> {
    const { sources, tenant, secrets, say, follower, wall, take } = this.#parts;
    const at = { place: "" };
    try {
      const now = wall();
      for await (const { understood, refused } of readOn({ sources, follower, until: now, at })) {
        take(understood, now);
        this.#sayRefused(refused, at.place);
        if (this.#isStopped) break;
      }
      if (this.#failures > 0) say("info", `Rows of tenant "${tenant}" are read again (${at.place})`);
      this.#failures = 0;
      return true;
    } catch (error) {
      this.#failures++;
      if (this.#failures === 1) say("warn", whyUnread(error, { tenant, place: at.place, secrets }));
      return false;
    }
  }

  /** A row that cannot be read is read again in every look of four hours: it is told once. */
  #sayRefused(refused: readonly string[], place: string): void {
    const { tenant, say } = this.#parts;
    const news = refused.filter((text) => !this.#refused.has(text));
    this.#refused = new Set([...refused, ...this.#refused].slice(0, MOST_REMEMBERED));
    for (const text of news.slice(0, MOST_TOLD)) say("warn", `${text} (tenant "${tenant}", ${place})`);
    if (news.length > MOST_TOLD) say("warn", `${news.length} rows of tenant "${tenant}" cannot be read`);
  }
}
