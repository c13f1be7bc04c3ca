import type { Flow, Instant } from "../base/mod.ts";
import type { Dialog, SessionTimer, TimerWish } from "../dialog/mod.ts";
import type { Cause, Party } from "../record/mod.ts";
import type { IceCredentials, MediaPlan, OfferedCodec, SessionDescription, T38Terms } from "../sdp/mod.ts";
import type { SipRequest } from "../sip/mod.ts";
import type { DigitTerms, Lease } from "../sound/mod.ts";
import type { Leg } from "./leg.ts";
import type { Outside } from "./way.ts";
import type { Placement } from "./place.ts";
import type { Referral } from "./referral.ts";
import type { Tape } from "./tape.ts";

/**
 * A phone's SIP session with the box: one INVITE dialog (RFC 3261 §13) and its media.
 *
 * ```text
 *  in:   offered ── 200 ──> answered ── ACK ──> talking ── BYE ──> ended
 *           └── refusal, CANCEL ───────────────────────────────────┘
 *  out:  calling ── 200 (ACKed at once) ──────> talking ── BYE ──> ended
 *           ├── refusal ───────────────────────────────────────────┤
 *           └── CANCEL ──> leaving ── 487, or 200 + ACK + BYE ──────┘
 * ```
 */
export interface Session {
  /** Also the name of the media engine's leg. */
  readonly id: string;
  readonly direction: "in" | "out";
  readonly party: Party;
  /** As whom he calls, where he was let in as somebody else (DISA). */
  actsFor?: Party;
  readonly sipCallId: string;
  /** Follows the peer's latest request, so that a reconnected phone is answered where it is. */
  flow: Flow;
  /** The leg of a call in which it sits; undefined once it has left. */
  leg: Leg | undefined;
  dialog: Dialog | undefined;
  state: SessionState;
  readonly media: SessionMedia;
  /** What the peer can do, by its latest Allow and Supported. */
  peer: PeerAbilities;
  /** The one offer/answer exchange inside the dialog that may be under way (RFC 3264 §4). */
  change: SessionChange;
  timer: SessionTimer | undefined;
  /** What the peer's 422 taught us to ask for (RFC 4028 §7.3). */
  timerWish?: TimerWish;
  /**
   * It asked for a transfer: by REFER, whose CSeq is `id`, and waits to be told (RFC 3515), or by keys or from the desk, and
   * is `quiet`.
   */
  referral?: Referral | undefined;
  /** Our INVITE that was answered: its 2xx may come again, or from another phone behind a proxy. */
  sent?: { readonly key: string; readonly invite: SipRequest };
  /** A call to a number outside, by the way that it takes now. */
  readonly outside?: Outside;
  /** As what it was asked for, to be asked for again along another way. */
  readonly placement?: Placement;
  /** The recording of its call, where that is made of this session. */
  tape?: Tape | undefined;
  /** The extension that asked for the recording of its call, and has not taken it back: it holds with whomever it talks. */
  tapedFor?: string | undefined;
  /** How often in a row a trunk has asked us for credentials. */
  challenges?: number;
  /** Digits that we sent by SIP INFO and that nobody has answered yet, by the INFO's transaction. */
  pressed?: Map<string, Pressed>;
  /** Digits of ours that go by SIP INFO when those before them are answered: two at once may overtake each other. */
  toPress?: Pressed[];
}

export type SessionState =
  | {
    readonly at: "offered";
    /** The INVITE's server transaction. */
    readonly key: string;
    readonly invite: SipRequest;
    readonly localTag: string;
    /** What the INVITE offers; undefined when it leaves the offer to us. */
    readonly offer: SessionDescription | undefined;
    /** The last status below 200 that the caller got. */
    shown: number;
    /** The last reliable provisional (RFC 3262 §3), and whether it told our answer. */
    reliable: { readonly rseq: number; readonly confirmed: boolean; readonly described: boolean } | undefined;
    /** What the PRACK of the last reliable provisional is awaited with: our early answer, or the 200 itself. */
    waiting: "nothing" | "early" | "answer";
  }
  | {
    readonly at: "answered";
    readonly key: string;
    readonly inviteCseq: number;
    /** The reliable provisional that the 2xx overtook: its PRACK is still on the way. */
    readonly overtook: { readonly rseq: number; readonly cseq: number } | undefined;
    /** Our offer in the 2xx of an INVITE without one; its answer comes with the ACK. */
    readonly offer: SessionDescription | undefined;
    /** Hung up before the ACK: BYE must wait for it (RFC 3261 §15). */
    leaveFor: Cause | undefined;
  }
  | {
    readonly at: "calling";
    /** The INVITE's client transaction. */
    readonly key: string;
    readonly invite: SipRequest;
    readonly offer: SessionDescription;
    /** When the INVITE left. */
    readonly askedAt: Instant;
    /** The highest status below 200 that the phone sent to it. */
    heard: number;
    /** When it last said anything to it, and how often the INVITE went again since, for a sign of life. */
    heardAt: Instant;
    repeats: number;
    /** Early dialogs of other phones behind the same contact, by tag: a proxy there forked our INVITE. */
    readonly aside: Map<string, Dialog>;
    /** The tag of the phone whose reliable provisional answered our offer: its 2xx says nothing new (RFC 3262 §5). */
    answeredBy?: string | undefined;
  }
  | { readonly at: "leaving"; readonly key: string; readonly invite: SipRequest; readonly cause: Cause }
  | { readonly at: "talking"; readonly since: number }
  | { readonly at: "ended" };

