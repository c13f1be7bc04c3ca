import type { LegId } from "../../core/call/mod.ts";
import { type MessageLength, SHORTEST_MS } from "../../core/mailbox/mod.ts";
import type { Party } from "../../core/record/mod.ts";
import { act, type Ending, reach, record, refuse, say, type Script } from "../../core/script/mod.ts";
import { greetingFor } from "./greeting.ts";
import { hearFromOutside } from "./log_in.ts";
import { BEEP, choices, choose, GONE, type Gone, newFile, saidTo, told, words } from "./words.ts";

/** A caller who says nothing for so long has put the receiver down beside the phone. */
const SILENCE_MS = 10_000;
/** So long before the time is up he hears that it soon will be. */
const WARN_BEFORE_MS = 10_000;
const NEARLY_UP = words("voicemail-time-nearly-up");
/** After so many messages that were too short nobody is there. */
const MOST_TRIES = 3;
const DONE: Ending = { reached: true, cause: "normal" };

/** A box: its greeting, the tone, a message. */
export function* leaveMessage(caller: LegId, box: string): Script<Ending> {
  if ((yield* act({ do: "mailbox", number: box })) === undefined) {
    return yield* refuse(caller, "voicemail-none-here", "unavailable");
  }
  const from = yield* act({ do: "party", leg: caller });
  if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
  yield* act({ do: "transfer-ended", leg: caller, cause: "transferred" });
  const key = yield* told(caller, yield* greetingFor(box));
  if (key === GONE) return DONE;
  if (key === "*") return yield* hearFromOutside(caller, box);
  const { operator } = (yield* act({ do: "office" })).voicemail;
  if (key === "0" && operator !== undefined) return yield* reach(caller, operator);
  yield* takeMessages(caller, [box], from);
  return DONE;
}

/** The tone and a message for one box or several, again for as long as he wants another try. False when he is gone. */
export function* takeMessages(caller: LegId, boxes: readonly string[], from: Party | undefined): Script<boolean> {
  for (let tries = 0; tries < MOST_TRIES;) {
    const came = yield* takeMessage(caller, boxes, from);
    if (came === GONE) return false;
    if (came === "sent") return yield* saidTo(caller, "voicemail-sent");
    if (came === "refused") return true;
    if (came === "short") tries += 1;
  }
  return true;
}

function* takeMessage(
  caller: LegId,
  boxes: readonly string[],
  from: Party | undefined,
): Script<"sent" | "again" | "short" | "refused" | Gone> {
  const { open, mostMs, isTight } = yield* roomIn(boxes);
  const [first] = open;
  if (first === undefined) return (yield* saidTo(caller, "voicemail-box-full")) ? "refused" : GONE;
  if (isTight) {
    const longest = { type: "duration", seconds: Math.floor(mostMs / 1000) } as const;
    if (!(yield* saidTo(caller, "voicemail-longest", longest))) return GONE;
  }
  const { id, path } = yield* newFile(first);
  // What is left behind when he hangs up at this moment, or the call is ended.
  let made: MessageLength | undefined;
  let urgent = false;
  let recording: number | undefined;
  const said = yield* say(caller, BEEP);
  if (said.type === "ended") return GONE;
  for (const box of open) {
    yield* act({ do: "expect-message", message: { id, box, from, urgent, files: [path] } });
  }
  try {
    const taken = yield* record(caller, path, {
      mostMs,
      silenceMs: SILENCE_MS,
      warning: { beforeMs: WARN_BEFORE_MS, sound: NEARLY_UP },
      begun: (number) => {
        recording = number;
        made = { recording: number };
      },
    });
    if (!taken.there) return GONE;
    const { durationMs, by } = taken;
    made = by === "failed" || durationMs < SHORTEST_MS ? undefined : { durationMs };
    if (by === "failed") return (yield* saidTo(caller, "something-failed")) ? "refused" : GONE;
    if (durationMs < SHORTEST_MS) return (yield* saidTo(caller, "voicemail-too-short")) ? "short" : GONE;
    if (by === "silence") return "sent";
    if (by === "time" && !(yield* saidTo(caller, "voicemail-time-up"))) return GONE;
    /** A key that has cut short what was said of the message. */
    let early: string | undefined;
    for (let silences = 0; silences < 2;) {
      const key = early ?? (yield* choose(
        caller,
        words(...choices(
          ["voicemail-to-send-press", "1"],
          ["voicemail-to-review-press", "2"],
          ["voicemail-to-record-again-press", "3"],
          ["voicemail-to-mark-urgent-press", "4"],
        )),
      ));
      early = undefined;
      if (key === GONE) return GONE;
      if (key === "1" || key === "#") return "sent";
      if (key === "2") early = yield* told(caller, words({ type: "file", path }));
      if (key === "3") {
        made = undefined;
        return "again";
      }
      if (key === "4") {
        urgent = !urgent;
        early = yield* told(caller, words(urgent ? "voicemail-marked-urgent" : "voicemail-not-urgent"));
      }
      if (key === undefined) silences += 1;
    }
    return "sent";
  } finally {
    if (made === undefined) yield* act({ do: "erase", path, recording });
    else {
      for (const box of open) {
        yield* act({ do: "deposit", message: { id, box, from, urgent, files: [path] }, length: made });
        yield* act({ do: "note", fact: { type: "voicemail.left", leg: caller, box, message: id } });
      }
    }
  }
}

/** Which of the boxes can take a message, how long it may be for all of them, and whether that is less than usual. */
function* roomIn(
  boxes: readonly string[],
): Script<{ readonly open: readonly string[]; readonly mostMs: number; readonly isTight: boolean }> {
  const open: string[] = [];
  let mostMs = Infinity;
  let isTight = false;
  for (const box of boxes) {
    const opened = yield* act({ do: "mailbox", number: box });
    if (opened === undefined || opened.leftMs < SHORTEST_MS) continue;
    open.push(box);
    mostMs = Math.min(mostMs, opened.mailbox.maxLengthMs, opened.leftMs);
    if (opened.leftMs < opened.mailbox.maxLengthMs) isTight = true;
  }
  return { open, mostMs, isTight };
}
