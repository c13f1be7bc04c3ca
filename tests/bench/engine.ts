/**
 * Starts the media engine in a process of its own.
 *
 * @module
 */
import type { Road } from "./engine_process.ts";

/** A bench that hangs must not leave it behind. */
const LIVES_AT_MOST_MS = 120_000;

/** An engine that runs, with its legs' ports. */
export interface EngineProcess {
  readonly pid: number;
  readonly ports: readonly number[];
  /** Ends it; what it said at its end: `{ figures, rss, reports }` as JSON. */
  close(): Promise<string>;
}

/** Starts it with its legs open. Ending it is the caller's. */
export async function startEngine(legs: number, road: Road): Promise<EngineProcess> {
  const program = new URL("./engine_process.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--unstable-net", program, `${legs}`, road, "libc"],
    stdin: "piped",
    stdout: "piped",
    signal: AbortSignal.timeout(LIVES_AT_MOST_MS),
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n")) {
    const { value, done } = await lines.read();
    if (done) throw new Error("Cannot start the engine for the bench: it ended at once");
    text += value;
  }
  const end = text.indexOf("\n");
  const { ports } = JSON.parse(text.slice(0, end));
  let rest = text.slice(end + 1);
  return {
    pid: child.pid,
    ports,
    async close() {
      await child.stdin.close();
      for (;;) {
        const { value, done } = await lines.read();
        if (done) break;
        rest += value;
      }
      await child.status;
      return rest;
    },
  };
}
