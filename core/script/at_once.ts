import type { Command } from "./outcomes.ts";
import type { Script } from "./vocabulary.ts";

/** Runs a script that asks and acts, and never waits, to its end: what the desk wants to know or done is answered in one turn. */
export function atOnce<T>(script: Script<T>, perform: (command: Command) => unknown): T {
  let step = script.next();
  while (step.done !== true) {
    const { value: want } = step;
    if (want.want !== "act") throw new Error(`Cannot wait for "${want.want}": the desk is answered at once`);
    step = script.next(perform(want.command));
  }
  return step.value;
}
