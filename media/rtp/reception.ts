import { ahead } from "./sequence.ts";

/** A jump of this many packets forward means that the sender started again (RFC 3550 A.1: MAX_DROPOUT). */
const DROPOUT = 3000;
/** So many packets late still belong to the same run (RFC 3550 A.1: MAX_MISORDER). */
const MISORDER = 100;
/** Longer gaps say nothing about jitter, and the microsecond clock below wraps after 35 minutes. */
const JITTER_GAP_US = 10_000_000;

/**
 * What is known of one incoming RTP stream: loss by sequence numbers (RFC 3550 A.1, A.3) and interarrival jitter (A.8).
 * Every number is a 32 bit integer, so that counting a packet allocates nothing.
 */
export class Reception {
  /** The SSRC of the stream that is counted now. */
  ssrc = 0;
  /** Packets of this stream. */
  received = 0;
  /** The newest sequence number, without and with the count of wraps above it. */
  newest = 0;
  #cycles = 0;
  #base = 0;
  #lostBefore = 0;
  #expectedAtReport = 0;
  #receivedAtReport = 0;
  #arrivedUs = 0;
  #timestamp = 0;
  #hasTransit = false;
  /** Jitter in timestamp units, times 16, as RFC 3550 A.8 keeps it. */
  #jitter16 = 0;
  #meanUs = 0;
  #worstUs = 0;
  #misordered = 0;

  /** Begins a stream: the first packet, a new SSRC, or a sender that started again. What was lost before stays counted. */
  begin(ssrc: number, sequence: number): void {
    this.#lostBefore = this.lost;
    this.ssrc = ssrc;
    this.received = 0;
    this.newest = sequence;
    this.#base = sequence;
    this.#cycles = 0;
    this.#expectedAtReport = 0;
    this.#receivedAtReport = 0;
    this.#hasTransit = false;
    this.#misordered = 0;
  }

  /** Counts a packet. Returns how far it lies ahead of the newest one before it: 0 or less for a late or repeated one. */
  count(sequence: number): number {
    const step = ahead(sequence, this.newest);
    if (this.received > 0 && (step > DROPOUT || step < -MISORDER)) {
      // A.1: one such packet may be a stray; two in a row are a sender that started again without a new SSRC.
      this.#misordered += 1;
      if (this.#misordered < 2) return 0;
      this.begin(this.ssrc, sequence);
      this.received = 1;
      return 1;
    }
    this.#misordered = 0;
    this.received = (this.received + 1) | 0;
    if (step > 0) {
      if (sequence < this.newest) this.#cycles = (this.#cycles + 0x10000) | 0;
      this.newest = sequence;
    }
    return this.received === 1 ? 1 : step;
  }

  /** Takes the arrival of a packet of sound, for the jitter. `nowUs` wraps at 32 bits; `clockRate` is the timestamp's. */
  arrive(nowUs: number, timestamp: number, clockRate: number): void {
    const gapUs = (nowUs - this.#arrivedUs) | 0;
    const stepped = (timestamp - this.#timestamp) | 0;
    this.#arrivedUs = nowUs;
    this.#timestamp = timestamp;
    if (!this.#hasTransit || gapUs < 0 || gapUs > JITTER_GAP_US) {
      this.#hasTransit = true;
      return;
    }
    const apart = Math.abs((Math.round(gapUs * clockRate / 1_000_000) - stepped) | 0);
    // Ten seconds apart: a jump of the sender's timestamps (a new source behind the same SSRC), not of the network.
    if (apart > 10 * clockRate) return;
    this.#jitter16 = (this.#jitter16 + apart - ((this.#jitter16 + 8) >> 4)) | 0;
    const us = Math.round((this.#jitter16 >> 4) * 1_000_000 / clockRate);
    if (us > this.#worstUs) this.#worstUs = us;
    this.#meanUs = (this.#meanUs + ((us - this.#meanUs) >> 6)) | 0;
  }

  /** The extended highest sequence number, for a report block. */
  get highest(): number {
    return (this.#cycles + this.newest) | 0;
  }

  /** Packets that should have come: of this stream, since it began. */
  get expected(): number {
    return this.received === 0 ? 0 : this.#cycles + this.newest - this.#base + 1;
  }

  /** Packets that never came, of all streams; late and repeated ones may take it below the truth, never below 0. */
  get lost(): number {
    return this.#lostBefore + Math.max(0, this.expected - this.received);
  }

  /** The jitter now, in timestamp units, for a report block. */
  get jitter(): number {
    return this.#jitter16 >> 4;
  }

  /** Smoothed over the last seconds, in ms. */
  get meanJitterMs(): number {
    return this.#meanUs / 1000;
  }

  get worstJitterMs(): number {
    return this.#worstUs / 1000;
  }

  /** The share lost since the last call, in 256ths, for a report block (RFC 3550 A.3). */
  takeFractionLost(): number {
    const expected = this.expected - this.#expectedAtReport;
    const received = this.received - this.#receivedAtReport;
    this.#expectedAtReport = this.expected;
    this.#receivedAtReport = this.received;
    const lost = expected - received;
    return expected <= 0 || lost <= 0 ? 0 : Math.min(255, Math.floor(lost * 256 / expected));
  }

  /** What was lost of the stream that is counted now, for a report block: 24 bits, signed (RFC 3550 §6.4.1). */
  get cumulativeLost(): number {
    return Math.max(-0x800000, Math.min(0x7fffff, this.expected - this.received));
  }
}
