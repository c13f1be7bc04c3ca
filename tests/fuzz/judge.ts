/** How much the heap may grow between the first and the last slices, MB: what the engine itself keeps of hot code. */
const ROOM_MB = 4;
/** And in parts of what it was. */
const ROOM_PART = 0.1;

/** Whether heaps measured after equal slices of work stay flat: the last quarter against the second, past the warm-up. */
export function isFlat(heapsMb: readonly number[]): boolean {
  const quarter = Math.floor(heapsMb.length / 4);
  const early = Math.min(...heapsMb.slice(quarter, 2 * quarter));
  const late = Math.min(...heapsMb.slice(-quarter));
  return late <= early * (1 + ROOM_PART) + ROOM_MB;
}

/** The counts that should have been 0: those that begin with `left`. */
export function leftOver(counts: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(counts).filter(([name, amount]) => name.startsWith("left") && amount !== 0)
    .map(([name, amount]) => `${name} ${amount}`);
}
