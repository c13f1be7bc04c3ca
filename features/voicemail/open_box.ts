import type { LegId } from "../../core/call/mod.ts";
import type { Message, MessageState } from "../../core/mailbox/mod.ts";
import { act, type BoxView, type Ending, type Script } from "../../core/script/mod.ts";
import { compose } from "./compose.ts";
import { hearMessages } from "./hear.ts";
import { setUp } from "./set_up.ts";
import { choices, choose, GONE, saidTo, told, type Word, words } from "./words.ts";

const DONE: Ending = { reached: true, cause: "normal" };
/** Of the room of a box: from here on its owner is told. */
const NEARLY_FULL = 0.1;
const MOST_SILENCES = 3;

/** The owner is in: how many messages there are, and what he wants to do. */
export function* openBox(leg: LegId, box: string): Script<Ending> {
  const opened = yield* act({ do: "mailbox", number: box });
  if (opened === undefined) return DONE;
  // Who knows the menu need not hear it out, nor what comes before it.
  let early = yield* told(leg, words(...overview(opened)));
  for (let silences = 0; silences < MOST_SILENCES;) {
    const messages = (yield* act({ do: "mailbox", number: box }))?.messages ?? [];
    const key = early ?? (yield* choose(leg, words(...menu(messages))));
    early = undefined;
    silences = key === undefined ? silences + 1 : 0;
    const outcome = key === undefined ? "menu" : yield* follow(leg, box, key);
    if (outcome !== "menu") return outcome;
  }
  yield* saidTo(leg, "goodbye");
  return DONE;
}

/** Does what the key stands for. */
function* follow(leg: LegId, box: string, key: string): Script<Ending | "menu"> {
  const state = FOLDERS[key];
  if (state !== undefined) return yield* hearMessages(leg, box, state);
  switch (key) {
    case GONE:
    case "#":
      return DONE;
    case "*":
      return "menu";
    case "4":
      return yield* compose(leg, box);
    case "0":
      return yield* setUp(leg, box);
    default:
      return (yield* saidTo(leg, "invalid-choice")) ? "menu" : DONE;
  }
}

const FOLDERS: Readonly<Record<string, MessageState>> = { "1": "new", "2": "saved", "3": "deleted" };

function menu(messages: readonly Message[]): readonly Word[] {
  const has = (state: MessageState) => messages.some((message) => message.state === state);
  return choices(
    ...(has("new") ? [["voicemail-new-press", "1"] as const] : []),
    ...(has("saved") ? [["voicemail-saved-press", "2"] as const] : []),
    ...(has("deleted") ? [["voicemail-deleted-press", "3"] as const] : []),
    ["voicemail-compose-press", "4"],
    ["voicemail-greetings-press", "0"],
    ["to-finish-press", "#"],
  );
}

function overview({ messages, leftMs, mailbox }: BoxView): readonly Word[] {
  const count = (state: MessageState) => messages.filter((message) => message.state === state).length;
  const [fresh, saved] = [count("new"), count("saved")];
  const said: Word[] = fresh + saved === 0 ? ["voicemail-no-messages"] : ["voicemail-you-have"];
  if (fresh > 0) said.push({ type: "count", value: fresh, of: "new-message" });
  if (fresh > 0 && saved > 0) said.push("word-and");
  if (saved > 0) said.push({ type: "count", value: saved, of: "saved-message" });
  if (leftMs < 2_000) said.push("voicemail-your-box-full");
  else if (leftMs < NEARLY_FULL * mailbox.quotaMs) said.push("voicemail-box-nearly-full");
  return said;
}
