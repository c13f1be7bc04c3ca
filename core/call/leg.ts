import type { Instant } from "../base/mod.ts";
import type { Multicast } from "../directory/mod.ts";
import type { Cause, EndedBy } from "../record/mod.ts";
import type { HeardBy, Language, Playlist, Tone } from "../sound/mod.ts";
import type { Session } from "./session.ts";

/** Names a leg; unique in the life of the box. */
export type LegId = string;

/**
 * One side of a call, as scripts and the record know it. The phone that sits in it may change (attended transfer,
 * pickup): the leg stays, and with it the script's place in the story.
 */
export interface Leg {
  readonly id: LegId;
  readonly call: string;
  readonly since: Instant;
  session: Session;
  /** Who waits for it to be answered, and may be picked up while it rings; undefined for one that called us. */
  readonly placedFor: LegId | undefined;
  /** The leg it hears, by `join`. */
  mate: Leg | undefined;
  /** It was joined with somebody once. */
  hasTalked: boolean;
  /**
   * The room in which it hears all others and they hear it unless it is muted, by `enterRoom`, or as a supervisor, by
   * `overhearRoom`; it has no mate then.
   */
  room: { readonly name: string; readonly muted: boolean; readonly supervises?: true } | undefined;
  /** Whose phone it listens in to, and who hears it there, by `overhear`; it has no mate and no room then. */
  overhears: { readonly whom: Session; readonly heardBy: HeardBy } | undefined;
  /** The media engine's legs by which that room is cast to many listeners, by `cast`; they end when it leaves the room. */
  casts: readonly { readonly id: string; readonly to: Multicast }[];
  /** Hears itself, by `echo`. */
  echoes: boolean;
  /** What it is played, by `play`. */
  playing: { readonly play: number; readonly sound: Tone | Playlist } | undefined;
  /** What is keyed in on it is a secret just now: the record does not say it. */
  isSecret: boolean;
  /** The digits that are pressed on it and go on to nobody, by `withhold`. */
  withheld: string;
  /** In which it is spoken to, where it has chosen. */
  language: Language | undefined;
  /** The number of the recording that is made of it, by `record`. */
  recording: number | undefined;
  /** It waits until whoever had it wait from the desk wants it back: `setAside`. */
  asideFor: LegId | undefined;
  /** Whom it talks with hears nothing of it, by `mute`. */
  isMuted: boolean;
  /** Who asked for this leg's transfer, and waits to be told what became of it (RFC 3515 §2.4.4). */
  transferor: Session | undefined;
}

/** What happens to a leg, as scripts see it. */
export type LegEvent =
  /** `isAssumed`: nobody outside has said so yet, for the world may take its time to. */
  | { readonly type: "ringing"; readonly leg: LegId; readonly isAssumed?: true }
  | { readonly type: "early-media"; readonly leg: LegId }
  | { readonly type: "answered"; readonly leg: LegId }
  /** The phone said no, or could not be reached. The leg is over. */
  | { readonly type: "refused"; readonly leg: LegId; readonly status: number; readonly cause: Cause }
  /** The phone says: try there instead (3xx). The leg is over. */
  | { readonly type: "redirected"; readonly leg: LegId; readonly numbers: readonly string[] }
  /** The leg is over. */
  | { readonly type: "ended"; readonly leg: LegId; readonly by: EndedBy; readonly cause: Cause }
  | { readonly type: "held"; readonly leg: LegId }
  | { readonly type: "resumed"; readonly leg: LegId }
  /** A key was pressed, and has gone on to whoever hears the leg unless it was withheld. */
  | { readonly type: "digit"; readonly leg: LegId; readonly digit: string; readonly isWithheld?: true }
  /** The phone asks that the one it talks to be sent to `target`, a number; `announced`: whoever is there is asked first. */
  | { readonly type: "transfer"; readonly leg: LegId; readonly target: string; readonly announced?: true }
  /**
   * At the desk it was decided what becomes of whom the one on the leg announces: he is put through, taken back, or all three
   * talk.
   */
  | { readonly type: "decided"; readonly leg: LegId; readonly on: "connect" | "take-back" | "merge" }
  /** The phone asks that the one it talks to take its place on another call of its own, on the leg `replaces`. */
  | { readonly type: "transfer-to-call"; readonly leg: LegId; readonly replaces: LegId }
  /** The phone asks that the one it talks to come into another call of its own, on the leg `joins`: all three talk there. */
  | { readonly type: "join-call"; readonly leg: LegId; readonly joins: LegId }
  /**
   * Somebody has come into the call to take this leg over: he picked it up, or got it out of where it was parked. Where it
   * talks he comes as the third.
   */
  | { readonly type: "fetched"; readonly leg: LegId; readonly by: LegId }
  /**
   * Something happened in a place that the leg shares with others: a room, a queue. What is `urgent` cuts short whatever is
   * being said to the leg.
   */
  | {
    readonly type: "news";
    readonly leg: LegId;
    readonly place: string;
    readonly news: unknown;
    readonly urgent: boolean;
  }
  /** What it was played is over by itself. */
  | { readonly type: "played"; readonly leg: LegId }
  /** A recording of it is over, and its file closed. */
  | {
    readonly type: "recorded";
    readonly leg: LegId;
    readonly recording: number;
    readonly why: "ended" | "silence" | "failed";
    readonly durationMs: number;
  }
  /** Nothing was heard for too long. */
  | { readonly type: "silent"; readonly leg: LegId; readonly forMs: number };
