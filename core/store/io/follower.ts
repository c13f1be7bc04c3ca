import type { Log } from "../../base/mod.ts";
import type { FollowedByAll } from "./asks.ts";

/** After a fault: the disk may be full, or the thread that reads is starting again. */
const RETRY_AFTER_MS = 1_000;
/** More steps than these, and it takes longer than somebody waits for a page. */
const SOON_DONE_STEPS = 10;

export interface FollowerOptions {
  readonly log: Log;
  /** Works off one step of what is new. */
  readonly step: () => Promise<FollowedByAll>;
  /** Is told what keepers have found. */
  readonly told: (keeper: string, news: unknown) => void;
  /** Is told when the first call began of which the readings tell something else now. */
  readonly changed: (from: number) => void;
}

/** Keeps the readings up with the record: as soon as something is committed, step by step until nothing is new. */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #idle: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;
  /** So many may have the readings begin anew just now. */
  #changes = 0;
  #isAsked = false;
  #isFailing = false;
  /** Steps one after the other of which none was the last. */
  #stepsBehind = 0;
  #isClosed = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  /** There is something new in the record. */
  wake(): void {
    this.#isAsked = true;
    this.#goOn();
  }

  /** Waits for what may have the readings begin anew: from its first moment on they have not caught up. */
  async change<T>(work: Promise<T>, isAnew: (done: T) => boolean): Promise<T> {
    this.#changes += 1;
    try {
      const done = await work;
      if (isAnew(done)) this.#isAsked = true;
      return done;
    } finally {
      this.#changes -= 1;
      this.#goOn();
    }
  }

  /** Resolves when the readings have seen all that was committed before. */
  caughtUp(): Promise<void> {
    if (this.#isIdle && !this.#isAsked) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** The readings are far from the end: after an update, or by other rules, they are made anew. */
  get isFarBehind(): boolean {
    return this.#stepsBehind > SOON_DONE_STEPS;
  }

  /** What is not worked off is so after the next start. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#rest();
  }

  get #isIdle(): boolean {
    return !this.#isRunning && this.#timer === undefined && this.#changes === 0;
  }

  #goOn(): void {
    if (this.#isRunning || this.#timer !== undefined) return;
    if (this.#isAsked) void this.#run();
    else if (this.#isIdle) this.#rest();
  }

  async #run(): Promise<void> {
    const { log, step, told, changed } = this.#options;
    this.#isRunning = true;
    try {
      while (this.#isAsked && !this.#isClosed) {
        this.#isAsked = false;
        const { isBehind, faults, changedFrom, news } = await step();
        if (changedFrom !== Infinity) changed(changedFrom);
        for (const [keeper, found] of news) told(keeper, found);
        for (const text of faults) log.write({ level: "error", text });
        this.#stepsBehind = isBehind ? this.#stepsBehind + 1 : 0;
        if (isBehind) this.#isAsked = true;
      }
      this.#isFailing = false;
    } catch (fault) {
      this.#isAsked = true;
      if (!this.#isClosed) this.#later(fault);
    }
    this.#isRunning = false;
    if (this.#isIdle) this.#rest();
  }

  #later(fault: unknown): void {
    if (!this.#isFailing) {
      const reason = fault instanceof Error ? fault.message : String(fault);
      this.#options.log.write({ level: "error", text: "Cannot follow the record: tried again", facts: { reason } });
    }
    this.#isFailing = true;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#run();
    }, RETRY_AFTER_MS);
  }

  #rest(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
