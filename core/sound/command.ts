import type { MediaPlan } from "../sdp/mod.ts";
import type { Playlist, Tone } from "./play.ts";
import type { Treatment } from "./treatment.ts";

/**
 * Whose packets a leg listens to. Everybody else neither hears nor is heard ("RTP bleed"): first come is never enough.
 * A leg always listens to the address in the peer's SDP.
 */
export interface SourceRule {
  /** The IP the peer's signalling comes from: from there any port may speak, for a phone behind NAT. */
  readonly signallingIp?: string;
  /** Only a trunk that says `latch: any`: the first source that speaks is taken, and then locked. */
  readonly any?: boolean;
  /** The plan's address is one at which many listen (RTP multicast): only who pages says so, no SDP may aim at one. */
  readonly multicast?: boolean;
}

/** How a peer deals with digits where its plan has no telephone-event: in its sound, unless it says otherwise. */
export interface DigitTerms {
  /** It takes them by SIP INFO: they are kept out of its sound. */
  readonly takesInfo: boolean;
  /** It presses them by SIP INFO: none are looked for in its sound. */
  readonly pressesInfo: boolean;
}

/** Who hears one who listens in: nobody, the one whom he listens to, or all in that one's call. */
export type HeardBy = "nobody" | "whom" | "all";

/** What the switchboard tells the engine. It is told, never asked; of one turn, these leave before the SIP sends. */
export type MediaCommand =
  /** A leg moves into a leased pair of ports. `label` is the call's id, for the log. */
  | { readonly type: "open"; readonly leg: string; readonly lease: number; readonly label: string }
  /** The same for a browser, which shares its port with all others: who it is tells `apply`, by the terms of its handshake. */
  | { readonly type: "open-browser"; readonly leg: string; readonly label: string }
  /** What offer and answer settled; again after every re-INVITE. Without a treatment his sound stays as it is. */
  | {
    readonly type: "apply";
    readonly leg: string;
    readonly plan: MediaPlan;
    readonly sources: SourceRule;
    readonly digits?: DigitTerms;
    readonly treatment?: Treatment;
    /** No fax is listened for. Without it one is, for a minute of the leg's sound, wherever that is decoded anyway. */
    readonly fax?: "off";
  }
  /** Two legs hear each other. A leg that was connected elsewhere is taken from there first. */
  | { readonly type: "connect"; readonly a: string; readonly b: string }
  /**
   * The leg hears all in the room, and they hear it unless it is muted; again for one that is there to change that. A leg
   * that was connected elsewhere is taken from there first. The first one opens the room, the last one closes it.
   */
  | { readonly type: "join"; readonly leg: string; readonly room: string; readonly muted?: boolean }
  /**
   * From now on, whatever `whom` is connected to, the leg hears what he says and hears, and is heard by nobody, by him alone,
   * or by all whom he hears; again to change that. A leg that was connected elsewhere is taken from there first. It hears
   * nobody once `whom` is closed, or while he is in a room.
   */
  | { readonly type: "overhear"; readonly leg: string; readonly whom: string; readonly heardBy: HeardBy }
  /** The leg hears nobody and nobody hears it; its ports stay. */
  | { readonly type: "disconnect"; readonly leg: string }
  /** The leg hears itself (`*43`). */
  | { readonly type: "echo"; readonly leg: string }
  /**
   * From now on, whatever happens to the leg, what it says and hears goes into a ring of the shared memory (`media/tap`).
   * A leg may be tapped into several rings: each has a reader of its own.
   */
  | { readonly type: "tap"; readonly leg: string; readonly ring: number }
  /** No more. */
  | { readonly type: "untap"; readonly leg: string; readonly ring: number }
  /**
   * From now on, whatever happens to the leg, it is played this instead of what it would hear; it is heard as before. What
   * was played to it before is over; each `play` has a number of its own and ends in one `played`.
   */
  | { readonly type: "play"; readonly leg: string; readonly play: number; readonly sound: Tone | Playlist }
  /** No more. */
  | { readonly type: "stop"; readonly leg: string }
  /**
   * From now on, whatever happens to the leg, what its peer says is written to a new file, on one channel; of a `call` what he
   * says is on the left and what he hears on the right. `path` is below the box's data folder. Each `record` has a number of
   * its own and ends in one `recorded`; a leg may have several at a time.
   */
  | {
    readonly type: "record";
    readonly leg: string;
    readonly recording: number;
    readonly path: string;
    /** `speaker` unless told. */
    readonly of?: "speaker" | "call";
    /** `opus` unless told; `small`: for whoever has little room; `wav`: as it was heard. */
    readonly format?: "opus" | "small" | "wav";
    /** For whoever opens the file: `TITLE`, `DATE` (RFC 7845 §5.2). */
    readonly comments?: Readonly<Record<string, string>>;
    /** It ends by itself when nothing was said for so long. */
    readonly silenceMs?: number;
  }
  /** Nothing is written until it is resumed; the file says nothing of the time between. */
  | { readonly type: "pause-recording"; readonly leg: string; readonly recording: number }
  | { readonly type: "resume-recording"; readonly leg: string; readonly recording: number }
  /** No more. */
  | { readonly type: "end-recording"; readonly leg: string; readonly recording: number }
  /** A file that nobody writes any more, as its recorder is gone: it is closed, and `adopted` tells what is in it. */
  | { readonly type: "adopt"; readonly path: string }
  /**
   * From now on, whatever happens to the leg, these digits of its peer are told but go on to nobody; all others do. A
   * press is withheld or goes on as a whole, as it was when it began; where any are withheld, so is each that begins while
   * whoever hears the leg is being pressed digits, and would be lost. Digits in the sound itself are kept out only where
   * they are looked for, which is where they must be told in another form: who hears sound as it comes hears the keys in
   * it, as they could not be cut out of it without cutting speech.
   */
  | { readonly type: "withhold"; readonly leg: string; readonly digits: string }
  /** Presses a digit towards the leg: by RFC 4733, or in its sound where its plan has no telephone-event. */
  | { readonly type: "digit"; readonly leg: string; readonly digit: string; readonly durationMs: number }
  /** The leg ends: its last `quality` event follows, and its ports rest before they are leased again. */
  | { readonly type: "close"; readonly leg: string };

/** What the recorder is told, and not the engine. */
export type RecordingCommand = Extract<
  MediaCommand,
  { readonly type: "record" | "pause-recording" | "resume-recording" | "end-recording" | "adopt" }
>;