/** We call, and there is no answer yet. */
export type Calling = Extract<SessionState, { at: "calling" }>;

/** A digit, and how long it was held. */
export interface Pressed {
  readonly digit: string;
  readonly durationMs: number;
}

export interface SessionMedia {
  readonly lease: Pick<Lease, "rtpPort" | "rtcpPort">;
  /** Whether the media engine has it; no more when the leg is over, or its worker died. */
  isOpen: boolean;
  /** Our `o=` line: one id a session, a version a change (RFC 8866 §5.2). */
  readonly sdpId: string;
  version: number;
  /** What was last settled. */
  plan: MediaPlan | undefined;
  /** Everything the peer ever said it can hear, in its order: what a change of codec may offer it. */
  theirCodecs: readonly OfferedCodec[];
  /** Our last description, as offered or answered: sent again by a refresh. */
  ours: SessionDescription | undefined;
  /** The peer has put us on hold. */
  held: boolean;
  /** A fax was heard in its call, and its sound was seen to. */
  hasFax: boolean;
  /** The peer has refused plain sound. */
  wantsEncryption: boolean;
  /** Ours, where the peer is a browser: its sound goes to the one port that all browsers share. */
  ice?: IceCredentials;
  /** How the peer deals with digits, as the media engine was told. */
  digits: DigitTerms;
  /** The peer has refused a digit by SIP INFO. */
  refusesInfo: boolean;
  /** The peer presses digits by RFC 4733: what it sends by SIP INFO besides says the same again. */
  pressesEvents: boolean;
  /** The last digit that the peer pressed by SIP INFO. */
  lastByInfo: { readonly digit: string; readonly at: Instant } | undefined;
}

export interface PeerAbilities {
  readonly allows: ReadonlySet<string>;
  /** The option tags of its Supported and Require. */
  readonly supports: ReadonlySet<string>;
  /** The event packages that it takes unasked (RFC 6665 §8.2.2). */
  readonly events: ReadonlySet<string>;
  readonly userAgent?: string;
}

export type SessionChange =
  | { readonly at: "none" }
  /** Their re-INVITE or UPDATE waits for the mate's answer. */
  | {
    readonly at: "theirs";
    readonly key: string;
    readonly request: SipRequest;
    readonly offer: SessionDescription;
    /** What the mate said to it, where it is to be said again. */
    readonly refusal?: number;
  }
  /** Our 2xx to their re-INVITE waits for its ACK, with an answer when the 2xx carried our offer. */
  | {
    readonly at: "unconfirmed";
    readonly key: string;
    readonly cseq: number;
    readonly offer: SessionDescription | undefined;
  }
  /** Our re-INVITE or UPDATE waits for its final response. */
  | {
    readonly at: "ours";
    readonly key: string;
    readonly request: SipRequest;
    readonly why: ChangeReason;
    /** Our description before it, which stands if the peer refuses (RFC 3264 §4). */
    readonly before: SessionDescription | undefined;
  }
  /** Both changed at once (491): ours waits for its turn (RFC 3261 §14.1). */
  | { readonly at: "glare"; readonly why: ChangeReason };

export type ChangeReason =
  /** The session timer asks for it; nothing changes. */
  | { readonly for: "refresh" }
  /** The mate can hear only these; `isLast` when he was asked to change himself, and would not. */
  | { readonly for: "codecs"; readonly codecs: readonly OfferedCodec[]; readonly isLast: boolean }
  /** The mate has asked for fax over T.38, in these terms. */
  | { readonly for: "t38"; readonly terms: T38Terms };
