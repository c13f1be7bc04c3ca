const ROUNDS = 20;
const ROUND_MS = 10;

/**
 * What one call costs when nobody disturbs it: the best of many rounds, in microseconds.
 *
 * @param least calls to a round: few where one call is long
 */
export function usOf(run: () => void, least: number = 100): number {
  let calls = least;
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    for (let call = 0; call < calls; call++) run();
    const ms = performance.now() - started;
    best = Math.min(best, ms * 1000 / calls);
    calls = Math.max(least, Math.round(calls * ROUND_MS / Math.max(ms, 0.1)));
  }
  return best;
}
