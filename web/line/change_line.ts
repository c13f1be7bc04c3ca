import type { DeskAnswer, DeskCommand, LineChange } from "../../core/switchboard/mod.ts";

/** When calls go elsewhere, in the order in which people are asked. */
export const FORWARD_WHEN = ["always", "busy", "no-answer", "unreachable"] as const;
/** How somebody may be; the box itself tells who is in a call, and who is offline. */
export const PRESENCE_STATES = [
  "available",
  "away",
  "busy",
  "do-not-disturb",
  "in-a-call",
  "in-a-meeting",
  "offline",
] as const;
/** What somebody says of himself is read on lamps and phones. */
export const LONGEST_NOTE = 80;

/** Makes all of these changes or none. The first that is refused is answered with why. */
export function changeLine(
  world: { ask(command: DeskCommand): DeskAnswer },
  number: string,
  changes: readonly LineChange[],
): { readonly change: LineChange; readonly answer: DeskAnswer } | undefined {
  if (changes.length === 0) return undefined;
  const answer = world.ask({ type: "change-line", number, changes });
  const change = answer.type === "refused" ? changes[answer.at ?? 0] : undefined;
  return change && { change, answer };
}

/** A number as it is dialled: people write it with spaces and signs between. */
export function dialledAs(written: string): string {
  return written.replaceAll(/[\s()./-]/g, "");
}
