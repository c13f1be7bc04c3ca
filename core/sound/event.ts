/** A bound pair of ports that the switchboard may give to a leg. */
export interface Lease {
  /** The number that `open` names. */
  readonly lease: number;
  /** 4 or 6: which kind of address the pair listens on. */
  readonly family: 4 | 6;
  readonly rtpPort: number;
  readonly rtcpPort: number;
}

/**
 * So many pairs of each family no ordinary call takes while they are free: two calls for help have them, or one that goes on
 * to three trunks.
 */
export const LEASES_FOR_HELP = 4;

/** What one leg's stream was like, from RTP and both sides' RTCP (RFC 3550 §6.4); MOS by the E-model (ITU-T G.107). */
export interface StreamReport {
  readonly packetsIn: number;
  readonly packetsOut: number;
  /** Octets of RTP payload. */
  readonly octetsIn: number;
  readonly octetsOut: number;
  /** Packets that never came from the peer, by sequence numbers. */
  readonly lostIn: number;
  /** Packets of ours that the peer says he never got; undefined when he sent no report. */
  readonly lostOut?: number;
  /** Interarrival jitter in ms of what came from the peer, mean and worst. */
  readonly jitterMs: number;
  readonly worstJitterMs: number;
  /**
   * Of a leg whose sound was mixed or translated: how long its jitter buffer aimed to hold sound back at the end, how long
   * it did on the whole, and how much sound it had to make up; in ms.
   */
  readonly buffer?: { readonly targetMs: number; readonly meanMs: number; readonly concealedMs: number };
  /** Round trip in ms from his reports; undefined when he sent none. */
  readonly roundTripMs?: number;
  /** 1.0 to 4.5 for what came from the peer. */
  readonly mos: number;
  /**
   * Packets thrown away because their source was not the leg's. Once the source is locked the system drops the others
   * before anybody can count them: 0 does not say that nobody tried.
   */
  readonly strangers: number;
  /** The codec that was seen last: `PCMU`. */
  readonly codec?: string;
}

/** What the engine tells the switchboard. */
export type MediaEvent =
  /** More bound pairs are ready to be given away. */
  | { readonly type: "leased"; readonly leases: readonly Lease[] }
  /** The first packet from the leg's peer. */
  | { readonly type: "heard"; readonly leg: string }
  /**
   * A digit by RFC 4733, or in the sound of a leg without it; once per press, when it ended. The engine has passed it on
   * to whoever hears the leg, but for one that takes digits by SIP INFO; or to nobody, where it was withheld.
   */
  | {
    readonly type: "digit";
    readonly leg: string;
    readonly digit: string;
    readonly durationMs: number;
    readonly isWithheld?: true;
  }
  /** A fax calls (`cng`, T.30) or answers (`ced`) on the leg; from now on it is carried as faxes need it. Told once. */
  | { readonly type: "fax"; readonly leg: string; readonly tone: "cng" | "ced" }
  /** A tap has ended, by command or with its leg: nothing more comes into the ring, and it may be used again. */
  | { readonly type: "untapped"; readonly leg: string; readonly ring: number }
  /**
   * What was played is over, once for every `play`: it came to its end, it was stopped (by command, by another, with its
   * leg), or it could not be played.
   */
  | {
    readonly type: "played";
    readonly leg: string;
    readonly play: number;
    readonly why: "ended" | "stopped" | "failed";
  }
  /**
   * A recording is over and its file is closed, once for every `record`: it was ended (by command, or with its leg), nothing
   * was said for too long, or it could not be written (what was written before is good; there may be no file at all).
   */
  | {
    readonly type: "recorded";
    readonly leg: string;
    readonly recording: number;
    readonly why: "ended" | "silence" | "failed";
    /** How long the file is, without the silence that ended it. */
    readonly durationMs: number;
    /** Its size; 0 where it failed. */
    readonly bytes: number;
  }
  /** What is in a file that was cut off: 0 where there is none, or nothing in it that can be heard. */
  | { readonly type: "adopted"; readonly path: string; readonly durationMs: number; readonly bytes: number }
  /** Nothing was heard for `forMs` on a leg that should speak: neither held nor inactive nor in DTX (RTCP still comes). */
  | { readonly type: "silent"; readonly leg: string; readonly forMs: number }
  /** The leg's streams, when it closes. */
  | { readonly type: "quality"; readonly leg: string; readonly report: StreamReport }
  /** The worker died and all its legs with it; a new one comes and leases anew. */
  | { readonly type: "lost"; readonly text: string };
