import type { LegId } from "../../core/call/mod.ts";
import { type Message, SHORTEST_MS } from "../../core/mailbox/mod.ts";
import { act, type Ending, record, say, type Script } from "../../core/script/mod.ts";
import { takeMessages } from "./leave.ts";
import { askBoxes } from "./lists.ts";
import { BEEP, choices, choose, GONE, newFile, saidTo, words } from "./words.ts";

const LONGEST_COMMENT_MS = 60_000;
const SILENCE_MS = 5_000;
const DONE: Ending = { reached: true, cause: "normal" };

/** Leaves somebody in the office, or all on a list, a message without ringing them. */
export function* compose(leg: LegId, box: string): Script<Ending | "menu"> {
  const to = yield* askBoxes(leg, box, "enter-extension");
  if (to === GONE) return DONE;
  if (to === undefined) return "menu";
  const name = (yield* act({ do: "office" })).extensions.get(box)?.name;
  const from = name === undefined ? { number: box } : { number: box, name };
  return (yield* takeMessages(leg, to, from)) ? "menu" : DONE;
}

/** Passes a message on, with a comment before it, to as many as he likes. False when he is gone. */
export function* passOn(leg: LegId, message: Message): Script<boolean> {
  const to = yield* askBoxes(leg, message.box, "voicemail-forward-to");
  if (to === GONE) return false;
  if (to === undefined) return true;
  if (!(yield* saidTo(leg, "voicemail-record-comment"))) return false;
  const { path } = yield* newFile(to[0]!, "comment-");
  let isUsed = false;
  let recording: number | undefined;
  try {
    if ((yield* say(leg, BEEP)).type === "ended") return false;
    const begun = (number: number): void => void (recording = number);
    const taken = yield* record(leg, path, { mostMs: LONGEST_COMMENT_MS, silenceMs: SILENCE_MS, begun });
    if (!taken.there) return false;
    isUsed = taken.by !== "failed" && taken.durationMs >= SHORTEST_MS;
    const comment = isUsed ? { files: [path], durationMs: taken.durationMs } : { files: [], durationMs: 0 };
    return yield* send(leg, message, to, comment);
  } finally {
    if (!isUsed) yield* act({ do: "erase", path, recording });
  }
}

function* send(
  leg: LegId,
  message: Message,
  first: readonly string[],
  comment: { readonly files: readonly string[]; readonly durationMs: number },
): Script<boolean> {
  const length = { durationMs: message.durationMs + comment.durationMs };
  for (let to = first;;) {
    let isSent = false;
    for (const number of to) {
      const left = (yield* act({ do: "mailbox", number }))?.leftMs ?? 0;
      if (left < length.durationMs) continue;
      isSent = true;
      const { id } = yield* newFile(number);
      const files = [...comment.files, ...message.files];
      const { from, urgent, box, transcript } = message;
      const said = transcript === undefined ? {} : { transcript };
      yield* act({
        do: "deposit",
        message: { id, box: number, from, urgent, files, forwardedBy: box, ...said },
        length,
      });
    }
    if (!(yield* saidTo(leg, isSent ? "voicemail-forwarded" : "voicemail-box-full"))) return false;
    const key = yield* choose(leg, words(...choices(["voicemail-forward-more-press", "1"])));
    if (key === GONE) return false;
    if (key !== "1") return true;
    const another = yield* askBoxes(leg, message.box, "voicemail-forward-to");
    if (another === GONE) return false;
    if (another === undefined) return true;
    to = another;
  }
}
