import type { DeadMailView, DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";

/** Mails that were given up, newest first. */
export function lostMailsOf({ ask }: { ask(command: DeskCommand): DeskAnswer }): readonly DeadMailView[] {
  const answer = ask({ type: "dead-mails" });
  return answer.type === "dead-mails" ? answer.mails.toReversed() : [];
}

/** Addresses that the mail server refuses, with what it said last; in small letters. */
export function refusedAddresses(lost: readonly DeadMailView[]): ReadonlyMap<string, string> {
  return new Map(lost.filter(({ isAddress }) => isAddress).toReversed().map(({ to, why }) => [to.toLowerCase(), why]));
}
