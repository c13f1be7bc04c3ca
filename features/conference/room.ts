import type { LegId } from "../../core/call/mod.ts";
import { act, type MoveResult, type PlaceRule, type Script } from "../../core/script/mod.ts";

/** Somebody in the room. */
export interface Guest {
  readonly leg: LegId;
  readonly isModerator: boolean;
  /** By himself. */
  readonly isMuted: boolean;
  /** The extension that he is; undefined for somebody from outside. */
  readonly who?: string | undefined;
  /** He is no longer wanted, and is about to hear so. */
  readonly out?: "removed" | "ended";
}

/** A room that somebody is in. */
export interface RoomState {
  /** In the order in which they came. */
  readonly guests: readonly Guest[];
  readonly isLocked: boolean;
  /** Only moderators are heard. */
  readonly isHushed: boolean;
  /** It is locked whenever no moderator is there to say otherwise. */
  readonly startsLocked?: boolean;
  /** Who records it, and wants everybody to know. */
  readonly recordedBy?: LegId | undefined;
}

/** What somebody does in a room. */
export type RoomMove =
  | {
    readonly do: "enter";
    readonly isModerator: boolean;
    readonly most: number;
    readonly who?: string | undefined;
    readonly startsLocked?: boolean | undefined;
  }
  | { readonly do: "leave" | "look" | "mute" | "lock" | "hush" | "remove-last" | "end" }
  /** A moderator has begun to record it, of which all are to be told, or has stopped. */
  | { readonly do: "record"; readonly isTold: boolean }
  /** Who was invited does not come. */
  | { readonly do: "decline" };

/** What others hear of it. */
export type RoomNews =
  | { readonly what: "came" | "left"; readonly who: string | undefined }
  | { readonly what: "muted" | "unmuted" | "out" | "declined" | "recorded" };

/** The room as one of its guests sees it. */
export interface RoomView {
  readonly me: Guest;
  /** With him. */
  readonly count: number;
  readonly hasModerator: boolean;
  /** Nobody hears him. */
  readonly isMuted: boolean;
  readonly isLocked: boolean;
  readonly isHushed: boolean;
  /** Whoever comes is to be told that it is recorded. */
  readonly isRecorded: boolean;
}

type Step = MoveResult<RoomState, RoomNews>;

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
        const isMuted = !me.isMuted;
        return { state: changed(state, me, { isMuted }), outcome: isMuted };
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
    }
  },
  present: ({ guests }) => guests.map(({ leg }) => leg),
};

function enter(before: RoomState, leg: LegId, move: Extract<RoomMove, { do: "enter" }>): Step {
  const { isModerator, most, who, startsLocked = false } = move;
  const state = before.guests.length === 0 && startsLocked ? { ...before, isLocked: true, startsLocked } : before;
  const { guests, isLocked } = state;
  if (isLocked && !isModerator) return { state, outcome: "locked" };
  if (guests.length >= most && !isModerator) return { state, outcome: "full" };
  const guest: Guest = { leg, isModerator, isMuted: false, who };
  return {
    state: { ...state, guests: [...guests, guest] },
    outcome: "entered",
    news: tellAll(guests, { what: "came", who }),
  };
}

function leave(state: RoomState, me: Guest): Step {
  const guests = state.guests.filter((guest) => guest !== me);
  // What a moderator has ordered holds for as long as one is there to take it back.
  const isModerated = guests.some(({ isModerator }) => isModerator);
  const orders = {
    ...(isModerated ? {} : { isLocked: state.startsLocked === true, isHushed: false }),
    ...(state.recordedBy === me.leg ? { recordedBy: undefined } : {}),
  };
  return {
    state: { ...state, ...orders, guests },
    outcome: undefined,
    news: tellAll(guests, { what: "left", who: me.who }),
  };
}

function record(state: RoomState, me: Guest, isTold: boolean): Step {
  const others = state.guests.filter((guest) => guest !== me);
  const news = isTold ? others.map(({ leg }) => ({ leg, news: { what: "recorded" }, urgent: true }) as const) : [];
  return { state: { ...state, recordedBy: isTold ? me.leg : undefined }, outcome: undefined, news };
}

function moderate(state: RoomState, me: Guest, what: "lock" | "hush" | "remove-last" | "end"): Step {
  const { guests } = state;
  switch (what) {
    case "lock":
      return { state: { ...state, isLocked: !state.isLocked }, outcome: !state.isLocked };
    case "hush": {
      const isHushed = !state.isHushed;
      const others = guests.filter(({ isModerator }) => !isModerator);
      const news = others.map(({ leg }) =>
        ({ leg, news: { what: isHushed ? "muted" : "unmuted" }, urgent: true }) as const
      );
      return { state: { ...state, isHushed }, outcome: isHushed, news };
    }
    case "remove-last": {
      const last = guests.findLast((guest) => !guest.isModerator && guest.out === undefined);
      if (last === undefined) return { state, outcome: false };
      const news = [{ leg: last.leg, news: { what: "out" }, urgent: true }] as const;
      return { state: changed(state, last, { out: "removed" }), outcome: true, news };
    }
    case "end": {
      const news = guests.filter((guest) => guest !== me)
        .map(({ leg }) => ({ leg, news: { what: "out" }, urgent: true }) as const);
      return { state: { ...state, guests: guests.map((guest) => ({ ...guest, out: "ended" })) }, outcome: true, news };
    }
  }
}

function viewOf({ guests, isLocked, isHushed, recordedBy }: RoomState, me: Guest): RoomView {
  return {
    me,
    count: guests.filter(({ out }) => out === undefined).length,
    hasModerator: guests.some(({ isModerator, out }) => isModerator && out === undefined),
    isMuted: me.isMuted || isHushed && !me.isModerator,
    isLocked,
    isHushed,
    isRecorded: recordedBy !== undefined && recordedBy !== me.leg,
  };
}

function changed(state: RoomState, whose: Guest, change: Partial<Guest>): RoomState {
  return { ...state, guests: state.guests.map((guest) => guest === whose ? { ...guest, ...change } : guest) };
}

function tellAll(guests: readonly Guest[], news: RoomNews): NonNullable<Step["news"]> {
  return guests.map(({ leg }) => ({ leg, news }));
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
