import { ahead, sequenceAfter } from "../rtp/mod.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";

/** {@link OutStream.fromPair} of a stream that we make ourselves. */
const OURS = -2;
/** A frame's time of the beat goes on by 20 ms; one that comes after more was not the next. */
const NEXT_WITHIN_MS = 30;
/** Nobody takes so short a pause for one: two frames, and what their beats are off. */
const PAUSE_MS = 50;

/** When it is: as a whole, since a number with a fraction that is handed over is one that is allocated. */
type Moment = Pick<Ground, "now" | "frameAt">;

/**
 * The one stream a leg hears from us. Whoever speaks to it, its SSRC stays, and sequence numbers and timestamps run on
 * (RFC 3550 §5.1), so that a transfer sounds like a pause and not like a stranger.
 */
export class OutStream {
  readonly ssrc: number;
  /** The newest packet sent. */
  sequence: number;
  timestamp: number;
  sentAt = 0.5;
  packets = 0;
  octets = 0;
  /** Silence was left unsent or described: the next packet begins a talk spurt (RFC 3551 §4.1). */
  isResting = false;
  /** The moment of the frame that we made last. */
  #madeAt = 0.5;
  /** What is added to the source's numbers. */
  sequenceShift = 0;
  timestampShift = 0;
  /** The source's sequence number before which nothing may be sent any more: those numbers are used up. */
  fence = 0;
  /** Whose stream it follows: the pair and SSRC; a change of either means to follow anew. */
  fromPair = -1;
  fromSsrc = 0;

  constructor(ssrc: number, sequence: number, timestamp: number) {
    this.ssrc = ssrc;
    this.sequence = sequence;
    this.timestamp = timestamp;
  }

  /** Whether he was last spoken to by us. */
  get isOurs(): boolean {
    return this.fromPair === OURS;
  }

  /** Whether the frame in hand is the next one of a stream that we make. */
  isNext({ frameAt }: Moment): boolean {
    return this.fromPair === OURS && frameAt - this.#madeAt < NEXT_WITHIN_MS;
  }

  /** The frame in hand is ours, said or left unsaid: so many timestamp units behind the last packet. */
  make({ now, frameAt }: Moment, units: number): void {
    this.timestamp = (this.timestamp + units) | 0;
    this.sentAt = now;
    this.#madeAt = frameAt;
    this.fromPair = OURS;
  }

  /** Whether the hearer has heard a pause: he may take the next packet at a new pace, if it is marked. */
  hasPaused({ now }: Moment): boolean {
    return this.packets === 0 || this.isResting || now - this.sentAt > PAUSE_MS;
  }

  /** Whether a packet of another stream goes on where we stop: without a pause it is none that begins anything. */
  joins(moment: Moment): boolean {
    return this.fromPair === OURS && !this.hasPaused(moment);
  }

  /** The next packet begins a run: numbers continued. */
  follow(pair: number, ssrc: number, sequence: number, timestamp: number, elapsedUnits: number): void {
    this.fromPair = pair;
    this.fromSsrc = ssrc;
    this.isResting = false;
    this.fence = sequence;
    this.sequenceShift = (this.sequence + 1 - sequence) & 0xffff;
    this.timestampShift = (this.timestamp + elapsedUnits - timestamp) | 0;
  }

  /** Forgets whom it followed: the next packet, whoever sends it, begins a run. */
  pause(): void {
    this.fromPair = -1;
  }

  /** Another may speak to it from now on; what we make ourselves goes on. */
  turn(): void {
    if (this.fromPair !== OURS) this.pause();
  }

  /** A packet of the followed source is left out on purpose: the hearer shall not take it for lost. */
  leaveOut(pair: number, ssrc: number, sequence: number): void {
    if (this.fromPair !== pair || this.fromSsrc !== ssrc || ahead(sequence, this.fence) < 0) return;
    this.fence = sequenceAfter(sequence);
    this.sequenceShift = (this.sequenceShift - 1) & 0xffff;
  }
}

/** How many timestamp units have passed since the leg was last sent anything: at least one packet's worth. */
export function elapsedUnits(ground: Ground, to: Leg, clockRate: number): number {
  const ptimeMs = to.plan?.ptimeMs ?? 20;
  if (to.out.packets === 0) return Math.round(ptimeMs * clockRate / 1000);
  return Math.round(Math.max(ptimeMs, ground.now - to.out.sentAt) * clockRate / 1000);
}
