import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import type { Snapshot } from "./snapshot.ts";

/** What whoever has a phone sees beside it: everybody's lamp, as on a row of keys, who called for help, his own mailbox. */
export interface PhoneSnapshot extends Pick<Snapshot, "people" | "help"> {
  /** Messages that he has not heard yet; undefined where he has no mailbox. */
  readonly newMessages?: number;
}

export function phoneSnapshotOf(
  { ask }: { readonly ask: (command: DeskCommand) => DeskAnswer },
  extension: string,
): PhoneSnapshot {
  const [live, box] = [ask({ type: "live" }), ask({ type: "mailbox", box: extension })];
  if (live.type !== "live") throw new Error(`Cannot show the office: "${live.type}"`);
  const { people, help } = live.live;
  const messages = box.type === "mailbox" ? box.mailbox.messages : undefined;
  return {
    people,
    help,
    ...messages === undefined ? {} : { newMessages: messages.filter(({ state }) => state === "new").length },
  };
}
