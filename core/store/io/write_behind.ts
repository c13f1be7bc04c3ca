import { type Clock, elapsed, type Log } from "../../base/mod.ts";

/** After a failed write: long enough not to hammer a full disk, short enough to notice the room that was made. */
const RETRY_AFTER_MS = 1_000;

/** Closing gives a broken disk this long. */
const CLOSE_WITHIN_MS = 3_000;

export interface WriteBehindOptions {
  readonly log: Log;
  readonly clock: Clock;
  /** For the log: `record`. */
  readonly name: string;
  /** A batch gathers changes for this long. */
  readonly gatherMs: number;
  /** How many changes are not written. */
  readonly waiting: () => number;
  /** Writes one batch, and answers whether it was a full one. Throws when nothing of it is certain to be written. */
  readonly write: () => Promise<boolean>;
}

/**
 * When a queue in front of a slow disk writes: one batch at a time, and again until it is written.
 *
 *     resting ──wake──▶ gathering ──timer──▶ writing ──done──▶ resting, or gathering when more has come
 *                           ▲                   │
 *                           └─────── 1 s ───────┘ it failed
 */
export class WriteBehind {
  readonly #options: WriteBehindOptions;
  readonly #flushing = new Map<() => boolean, () => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing = false;
  #failing = false;
  #closing: Promise<void> | undefined;
  #stopped = false;

  constructor(options: WriteBehindOptions) {
    this.#options = options;
  }

  /** Closing has begun, so that nothing new will be written. */
  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /** There is something to write. */
  wake(): void {
    // The first change after a pause waits too: it is seldom alone.
    if (this.#timer === undefined && !this.#writing) this.#arm(this.#options.gatherMs);
  }

  /** Writes without gathering; resolves when `isDone`, which is asked after each write. */
  flush(isDone: () => boolean): Promise<void> {
    if (isDone()) return Promise.resolve();
    if (!this.#writing) this.#arm(0);
    return new Promise((resolve) => this.#flushing.set(isDone, resolve));
  }

  /** Writes what waits if the disk lets it, and stops. Closing twice is quiet. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { name, log, waiting } = this.#options;
    const { promise: tooLate, resolve: giveUp } = Promise.withResolvers<void>();
    const limit = setTimeout(giveUp, CLOSE_WITHIN_MS);
    await Promise.race([this.flush(() => waiting() === 0), tooLate]);
    clearTimeout(limit);
    clearTimeout(this.#timer);
    this.#stopped = true;
    if (waiting() === 0) return;
    log.write({ level: "error", text: `Cannot write all of the ${name} before closing`, facts: { lost: waiting() } });
  }

  #arm(afterMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), afterMs);
  }

  async #write(): Promise<void> {
    this.#timer = undefined;
    this.#writing = true;
    const restMs = await this.#attempt();
    this.#writing = false;
    // Asked only now: whoever heard that his flush is done may have queued more already.
    if (this.#stopped || this.#options.waiting() === 0) return;
    this.#arm(this.#flushing.size > 0 && !this.#failing ? 0 : restMs);
  }

  /** Answers for how many milliseconds the next batch may gather. */
  async #attempt(): Promise<number> {
    const { clock, gatherMs, write } = this.#options;
    const startedAt = clock.now();
    let wasFull: boolean;
    try {
      wasFull = await write();
    } catch (fault) {
      this.#noticeFault(fault);
      return RETRY_AFTER_MS;
    }
    this.#noticeSuccess();
    return wasFull ? 0 : Math.max(0, gatherMs - elapsed(startedAt, clock.now()));
  }

  #noticeSuccess(): void {
    const { name, log } = this.#options;
    if (this.#failing) log.write({ level: "info", text: `The ${name} can be written again` });
    this.#failing = false;
    for (const [isDone, resolve] of this.#flushing) {
      if (!isDone()) continue;
      this.#flushing.delete(isDone);
      resolve();
    }
  }

  #noticeFault(fault: unknown): void {
    if (this.#failing) return;
    this.#failing = true;
    const reason = fault instanceof Error ? fault.message : String(fault);
    const text = `Cannot write the ${this.#options.name}: it is kept in memory and tried again`;
    this.#options.log.write({ level: "error", text, facts: { reason, waiting: this.#options.waiting() } });
  }
}
