import type { LegId } from "../../core/call/mod.ts";
import { act, type PlaceRule, type Script } from "../../core/script/mod.ts";
import { moderate, orderOne, record } from "./orders.ts";
import {
  changed,
  type Guest,
  guestsOf,
  guestView,
  isMuted,
  type RoomMove,
  type RoomNews,
  type RoomState,
  type RoomView,
  type Step,
  tellAll,
  tellWhetherHeard,
  viewOf,
  whoIs,
} from "./room_state.ts";

/** Who is in a conference room, who of them is moderator, muted or not wanted; whether it is locked. */
export const ROOM_RULE: PlaceRule<RoomState, RoomMove, RoomNews> = {
  empty: Object.freeze({ guests: Object.freeze([]), isLocked: false, isHushed: false }),
  move(state, leg, move) {
    if (move.do === "enter") return enter(state, leg, move);
    const me = state.guests.find((guest) => guest.leg === leg);
    if (me === undefined) return { state, outcome: undefined };
    switch (move.do) {
      case "leave":
        return leave(state, me);
      case "look":
        return { state, outcome: viewOf(state, me) };
      case "mute": {
        const now = { ...me, isMuted: !me.isMuted };
        return { state: changed(state, me, now), outcome: isMuted(now) };
      }
      case "decline":
        return { state, outcome: undefined, news: [{ leg, news: { what: "declined" } }] };
      case "record":
        return me.isModerator ? record(state, me, move.isTold) : { state, outcome: undefined };
      case "lock":
      case "hush":
      case "remove-last":
      case "end":
        return me.isModerator ? moderate(state, me, move.do) : { state, outcome: undefined };
      case "guests":
        return { state, outcome: me.isModerator ? guestsOf(state).map(guestView) : [] };
      case "silence":
      case "remove":
        return me.isModerator ? orderOne(state, move) : { state, outcome: undefined };
    }
  },
  present: ({ guests }) => guests.map(({ leg }) => leg),
};

function enter(before: RoomState, leg: LegId, move: Extract<RoomMove, { do: "enter" }>): Step {
  const { isModerator, most, startsLocked = false } = move;
  const state = before.guests.length === 0 && startsLocked ? { ...before, isLocked: true, startsLocked } : before;
  const { guests, isLocked, isHushed } = state;
  if (isLocked && !isModerator) return { state, outcome: "locked" };
  if (guests.length >= most && !isModerator) return { state, outcome: "full" };
  const guest: Guest = { leg, isModerator, isMuted: false, isSilenced: isHushed && !isModerator, ...whoIs(move) };
  return {
    state: { ...state, guests: [...guests, guest] },
    outcome: "entered",
    news: tellAll(guests, { what: "came", ...whoIs(move) }),
  };
}

function leave(state: RoomState, me: Guest): Step {
  const others = state.guests.filter((guest) => guest !== me);
  const still = { ...state, guests: others, ...(state.recordedBy === me.leg ? { recordedBy: undefined } : {}) };
  // What a moderator has ordered holds for as long as one is there to take it back.
  const now: RoomState = others.some(({ isModerator }) => isModerator) ? still : {
    ...still,
    isLocked: state.startsLocked === true,
    isHushed: false,
    guests: others.map((guest) => ({ ...guest, isSilenced: false })),
  };
  const left = tellAll(others, { what: "left", ...whoIs(me) });
  return {
    state: now,
    outcome: others.length === 0 ? "last" : undefined,
    news: [...left, ...tellWhetherHeard(still, now)],
  };
}

/** Under which the rule stands in the table of places. */
export const ROOM = "room";

/** Makes a move in a room. */
export function* inRoom(leg: LegId, number: string, move: RoomMove): Script<unknown> {
  return yield* act({ do: "move", place: ROOM, id: number, leg, move });
}

/** The room as the one on this leg sees it; undefined when he is not in it. */
export function* lookAround(leg: LegId, number: string): Script<RoomView | undefined> {
  return (yield* inRoom(leg, number, { do: "look" })) as RoomView | undefined;
}
