import type { Log } from "../../base/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../switchboard/mod.ts";

/** What is asked to come to rest. */
export interface Stoppable {
  readonly driver: { ask(command: DeskCommand): DeskAnswer };
  readonly log: Log;
  /** How long running calls may go on. */
  readonly graceS: number;
  /** On SIGHUP. */
  readonly reload: () => Promise<void>;
}

const LOOK_EVERY_MS = 100;

/**
 * Waits for SIGTERM or SIGINT; then takes no new calls and lets the running ones go on for the grace time, or until a
 * second signal, before it ends them. SIGHUP reloads meanwhile, and a reload that fails changes nothing.
 */
export async function untilStopped({ driver, log, graceS, reload }: Stoppable): Promise<void> {
  const stop = listenForSignals(() => {
    reload().then(
      () => log.write({ level: "info", text: "Reloaded" }),
      (error) =>
        log.write({ level: "error", text: "Cannot reload: all stays as it was", facts: { error: String(error) } }),
    );
  });
  await stop.asked;

  const draining = driver.ask({ type: "drain" });
  log.write({
    level: "info",
    text: "Stopping",
    facts: { graceS, answer: draining.type === "done" ? draining.text : "" },
  });
  await Promise.race([untilIdle(driver, graceS), stop.urged]);
  const ended = driver.ask({ type: "end-all" });
  log.write({ level: "info", text: "Stopped", facts: { answer: ended.type === "done" ? ended.text : "" } });
}

async function untilIdle(driver: Stoppable["driver"], graceS: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < graceS * 1000; waitedMs += LOOK_EVERY_MS) {
    const answer = driver.ask({ type: "calls" });
    if (answer.type === "calls" && answer.calls.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/**
 * `asked` is the first signal to stop, `urged` the second; SIGHUP counts until the first. The listeners stay until the
 * process ends: while a signal has none, the system ends the process for it, in the middle of whatever is being closed.
 */
function listenForSignals(onHangUp: () => void): { readonly asked: Promise<void>; readonly urged: Promise<void> } {
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let isAsked = false;
  const onStop = () => {
    (isAsked ? second : first).resolve();
    isAsked = true;
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) Deno.addSignalListener(signal, onStop);
  Deno.addSignalListener("SIGHUP", () => isAsked ? undefined : onHangUp());
  return { asked: first.promise, urged: second.promise };
}
