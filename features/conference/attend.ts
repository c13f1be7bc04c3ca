import type { LegId } from "../../core/call/mod.ts";
import type { Room } from "../../core/directory/mod.ts";
import {
  act,
  all,
  ask,
  askName,
  type Ending,
  type Heard,
  ownLine,
  refuse,
  ringTogether,
  type Script,
} from "../../core/script/mod.ts";
import { eraseNames, keepName } from "./names.ts";
import { inRoom } from "./room.ts";
import { type Stay, stay } from "./stay.ts";

/** How long the phone of somebody who is invited rings. */
const INVITES_FOR_MS = 30_000;
/** A mailbox that takes the call presses nothing. */
const INVITATION: Heard = {
  items: [
    { type: "prompt", name: "conference-invited" },
    { type: "prompt", name: "to-confirm-press" },
    { type: "digits", digits: "1" },
  ],
};

/** Takes part in a conference, from coming in to leaving; then the leg is over. */
export function* attend(leg: LegId, room: Room, isModerator: boolean): Script<Ending> {
  const { most, startsLocked } = room;
  const who = (yield* ownLine(leg))?.number;
  const named = who === undefined && room.announce === "name"
    ? yield* askName(leg, { prompt: "conference-say-name", folder: "conference" })
    : undefined;
  if (named?.there === false) return { reached: true, cause: named.cause };
  const name = named?.path;
  const entered = yield* inRoom(leg, room.number, { do: "enter", isModerator, most, who, name, startsLocked });
  if (name !== undefined) {
    if (entered === "entered") yield* keepName(room.number, name);
    else yield* act({ do: "erase", path: name });
  }
  if (entered !== "entered") {
    return yield* refuse(leg, entered === "full" ? "conference-is-full" : "conference-is-locked", "busy");
  }
  try {
    yield* act({ do: "transfer-ended", leg, cause: "transferred" });
    const outside = { where: undefined, plays: "nothing", next: undefined, thinksMuted: false, waiting: [] } as const;
    return yield* takePart({ leg, room, ...outside });
  } finally {
    yield* leave(leg, room);
    yield* act({ do: "release", leg, cause: "normal" });
  }
}

/** Quiet where he has left already. */
function* leave(leg: LegId, { number }: Room): Script<void> {
  if ((yield* inRoom(leg, number, { do: "leave" })) === "last") yield* eraseNames(number);
}

/** He leaves when he leaves; whom he has invited may stay longer, and keeps his call running. */
function* takePart(me: Stay): Script<Ending> {
  const { leg, room } = me;
  const left = yield* stay(me);
  if ("invites" in left) {
    const [ending] = yield* all<Ending>([takePart(me), invite(leg, room, left.invites)]);
    return ending!;
  }
  yield* leave(leg, room);
  yield* act({ do: "release", leg, cause: left.cause });
  return left;
}

/** Rings somebody for a conference: whoever answers and presses 1 comes in. */
function* invite(by: LegId, room: Room, number: string): Script<Ending> {
  const isFull = (yield* act({ do: "look-up", number }))?.isFull === true;
  const isSpared = isFull || (yield* act({ do: "line", number })).doNotDisturb;
  const moderator = (yield* act({ do: "party", leg: by }))?.number;
  const phones = isSpared ? [] : yield* act({ do: "phones", number, by: moderator });
  const shown = { prefix: room.name };
  const rung = yield* ringTogether(by, phones, { forMs: INVITES_FOR_MS, shown, apart: true });
  if (rung.answered) {
    const asked = yield* ask(rung.by, INVITATION, { most: 1 });
    if (asked.there && asked.digits === "1") return yield* attend(rung.by, room, false);
    yield* act({ do: "release", leg: rung.by, cause: "normal" });
  }
  yield* inRoom(by, room.number, { do: "decline" });
  return { reached: false, cause: rung.answered ? "rejected" : rung.cause };
}
