import type { Clock, Log } from "../../base/mod.ts";
import { DEFAULT_HISTORY, type HistorySettings } from "../../directory/mod.ts";
import { dueDays } from "../due_days.ts";
import type { RecordUpkeep } from "../ports.ts";

/** A box that has just started has other things to do. */
const FIRST_AFTER_MS = 60_000;
const EVERY_MS = 3_600_000;
/** Between two steps, for whoever wants to write. */
const REST_MS = 100;

export interface UpkeepOptions {
  readonly log: Log;
  readonly clock: Clock;
  /** Each does one small step, and says whether there may be another one. */
  readonly pack: (before: string) => Promise<boolean>;
  readonly drop: (upTo: number) => Promise<boolean>;
  /** Answers the last event that is forgotten. */
  readonly forget: (before: string) => Promise<number>;
  /** Resolves with the event up to which nothing that is made of the record tells of it any more. */
  readonly forgotten: () => Promise<number>;
}

/** Packs and forgets what has grown old, every hour, step by step. */
export class Upkeep implements RecordUpkeep {
  readonly #options: UpkeepOptions;
  #settings: HistorySettings = DEFAULT_HISTORY;
  #timer: ReturnType<typeof setTimeout>;
  #resting: (() => void) | undefined;
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: UpkeepOptions) {
    this.#options = options;
    this.#timer = this.#later(FIRST_AFTER_MS);
  }

  set(settings: HistorySettings): void {
    this.#settings = settings;
  }

  run(): Promise<void> {
    this.#running ??= this.#work(0).finally(() => this.#running = undefined);
    return this.#running;
  }

  /** What is not done is done after the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#resting?.();
    await this.#running?.catch(() => {});
  }

  #later(afterMs: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => void this.#runAlone(), afterMs);
  }

  async #runAlone(): Promise<void> {
    try {
      this.#running ??= this.#work(REST_MS).finally(() => this.#running = undefined);
      await this.#running;
    } catch (fault) {
      const reason = fault instanceof Error ? fault.message : String(fault);
      const text = "Cannot pack and clear the record: tried again in an hour";
      this.#options.log.write({ level: "error", text, facts: { reason } });
    }
    if (!this.#isClosed) this.#timer = this.#later(EVERY_MS);
  }

  async #work(restMs: number): Promise<void> {
    const { clock, pack, drop, forget, forgotten } = this.#options;
    const { packBefore, forgetBefore } = dueDays(this.#settings, clock.wall());
    if (forgetBefore !== undefined && await forget(forgetBefore) > 0) {
      const upTo = await forgotten();
      await this.#repeat(() => drop(upTo), restMs);
    }
    await this.#repeat(() => pack(packBefore), restMs);
  }

  async #repeat(step: () => Promise<boolean>, restMs: number): Promise<void> {
    while (!this.#isClosed && await step()) if (restMs > 0) await this.#rest(restMs);
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#resting?.(), ms);
      this.#resting = () => {
        clearTimeout(timer);
        this.#resting = undefined;
        resolve();
      };
    });
  }
}
