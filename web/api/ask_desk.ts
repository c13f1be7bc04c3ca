import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";

/** Asks the switchboard, which answers in one turn. */
export type AskDesk = (command: DeskCommand) => DeskAnswer;

/** The answer to a question that the desk cannot refuse. */
export function answerTo<K extends "queues" | "agents" | "call-lists" | "call-backs">(
  ask: AskDesk,
  type: K,
): Extract<DeskAnswer, { type: K }> {
  const answer = ask({ type });
  if (answer.type !== type) throw new Error(`Cannot read the answer to "${type}": it is "${answer.type}"`);
  return answer as Extract<DeskAnswer, { type: K }>;
}
