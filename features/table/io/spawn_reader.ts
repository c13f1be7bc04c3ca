/** Starts the thread that reads the record. */
export function spawnReader(): Worker {
  return new Worker(new URL("./keeping_worker.ts", import.meta.url), { type: "module" });
}
