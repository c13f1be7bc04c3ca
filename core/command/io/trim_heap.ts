/** V8's, where the program runs with `--expose-gc`. */
interface Collector {
  readonly gc?: (how: { readonly type: "major"; readonly execution: "sync"; readonly flavor: "last-resort" }) => void;
}

/**
 * Gives back to the machine what the start has taken and nothing holds any more: V8 would keep it until calls want memory.
 * About ten milliseconds, so it is done before the first call and never again.
 */
export function trimHeap(): void {
  (globalThis as Collector).gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
}
