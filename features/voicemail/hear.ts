import { localTime } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import type { Message, MessageState } from "../../core/mailbox/mod.ts";
import { act, type Ending, nameOf, reach, type Script } from "../../core/script/mod.ts";
import { passOn } from "./compose.ts";
import { choices, choose, GONE, saidTo, told, type Word, words } from "./words.ts";

const DONE: Ending = { reached: true, cause: "normal" };
const MOST_SILENCES = 3;

/** The messages of one kind, one after the other; urgent ones first, then as they came. */
export function* hearMessages(leg: LegId, box: string, state: MessageState): Script<Ending | "menu"> {
  const ids = (yield* messagesOf(box)).filter((message) => message.state === state)
    .sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.at - b.at).map(({ id }) => id);
  if (ids.length === 0) {
    return (yield* saidTo(leg, state === "new" ? "voicemail-no-new-messages" : "voicemail-no-messages"))
      ? "menu"
      : DONE;
  }
  let silences = 0;
  let isToBePlayed = true;
  /** A key that has cut short what was said of a message. */
  let early: string | undefined;
  for (let at = 0; at < ids.length;) {
    const message = (yield* messagesOf(box)).find(({ id }) => id === ids[at]);
    if (message === undefined) {
      at += 1;
      continue;
    }
    let key = early;
    early = undefined;
    if (isToBePlayed) key = yield* playMessage(leg, message, at);
    isToBePlayed = true;
    if (key === undefined) {
      key = yield* choose(leg, words(...menuOf(yield* currentOf(message), at < ids.length - 1)));
      silences = key === undefined ? silences + 1 : 0;
    }
    if (key === GONE) return DONE;
    switch (key) {
      case "1":
        at = 0;
        break;
      case "2": {
        const back = yield* callBack(leg, message);
        if (back !== undefined) return back;
        isToBePlayed = false;
        break;
      }
      case "3":
        early = yield* told(leg, words(...yield* envelopeOf(message), ...lengthOf(message)));
        isToBePlayed = false;
        break;
      case "4":
        if (at > 0) at -= 1;
        else if (!(yield* saidTo(leg, "voicemail-first"))) return DONE;
        break;
      case "5":
        break;
      case "6":
        at += 1;
        break;
      case "7": {
        const isDeleted = (yield* currentOf(message)).state === "deleted";
        const change = { state: isDeleted ? "saved" : "deleted" } as const;
        yield* act({ do: "change-message", box, id: message.id, change });
        early = yield* told(leg, words(isDeleted ? "voicemail-undeleted" : "voicemail-deleted"));
        isToBePlayed = false;
        break;
      }
      case "8":
        if (!(yield* passOn(leg, message))) return DONE;
        isToBePlayed = false;
        break;
      case "9":
        yield* act({ do: "change-message", box, id: message.id, change: { state: "saved" } });
        if (!(yield* saidTo(leg, "voicemail-kept"))) return DONE;
        at += 1;
        break;
      case "*":
        return "menu";
      case "#":
        at += 1;
        break;
      case undefined:
        if (silences === MOST_SILENCES) {
          yield* saidTo(leg, "goodbye");
          return DONE;
        }
        isToBePlayed = false;
        break;
      default:
        early = yield* told(leg, words("invalid-choice"));
        isToBePlayed = false;
    }
  }
  return (yield* saidTo(leg, "voicemail-no-more")) ? "menu" : DONE;
}

/** Envelope and sound; the key that cut it short. What was new and has been heard to its end is saved. */
function* playMessage(leg: LegId, message: Message, at: number): Script<string | undefined> {
  const number: readonly Word[] = ["voicemail-message-number", { type: "number", value: at + 1 }];
  const before = yield* told(leg, words(...number, ...yield* envelopeOf(message)));
  if (before !== undefined && before !== "5") return before;
  const sound = message.files.map((path) => ({ type: "file", path }) as const);
  const key = yield* told(leg, words(...sound));
  if (key === undefined && message.state === "new") {
    yield* act({ do: "change-message", box: message.box, id: message.id, change: { state: "saved" } });
  }
  return key;
}

/** From whom it is, and of when. */
function* envelopeOf({ urgent, from, at }: Message): Script<readonly Word[]> {
  const { office, extensions } = yield* act({ do: "office" });
  const { date, time } = localTime(at, office.timeZone);
  const today = localTime(yield* act({ do: "wall-clock" }), office.timeZone).date;
  const who: readonly Word[] = from === undefined || !/^[0-9*#+]+$/.test(from.number)
    ? ["voicemail-from-hidden"]
    : extensions.has(from.number)
    ? ["voicemail-from", ...yield* nameOf(from.number)]
    : ["voicemail-from", { type: "digits", digits: from.number }];
  const when: readonly Word[] = ["voicemail-received", { type: "date", date, today }, { type: "time", time }];
  return [...(urgent ? ["voicemail-urgent"] : []), ...who, ...when];
}

function lengthOf({ durationMs }: Message): readonly Word[] {
  return ["voicemail-lasts", { type: "duration", seconds: Math.round(durationMs / 1000) }];
}

function menuOf({ state }: Message, hasNext: boolean): readonly Word[] {
  return choices(
    ["voicemail-replay-press", "5"],
    [state === "deleted" ? "voicemail-undelete-press" : "voicemail-delete-press", "7"],
    ["voicemail-save-press", "9"],
    ...(hasNext ? [["voicemail-next-press", "6"] as const] : []),
    ["voicemail-forward-press", "8"],
    ["voicemail-call-back-press", "2"],
    ["voicemail-details-press", "3"],
    ["to-go-back-press", "*"],
  );
}

/** Rings whoever left it, on the account of whose box it is, wherever he listens; undefined when nobody knows how. */
function* callBack(leg: LegId, { box, from }: Message): Script<Ending | undefined> {
  const to = from === undefined ? undefined : yield* act({ do: "route", number: from.number });
  if (to !== undefined) {
    if (!(yield* saidTo(leg, "connecting"))) return DONE;
    yield* act({ do: "act-for", leg, number: box });
    return yield* reach(leg, to);
  }
  return (yield* saidTo(leg, "voicemail-no-call-back")) ? undefined : DONE;
}

/** The message as it is now. */
function* currentOf(message: Message): Script<Message> {
  return (yield* messagesOf(message.box)).find(({ id }) => id === message.id) ?? message;
}

function* messagesOf(box: string): Script<readonly Message[]> {
  return (yield* act({ do: "mailbox", number: box }))?.messages ?? [];
}
