import type { LegId } from "../../core/call/mod.ts";
import type { MoveResult } from "../../core/script/mod.ts";

/** Somebody in the room. */
export interface Guest {
  readonly leg: LegId;
  readonly isModerator: boolean;
  /** By himself. */
  readonly isMuted: boolean;
  /** By a moderator: he does not lift it himself. */
  readonly isSilenced: boolean;
  /** The extension that he is; undefined for somebody from outside. */
  readonly who?: string | undefined;
  /** The file in which somebody from outside has said his name. */
  readonly name?: string | undefined;
  /** He is no longer wanted, and is about to hear so. */
  readonly out?: "removed" | "ended";
}

/** A room that somebody is in. */
export interface RoomState {
  /** In the order in which they came. */
  readonly guests: readonly Guest[];
  readonly isLocked: boolean;
  /** Whoever comes is muted until a moderator lets him speak, unless he is one. */
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
    readonly name?: string | undefined;
    readonly startsLocked?: boolean | undefined;
  }
  | { readonly do: "leave" | "look" | "mute" | "lock" | "hush" | "remove-last" | "end" }
  /** Who is there that a moderator may order about: {@link GuestView}s, in the order in which they came. */
  | { readonly do: "guests" }
  /** A moderator mutes one of them, lets him speak again, or does not want him any more. */
  | { readonly do: "silence" | "remove"; readonly whom: LegId }
  /** A moderator has begun to record it, of which all are to be told, or has stopped. */
  | { readonly do: "record"; readonly isTold: boolean }
  /** Who was invited does not come. */
  | { readonly do: "decline" };

/** What others hear of it. */
export type RoomNews =
  | { readonly what: "came" | "left"; readonly who: string | undefined; readonly name?: string | undefined }
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

/** A guest as a moderator sees him. */
export interface GuestView {
  readonly leg: LegId;
  readonly who: string | undefined;
  readonly name?: string | undefined;
  /** Nobody hears him, by whosever wish. */
  readonly isMuted: boolean;
}

/** What a move comes to. */
export type Step = MoveResult<RoomState, RoomNews>;

/** Whoever takes orders: no moderator does. */
export function guestsOf({ guests }: RoomState): readonly Guest[] {
  return guests.filter(({ isModerator, out }) => !isModerator && out === undefined);
}

export function guestView(guest: Guest): GuestView {
  return { leg: guest.leg, ...whoIs(guest), isMuted: isMuted(guest) };
}

/** Who he is to the others. */
export function whoIs({ who, name }: Pick<Guest, "who" | "name">): Pick<GuestView, "who" | "name"> {
  return name === undefined ? { who } : { who, name };
}

/** Nobody hears him, by his own wish or a moderator's. */
export function isMuted(guest: Pick<Guest, "isMuted" | "isSilenced">): boolean {
  return guest.isMuted || guest.isSilenced;
}

/** Tells everybody who is heard now and was not before, or the other way round. */
export function tellWhetherHeard(before: RoomState, now: RoomState): NonNullable<Step["news"]> {
  return now.guests.flatMap((guest, at) => {
    const muted = isMuted(guest);
    if (muted === isMuted(before.guests[at]!)) return [];
    return [{ leg: guest.leg, news: { what: muted ? "muted" : "unmuted" }, urgent: true }];
  });
}

export function viewOf({ guests, isLocked, isHushed, recordedBy }: RoomState, me: Guest): RoomView {
  return {
    me,
    count: guests.filter(({ out }) => out === undefined).length,
    hasModerator: guests.some(({ isModerator, out }) => isModerator && out === undefined),
    isMuted: isMuted(me),
    isLocked,
    isHushed,
    isRecorded: recordedBy !== undefined && recordedBy !== me.leg,
  };
}

export function changed(state: RoomState, whose: Guest, change: Partial<Guest>): RoomState {
  return { ...state, guests: state.guests.map((guest) => guest === whose ? { ...guest, ...change } : guest) };
}

export function tellAll(guests: readonly Guest[], news: RoomNews): NonNullable<Step["news"]> {
  return guests.map(({ leg }) => ({ leg, news }));
}
