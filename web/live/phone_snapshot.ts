import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import type { TalkNow } from "../softphone/mod.ts";
import { isOf, peersOf } from "./peers.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * What whoever has a phone sees beside it: everybody's lamp, as on a row of keys, who called for help, his own mailbox, and
 * who is in his calls.
 */
export interface PhoneSnapshot extends Pick<Snapshot, "people" | "help"> {
  /** Messages that he has not heard yet; undefined where he has no mailbox. */
  readonly newMessages?: number;
  /** His calls, but for those that ring. */
  readonly talks: readonly TalkNow[];
}

/** What phones are told in place of a hidden number (RFC 3323 §4.1.1.3). */
const HIDDEN = "anonymous";

export function phoneSnapshotOf(
  { ask }: { readonly ask: (command: DeskCommand) => DeskAnswer },
  extension: string,
): PhoneSnapshot {
  const [live, box] = [ask({ type: "live" }), ask({ type: "mailbox", box: extension })];
  if (live.type !== "live") throw new Error(`Cannot show the office: "${live.type}"`);
  const { people, help, calls } = live.live;
  const messages = box.type === "mailbox" ? box.mailbox.messages : undefined;
  return {
    people,
    help,
    talks: calls.flatMap(({ legs }) => {
      const talking = legs.filter(({ state }) => state !== "ringing");
      const peers = peersOf(talking, extension).map(({ number = HIDDEN, name }) => {
        return { number, ...name === undefined ? {} : { name } };
      });
      const isRecorded = talking.some(({ recording }) => recording === "on");
      return talking.some((leg) => isOf(leg, extension)) ? [{ peers, isRecorded }] : [];
    }),
    ...messages === undefined ? {} : { newMessages: messages.filter(({ state }) => state === "new").length },
  };
}
