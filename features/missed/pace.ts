const FIRST_RETRY_MS = 10_000;
const LAST_RETRY_MS = 5 * 60_000;

/** How long to wait for the next look: the usual time, and after `failures` in a row as much longer as it has been away. */
export function pauseAfter(failures: number, everyMs: number): number {
  if (failures === 0) return everyMs;
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20), Math.max(everyMs, LAST_RETRY_MS));
}
