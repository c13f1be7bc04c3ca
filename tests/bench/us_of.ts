const ROUNDS = 20;
const ROUND_MS = 10;

/** What one call costs when nobody disturbs it: the best of many rounds, in microseconds. */
export function usOf(run: () => void): number {
  let calls = 100;
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    for (let call = 0; call < calls; call++) run();
    const ms = performance.now() - started;
    best = Math.min(best, ms * 1000 / calls);
    calls = Math.max(100, Math.round(calls * ROUND_MS / Math.max(ms, 0.1)));
  }
  return best;
}
