import process from "node:process";

/** How long something took, and how long a processor was at work for it: where others load the machine these differ. */
export interface Took {
  readonly ms: number;
  /** Of all threads of the process. */
  readonly cpuMs: number;
}

export async function timed<T>(work: () => Promise<T>): Promise<{ readonly took: Took; readonly value: T }> {
  const before = process.cpuUsage();
  const began = performance.now();
  const value = await work();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { took: { ms, cpuMs: (user + system) / 1_000 }, value };
}

/** More than that and somebody else is at work on this machine: what the clock says is not ours. */
const LOADED = 1.3;

/** Whether the machine is ours alone: a processor is at work nearly as long as the clock goes on. */
export async function isQuiet(): Promise<boolean> {
  const { took } = await timed(() => {
    const began = process.cpuUsage();
    let sum = 0;
    while (process.cpuUsage(began).user < 500_000) for (let at = 0; at < 1e5; at++) sum += at % 7;
    return Promise.resolve(sum);
  });
  return took.ms < LOADED * took.cpuMs;
}
