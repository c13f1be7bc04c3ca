import type { WallTime } from "../base/mod.ts";
import type { HeardBy, StreamReport } from "../sound/mod.ts";
import type { Cause } from "./cause.ts";
import type { QueueFact } from "./queue_fact.ts";

/** Who ended a leg: its peer (`them`), the box (`us`), or the network that lost it. */
export type EndedBy = "them" | "us" | "network";

/** The party on a leg. */
export interface Party {
  /** An extension's number, or the number as it was sent. */
  readonly number: string;
  readonly name?: string;
  /** Somebody outside: the trunk that he is reached through, or came by. */
  readonly trunk?: string;
  /** The extension that his phone registers for, where he sits at one that is not his own. */
  readonly phone?: string;
}

/** How a digit came: as a telephone-event, by SIP INFO, or in the sound itself. */
export type DigitMeans = "rfc4733" | "info" | "sound";

/** What happened, without when and to which call. */
export type CallFact =
  /** Without a `sipCallId` it is the box itself that calls, and `from` is who is shown as the caller. */
  | {
    readonly type: "call.started";
    readonly from: Party;
    readonly dialled: string;
    readonly sipCallId?: string;
    /** He asks not to be shown: his number is here for who must find him, and nowhere else. */
    readonly isHidden?: true;
  }
  | {
    readonly type: "leg.offered";
    readonly leg: string;
    readonly party: Party;
    readonly direction: "in" | "out";
    readonly sipCallId: string;
    readonly userAgent?: string;
  }
  /** Somebody else sits on the leg from now on: an attended transfer or Replaces (RFC 3891) made two phones change seats. */
  | { readonly type: "leg.taken"; readonly leg: string; readonly party: Party; readonly sipCallId: string }
  /** Whoever it rings for has sent the call elsewhere, without taking it. */
  | { readonly type: "leg.deflected"; readonly leg: string; readonly target: string }
  /** The phone on it went over to another call, as the leg `to` there: it picked up, or fetched what was parked. The leg is over. */
  | { readonly type: "leg.moved"; readonly leg: string; readonly to: string; readonly into: string }
  /** Where the one on the leg is brought: a kind of destination, and which of them. */
  | { readonly type: "leg.brought"; readonly leg: string; readonly to: string; readonly id: string }
  /** What the one on the leg has chosen in a menu; no digits when he chose nothing in time. */
  | { readonly type: "menu.chosen"; readonly leg: string; readonly menu: string; readonly digits: string }
  | { readonly type: "park.entered"; readonly leg: string; readonly slot: string; readonly by?: Party }
  /** He is fetched, rung back to whoever parked him, or has given up. */
  | {
    readonly type: "park.left";
    readonly leg: string;
    readonly slot: string;
    readonly why: "fetched" | "returned" | "gave-up";
  }
  /** He has left a message in a mailbox. */
  | { readonly type: "voicemail.left"; readonly leg: string; readonly box: string; readonly message: string }
  /** What he had said was too short for a message: it is thrown away. Told once its recording is over, and so is the call. */
  | { readonly type: "voicemail.dropped"; readonly box: string; readonly message: string }
  /** A trunk could not carry the call: it goes on along the next way, on the same leg. */
  | { readonly type: "trunk.failed"; readonly leg: string; readonly trunk: string; readonly why: string }
  /**
   * The call was refused: enough was called outside on the account of `number` within an hour (`enough`), or the office is
   * closed (`off-hours`). Or it runs while that account's minutes of the hour are over: it goes on (`reached`), or is
   * `ended`.
   */
  | {
    readonly type: "brake.acted";
    readonly number: string;
    readonly dialled: string;
    readonly class: string;
    readonly why: "enough" | "off-hours" | "reached" | "ended";
  }
  /** Somebody calls for help: from a phone, which tells where he is; `by` is who sits there, where that is somebody else. */
  | { readonly type: "emergency.called"; readonly from: Party; readonly number: string; readonly by?: Party }
  /** No line outside has brought a call for help to anybody who could give it. */
  | { readonly type: "emergency.failed"; readonly number: string; readonly cause: Cause }
  /** Somebody else sits at a phone than before; who it is when nobody does is the extension that the phone registers for. */
  | {
    readonly type: "desk.changed";
    readonly phone: string;
    readonly from: string;
    readonly to: string;
    /** He logged in or out, he did so elsewhere, the hour came, or the office has no such extension any more. */
    readonly by: "phone" | "elsewhere" | "hour" | "office";
  }
  /** Somebody has opened a door; the leg is the door phone's. */
  | { readonly type: "door.opened"; readonly leg: string; readonly door: string; readonly by: Party }
  /** The call is made for this account, by its name; the code that was keyed in stands nowhere. */
  | { readonly type: "account.given"; readonly leg: string; readonly by: Party; readonly account: string }
  | { readonly type: "leg.ringing"; readonly leg: string }
  | { readonly type: "leg.early-media"; readonly leg: string }
  /** `srtp`: the crypto suite (RFC 4568 §6.2); nothing for plain sound. */
  | { readonly type: "leg.answered"; readonly leg: string; readonly codec?: string; readonly srtp?: string }
  | { readonly type: "leg.held"; readonly leg: string }
  | { readonly type: "leg.resumed"; readonly leg: string }
  | { readonly type: "leg.digit"; readonly leg: string; readonly digit: string; readonly by: DigitMeans }
  /** A fax calls (`cng`) or answers (`ced`) there (T.30). */
  | { readonly type: "fax.heard"; readonly leg: string; readonly tone: "cng" | "ced" }
  /** The leg has gone over to fax: in datagrams (T.38), or as sound in G.711, untouched. */
  | { readonly type: "fax.carried"; readonly leg: string; readonly by: "t38" | "g711" }
  | { readonly type: "leg.quality"; readonly leg: string; readonly report: StreamReport }
  | {
    readonly type: "leg.ended";
    readonly leg: string;
    readonly by: EndedBy;
    readonly cause: Cause;
    /** The SIP status that ended it, when one did. */
    readonly status?: number;
    readonly text?: string;
  }
  /** What is said and heard on the leg is written to a file below the data folder; `by` is the extension that asked, if not a rule. */
  | { readonly type: "recording.started"; readonly leg: string; readonly path: string; readonly by?: string }
  | { readonly type: "recording.paused"; readonly leg: string; readonly path: string; readonly by?: string }
  | { readonly type: "recording.resumed"; readonly leg: string; readonly path: string; readonly by?: string }
  /** The file is closed; `failed`: it could not be written to its end. */
  | {
    readonly type: "recording.stopped";
    readonly leg: string;
    readonly path: string;
    readonly why: "ended" | "silence" | "failed";
    readonly durationMs: number;
    readonly bytes: number;
    readonly by?: string;
  }
  /** The box went down while it was written: the file was closed afterwards, or thrown away where nothing was in it. */
  | { readonly type: "recording.adopted"; readonly path: string; readonly durationMs: number; readonly bytes: number }
  | { readonly type: "recording.dropped"; readonly path: string }
  /** The file was thrown away: it was as old as files get, room was wanted, or somebody asked for it (the audit knows who). */
  | { readonly type: "recording.erased"; readonly path: string; readonly why: "age" | "quota" | "asked" }
  /** Of no call: soon the oldest recordings will be thrown away. */
  | { readonly type: "recordings.filling"; readonly usedBytes: number; readonly quotaBytes: number }
  | { readonly type: "bridge.made"; readonly a: string; readonly b: string }
  | { readonly type: "bridge.broken"; readonly a: string; readonly b: string }
  /** The leg hears all others in the room; they hear it unless it is muted. */
  | { readonly type: "room.entered"; readonly leg: string; readonly room: string }
  | { readonly type: "room.left"; readonly leg: string; readonly room: string }
  /** Somebody listens in to the phone of `whom`, on the leg `of` in another call; and who hears him there. */
  | {
    readonly type: "supervision.started";
    readonly leg: string;
    readonly by: Party;
    readonly whom: Party;
    readonly with: Party;
    readonly of: string;
    readonly in: string;
    readonly heardBy: HeardBy;
  }
  /** Somebody listens in to a conference. */
  | {
    readonly type: "supervision.started";
    readonly leg: string;
    readonly by: Party;
    readonly room: string;
    readonly heardBy: HeardBy;
  }
  | { readonly type: "supervision.changed"; readonly leg: string; readonly heardBy: HeardBy }
  | { readonly type: "supervision.ended"; readonly leg: string }
  | {
    readonly type: "transfer.asked";
    readonly leg: string;
    readonly target: string;
    readonly kind: "blind" | "attended";
    /** Whoever asks for it holds the other one in a call of its own, on this leg. */
    readonly held?: { readonly call: string; readonly leg: string };
  }
  | { readonly type: "transfer.done"; readonly leg: string; readonly status: number }
  | { readonly type: "call.ended"; readonly cause: Cause }
  /** Of no call: the box takes calls from now on. */
  | { readonly type: "box.started" }
  /** Of no call: its `call` is empty. Being in a call is left out, for calls are in the record themselves. */
  | {
    readonly type: "presence.changed";
    readonly number: string;
    readonly from: string;
    readonly to: string;
    /** His own word, do not disturb on his line, his phones coming and going, or that nothing was heard of him. */
    readonly by: "own word" | "line" | "phone" | "idleness";
  }
  | QueueFact;

/** One row of the record: written once, never changed. */
export type CallEvent = CallFact & {
  /** The call's id; all that happens to one call carries it, also in the log. Empty for what happens to no call. */
  readonly call: string;
  /** Counts the box's events since it first started, without gaps. */
  readonly sequence: number;
  /** Wall time. */
  readonly at: WallTime;
  /** Monotonic ms since this boot, which orders events when the wall clock jumped. */
  readonly monotonicMs: number;
};
