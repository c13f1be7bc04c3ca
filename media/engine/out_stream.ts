import { ahead, sequenceAfter } from "../rtp/mod.ts";
import type { Ground } from "./ground.ts";
import type { Leg } from "./leg.ts";

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

  /** The next packet begins a run: marker set, numbers continued. */
  follow(pair: number, ssrc: number, sequence: number, timestamp: number, elapsedUnits: number): void {
    this.fromPair = pair;
    this.fromSsrc = ssrc;
    this.fence = sequence;
    this.sequenceShift = (this.sequence + 1 - sequence) & 0xffff;
    this.timestampShift = (this.timestamp + elapsedUnits - timestamp) | 0;
  }

  /** Forgets whom it followed: the next packet, whoever sends it, begins a run. */
  pause(): void {
    this.fromPair = -1;
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
