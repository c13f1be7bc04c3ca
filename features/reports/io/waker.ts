import type { Directory } from "../../../core/directory/mod.ts";

/** The clock is looked at as often as that: it may have been set. */
const LOOK_MS = 600_000;
/** A box without a battery for its clock begins in 1970: until it knows the time nothing is due. */
const BELIEVED_MS = Date.UTC(2025, 0, 1);

export interface WakerParts {
  /** What the clock on the wall says. */
  readonly wall: () => number;
  /** Calls `fire` after so many milliseconds; what it returns takes the call back. */
  readonly timer: (fire: () => void, ms: number) => () => void;
  /** Begins what is due, or says when something is; undefined: nothing, as long as the office is as it is. */
  readonly look: (directory: Directory, now: number) => Promise<void> | number | undefined;
}

/** Looks for what is due by the clock on the wall, one thing after the other. */
export class Waker {
  readonly #parts: WakerParts;
  #directory: Directory | undefined;
  #isStarted = false;
  #isBusy = false;
  #cancel: () => void = () => {};

  constructor(parts: WakerParts) {
    this.#parts = parts;
  }

  get directory(): Directory | undefined {
    return this.#directory;
  }

  /** False: whatever is under way comes to nothing. */
  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** The office as it is from now on. */
  follow(directory: Directory): void {
    this.#directory = directory;
    this.look();
  }

  /** Before it nothing is done. */
  start(): void {
    this.#isStarted = true;
    this.look();
  }

  /** Does what is due, and waits for what is next; also when the clock was set. */
  look(): void {
    this.#cancel();
    const { wall, timer, look } = this.#parts;
    if (this.#directory === undefined || !this.#isStarted || this.#isBusy) return;
    const now = wall();
    const next = now < BELIEVED_MS ? Infinity : look(this.#directory, now);
    if (next instanceof Promise) void this.#wait(next);
    else if (next !== undefined) this.#cancel = timer(() => this.look(), Math.max(1, Math.min(LOOK_MS, next - now)));
  }

  /** Stopping twice is quiet. */
  stop(): void {
    this.#isStarted = false;
    this.#cancel();
  }

  async #wait(work: Promise<void>): Promise<void> {
    this.#isBusy = true;
    await work;
    this.#isBusy = false;
    this.look();
  }
}
