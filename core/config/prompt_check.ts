import { closest } from "./closest.ts";
import type { Judge } from "./judge.ts";

/** Whether the box can say every sentence that the office names. */
export function checkPrompts(judge: Judge, known: ReadonlySet<string>): void {
  for (const { kind, id, from, path } of judge.references) {
    if (kind !== "prompt" || known.has(id)) continue;
    const meant = closest(id, known);
    const hint = meant === undefined
      ? "a file of your own is named with its ending: closed.wav"
      : `did you mean "${meant}"?`;
    judge.say(from, path, `there is no sentence "${id}": ${hint}`, { is: "no-such", kind: "prompt", id });
  }
}
