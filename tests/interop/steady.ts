/**
 * What is judged in real time is judged on a machine that keeps time.
 *
 * @module
 */

import { paceMs } from "../bench/figure.ts";

/** What the yardstick takes on the machine whose figures the bench's table has. */
const TABLES_PACE_MS = 42;

/**
 * As much at once as this machine gets on with, beside whatever else it does: all of it on one like the bench's, less on a
 * slower one, a quarter at least. How much a machine can do at most is the bench's to say.
 */
export function atOnce(all: number): number {
  return Math.round(all * Math.min(1, Math.max(0.25, 1 / slowness())));
}

/** How many times as slowly as the bench's this machine gets on just now. */
function slowness(): number {
  return paceMs(() => performance.now()) / TABLES_PACE_MS;
}

/** What a failure counts on, and how often it is asked where it does not. */
export interface Steadiness {
  /** Whoever sleeps 5 ms and wakes after so many was not let on by the machine. */
  readonly stallMs: number;
  /** On a machine that gets on more than so many times as slowly as the bench's it was perhaps only late; never unless told. */
  readonly slower?: number;
  readonly attempts: number;
}

const TO_THE_FRAME: Steadiness = { stallMs: 25, attempts: 6 };
/** For what only waits, generously: a machine that stood still as long as this has kept phones from answering in time. */
export const GENEROUS: Steadiness = { stallMs: 100, slower: 1.5, attempts: 3 };

/** It was asked as often as one may ask. */
class NeverFair extends Error {}

/** Where the watch notes the longest, in ms. */
export const LONGEST = 0;
/** Where it is told to end. */
export const ENDS = 1;

/** A thread that does nothing but look at the clock: what it misses, the whole machine missed. */
class StallWatch implements Disposable {
  readonly #cells = new Int32Array(new SharedArrayBuffer(8));
  readonly #worker = new Worker(new URL("./steady_watch.ts", import.meta.url), { type: "module" });

  constructor() {
    this.#worker.postMessage(this.#cells);
  }

  /** ms. */
  get longest(): number {
    return Atomics.load(this.#cells, LONGEST);
  }

  [Symbol.dispose](): void {
    Atomics.store(this.#cells, ENDS, 1);
    Atomics.notify(this.#cells, ENDS);
    this.#worker.terminate();
  }
}

/**
 * Runs what holds packets to their times. When it fails on a machine that stood still meanwhile, or is slow, it is asked
 * again, and what it failed by is told; a failure on a machine that kept time is one.
 *
 * @throws Whatever `run` throws; with how the machine was as the reason when no try was a fair one.
 */
export async function onSteadyMachine(
  run: () => Promise<void>,
  steadiness: Steadiness = TO_THE_FRAME,
): Promise<void> {
  for (let attempt = 1;; attempt++) {
    using watch = new StallWatch();
    try {
      return await run();
    } catch (error) {
      const excuse = excuseOf(watch.longest, steadiness);
      if (excuse === undefined || error instanceof NeverFair) throw error;
      const said = `${excuse} in try ${attempt} of ${steadiness.attempts}`;
      if (attempt === steadiness.attempts) throw new NeverFair(`Cannot judge real time: ${said}`, { cause: error });
      console.log(`  ${said}: again, after ${error}`);
    }
  }
}

/** Why what a test saw says nothing against the box; undefined where the machine kept time. */
function excuseOf(stallMs: number, { stallMs: most, slower = Infinity }: Steadiness): string | undefined {
  if (stallMs >= most) return `the machine stood still for ${stallMs} ms`;
  if (slower === Infinity) return undefined;
  const times = slowness();
  return times > slower ? `the machine got on ${times.toFixed(1)} times as slowly as the bench's` : undefined;
}
