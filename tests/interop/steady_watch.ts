/**
 * Run as a worker by {@link ./steady.ts}: sleeps, and notes the longest that a sleep took beyond what it asked for, until it
 * is told to end: Deno lets a thread go on whose worker is terminated while it sleeps.
 *
 * @module
 */
import { ENDS, LONGEST } from "./steady.ts";

const SLEEP_MS = 5;

globalThis.onmessage = ({ data: cells }: MessageEvent<Int32Array>) => {
  for (let before = performance.now(); Atomics.wait(cells, ENDS, 0, SLEEP_MS) === "timed-out";) {
    const now = performance.now();
    const late = Math.round(now - before - SLEEP_MS);
    if (late > Atomics.load(cells, LONGEST)) Atomics.store(cells, LONGEST, late);
    before = now;
  }
};
