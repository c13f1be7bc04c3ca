/**
 * Run as a worker by {@link ./steady.ts}: sleeps, and notes the longest that a sleep took beyond what it asked for.
 *
 * @module
 */
const SLEEP_MS = 5;

globalThis.onmessage = ({ data: cells }: MessageEvent<Int32Array>) => {
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (let before = performance.now();;) {
    Atomics.wait(never, 0, 0, SLEEP_MS);
    const now = performance.now();
    const late = Math.round(now - before - SLEEP_MS);
    if (late > Atomics.load(cells, 0)) Atomics.store(cells, 0, late);
    before = now;
  }
};
