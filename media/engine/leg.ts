import type { MediaPlan, PlannedCodec, SrtpKeys } from "../../core/sdp/mod.ts";
import type { DigitTerms, HeardBy } from "../../core/sound/mod.ts";
import { Reception, RtcpView } from "../rtp/mod.ts";
import { OutStream } from "./out_stream.ts";
import type { LegCompanion } from "./companion.ts";
import type { LegCrypto } from "./crypto.ts";
import type { BrowserWays } from "./browser_gate.ts";
import type { DigitHeard } from "./digit_in.ts";
import type { DigitSending } from "./digit_out.ts";
import type { JitterFigures } from "../jitter/mod.ts";
import type { Kept } from "./kept.ts";
import type { Playing } from "./playing.ts";
import type { Speaker } from "./speaker.ts";
import type { TapWriter } from "../tap/mod.ts";
import type { Voice } from "./voice.ts";

/** One for all legs that nobody listens in to. */
const NO_TAPS: readonly TapWriter[] = Object.freeze([]);
const NOBODY: readonly Leg[] = [];

/** What a payload type of the leg's plan carries. */
export type Kind = "sound" | "event" | "noise";

/**
 * One leg: a pair of sockets, what was agreed for it, and both its streams. The fields that every packet touches are
 * whole numbers, booleans and references, or doubles that stay doubles.
 */
export class Leg {
  readonly id: string;
  readonly label: string;
  readonly pair: number;
  readonly rtp: number;
  readonly rtcp: number;

  plan: MediaPlan | undefined;
  digits: DigitTerms = { takesInfo: false, pressesInfo: false };
  /** Who hears this leg and whom it hears: another one, itself (echo), or nobody. */
  partner: Leg | undefined;
  /** The conference it is in; it has no partner then. */
  conference: string | undefined;
  /** Whom it listens in to, and who hears it there; it has no partner then. */
  overhears: { readonly whom: Leg; readonly heardBy: HeardBy } | undefined;
  /** Those who listen in to it; for most legs the same empty list. */
  overheardBy: readonly Leg[] = NOBODY;
  /** The plan lets him speak. */
  hears = false;
  /** The plan lets us speak, and there is somewhere to send. */
  speaks = false;

  /** The payload type that was seen last, and what the plans of both sides make of it; -1 asks to look it up. */
  seenType = -1;
  seenKind: Kind = "sound";
  seenRate = 8000;
  /** Its number on the partner's side; -1 when he has not agreed to the codec. */
  seenAs = -1;
  seenCodec: PlannedCodec | undefined;
  /** Where the leg is on the mixing road; else its packets are passed on as they are. */
  voice: Voice | undefined;
  /** Speaks to him wherever his packets are made here. */
  readonly speaker: Speaker;
  /** He hears nobody, and is sent silence. */
  isLeftAlone = false;
  /** Who listens and treats on the mixing road, whatever room he is in. */
  readonly companion: LegCompanion;
  /** A fax was heard here. */
  isFax = false;
  /** A fax goes there in datagrams, in the place of sound; since when. */
  isT38 = false;
  t38Since = 0.5;
  /** What he heard last on the relay road. */
  readonly kept: Kept;
  /** Of the jitter buffer it had last on the mixing road. */
  buffer: JitterFigures | undefined;
  /** Where what it says and hears goes: to each who listens in. */
  taps: readonly TapWriter[] = NO_TAPS;
  /** What he is played instead of what he would hear. */
  playing: Playing | undefined;
  /** He speaks as his partner cannot hear; until a plan or a partner changes. */
  isUnshared = false;
  /** The last codec that was sound, for the record. */
  codec: string | undefined;

  readonly reception: Reception = new Reception();
  readonly out: OutStream;
  packetsIn = 0;
  octetsIn = 0;
  strangers = 0;
  /** When the last packet came; a fraction from the start, so that the field never changes its form. */
  heardAt = 0.5;
  hasHeard = false;
  /** When he was last seen alive by RTP, RTCP or a change of plan, and whether `silent` must wait for speech. */
  aliveAt = 0.5;
  /** Since when the present plan and partner hold. */
  expectedSince = 0.5;

  readonly source: SourceLock;
  /** Where he is a browser: the ways to him, all by the port that he shares with all others. */
  browser: BrowserWays | undefined;
  /** What his handshake has agreed on. */
  keys: SrtpKeys | undefined;
  /** Where his sound is encrypted. */
  crypto: LegCrypto | undefined;
  readonly rtcpState: RtcpState;
  digitHeard: DigitHeard | undefined;
  /** The digits of its peer that go on to nobody. */
  withheld = "";
  readonly digitsToSend: DigitSending[] = [];

  constructor(
    id: string,
    label: string,
    pair: number,
    { kept, companion, speaker, ...chance }: {
      kept: Kept;
      companion: LegCompanion;
      speaker: (leg: Leg) => Speaker;
      ssrc: number;
      sequence: number;
      timestamp: number;
    },
  ) {
    this.kept = kept;
    this.companion = companion;
    this.id = id;
    this.label = label;
    this.pair = pair;
    this.rtp = 2 * pair;
    this.rtcp = 2 * pair + 1;
    this.out = new OutStream(chance.ssrc, chance.sequence, chance.timestamp);
    this.source = new SourceLock();
    this.rtcpState = new RtcpState();
    this.speaker = speaker(this);
  }
}

/** Whose packets a leg takes, and where its own go: see `source.ts`. */
export class SourceLock {
  /** Where the SDP says he is. */
  described: Int32Array | undefined;
  /** The host his signalling comes from. */
  signalling: Int32Array | undefined;
  /** The trunk said `latch: any`, and nobody was taken yet. */
  anyone = false;
  /** Where we send; once latched, also the only source. */
  target: Int32Array | undefined;
  latched = false;
  /** The system filters for us. */
  filtered = false;
  filteredAt = 0.5;
  /** The system's filter was tried and let nothing through: this leg looks at every source itself. */
  unfiltered = false;
}

/** Both sides' RTCP: see `reports.ts`. */
export class RtcpState {
  readonly view: RtcpView = new RtcpView();
  described: Int32Array | undefined;
  /** Where he really sends from; beats `described` when he is behind NAT. */
  target: Int32Array | undefined;
  dueAt = 0.5;
  heardAt: number = Number.NEGATIVE_INFINITY;
  lastSenderReport = 0;
  senderReportAt = 0.5;
  lostOut: number | undefined;
  /** How many of our packets are lost of late, in percent: from all his reports, the later ones counting more. */
  lossPercent = 0;
  roundTrips = 0;
  roundTripSumMs = 0;
  sentPacketsAtReport = 0;
}

/** Whether the leg's plan lets us speak, and there is somewhere to send. */
export function maySpeak(leg: Leg): boolean {
  return leg.plan !== undefined && leg.plan.t38 === undefined && allowsSpeech(leg.plan) &&
    leg.source.target !== undefined;
}

/** Whether the plan lets us speak. */
export function allowsSpeech({ direction }: MediaPlan): boolean {
  return direction === "sendrecv" || direction === "sendonly";
}

/** Whether the leg's plan lets him speak. */
export function mayHear(leg: Leg): boolean {
  if (leg.plan?.t38 !== undefined) return false;
  const direction = leg.plan?.direction;
  return direction === "sendrecv" || direction === "recvonly";
}
