/**
 * What is judged in real time is judged on a machine that keeps time.
 *
 * @module
 */

import process from "node:process";
import { paceMs } from "../bench/figure.ts";

/** What the yardstick takes on the machine whose figures the bench's table has, in milliseconds of a processor's time. */
const TABLES_PACE_MS = 42;

/**
 * As much at once as this machine is fast: all of it on one like the bench's, less on a slower one, a quarter at least. How
 * much a machine can do at most is the bench's to say.
 */
export function atOnce(all: number): number {
  const pace = paceMs(() => process.cpuUsage().user / 1_000);
  return Math.round(all * Math.min(1, Math.max(0.25, TABLES_PACE_MS / pace)));
}

/** How still a machine may stand for a failure to count, and how often it is asked. */
export interface Steadiness {
  /** Whoever sleeps 5 ms and wakes after so many was not let on by the machine. */
  readonly stallMs: number;
  readonly attempts: number;
}

const TO_THE_FRAME: Steadiness = { stallMs: 25, attempts: 6 };
/** For what only waits, generously: a machine that stood still as long as this has kept phones from answering in time. */
export const GENEROUS: Steadiness = { stallMs: 100, attempts: 3 };

/** A thread that does nothing but look at the clock: what it misses, the whole machine missed. */
class StallWatch implements Disposable {
  readonly #cells = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker = new Worker(new URL("./steady_watch.ts", import.meta.url), { type: "module" });

  constructor() {
    this.#worker.postMessage(this.#cells);
  }

  /** ms. */
  get longest(): number {
    return Atomics.load(this.#cells, 0);
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}

/**
 * Runs what holds packets to their times. When it fails and the machine stood still meanwhile it is asked again; a
 * failure on a machine that kept time is one.
 *
 * @throws Whatever `run` throws; with the longest stall as the reason when no try was a fair one.
 */
export async function onSteadyMachine(
  run: () => Promise<void>,
  { stallMs, attempts }: Steadiness = TO_THE_FRAME,
): Promise<void> {
  for (let attempt = 1;; attempt++) {
    using watch = new StallWatch();
    try {
      return await run();
    } catch (error) {
      const ms = watch.longest;
      if (ms < stallMs) throw error;
      const said = `the machine stood still for ${ms} ms in try ${attempt} of ${attempts}`;
      if (attempt === attempts) throw new Error(`Cannot judge real time: ${said}`, { cause: error });
      console.log(`  ${said}: again`);
    }
  }
}
