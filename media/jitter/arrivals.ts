import type { Codec } from "../codec/mod.ts";
import { ahead, sequenceAfter } from "../rtp/mod.ts";
import type { Kernels } from "../wasm/mod.ts";
import { Delays } from "./delays.ts";
import type { JitterFigures } from "./figures.ts";
import type { Packet } from "./packet.ts";
import { SLOTS, Slots } from "./slots.ts";

/** RFC 3551 §4.2 wants 200 ms of a receiver; more than 60 nobody sends. */
const LONGEST_PACKET_FRAMES = 3;
/** No payload is longer than what fits an Ethernet frame. */
const LONGEST_PAYLOAD = 1460;
/** So many packets late still belong to the same run (RFC 3550 A.1: MAX_MISORDER). */
const MISORDER = 100;
/** A way that is suddenly longer or shorter by so much is another clock. */
const JUMP_MS = 2000;

/**
 * The packets of one stream as they come: put into order, given a time of our own, and counted. Times are in samples of
 * the codec's rate, in 32 bits that wrap.
 */
export class Arrivals implements Disposable {
  readonly slots: Slots;
  readonly delays: Delays;
  /** The sequence number whose turn is next. */
  next = 0;
  /** The time of the newest packet. */
  newestTime = 0;
  /** The longest delay that is wanted, in samples. */
  most: number;

  readonly #figures: JitterFigures;
  readonly #perMs: number;
  /** Samples in a unit of RTP's timestamps. */
  readonly #perUnit: number;
  #newest = 0;
  #hasBegun = false;
  #hasPassed = false;
  /** A sequence number far from the others; the one after it begins the stream anew. */
  #stray = -1;
  /** A timestamp and its time. */
  #anchorTimestamp = 0;
  #anchorTime = 0;

  constructor(kernels: Kernels, codec: Codec, most: number, figures: JitterFigures) {
    this.#figures = figures;
    this.most = most;
    this.#perMs = codec.sampleRate / 1000;
    this.#perUnit = codec.sampleRate / codec.clockRate;
    this.slots = new Slots(kernels, Math.min(LONGEST_PAYLOAD, LONGEST_PACKET_FRAMES * codec.octetsPerFrame));
    this.delays = new Delays(this.#perMs);
  }

  /** Takes a packet that came at `now`. */
  put(packet: Packet, now: number): void {
    const { sequence, timestamp, payload, carries = "sound" } = packet;
    const figures = this.#figures;
    figures.received += 1;
    if (!this.slots.fits(payload.length) || (payload.length === 0 && carries === "sound")) {
      figures.refused += 1;
      return;
    }
    if (!this.#hasBegun || this.#isElsewhere(sequence)) {
      if (this.#hasBegun && sequence !== sequenceAfter(this.#stray)) {
        this.#stray = sequence;
        figures.refused += 1;
        return;
      }
      this.#begin(packet, now);
    }
    this.#stray = -1;
    const isLate = ahead(sequence, this.next) < 0;
    if (carries !== "nothing") this.#learn(packet, now, isLate);
    if (this.slots.has(sequence) || this.slots.had(sequence)) {
      figures.duplicated += 1;
    } else if (isLate && this.#hasPassed) {
      figures.late += 1;
      if (figures.lost > 0) figures.lost -= 1;
    } else {
      const time = this.#timeOf(timestamp);
      if (isLate) this.next = sequence;
      if (ahead(sequence, this.#newest) >= 0) {
        this.#newest = sequence;
        this.newestTime = time;
        this.#anchorTime = time;
        this.#anchorTimestamp = timestamp;
      }
      this.slots.keep(sequence, time, carries, payload);
    }
  }

  /** The sequence number of the first packet that waits; -1 where none does. */
  first(): number {
    if (this.slots.waiting === 0) return -1;
    for (let step = ahead(this.#newest, this.next); step >= 0; step--) {
      const sequence = sequenceAfter(this.#newest, -step);
      if (this.slots.has(sequence)) return sequence;
    }
    return -1;
  }

  /** Goes on to a packet: those before it are lost. */
  skipTo(sequence: number): void {
    this.#figures.lost += ahead(sequence, this.next);
    this.next = sequence;
  }

  /** The turn of the packet at `next` is over. */
  pass(): void {
    this.slots.drop(this.next);
    this.next = sequenceAfter(this.next);
    this.#hasPassed = true;
  }

  /** Another stream begins. */
  restart(): void {
    this.#hasBegun = false;
    this.#stray = -1;
    this.slots.clear();
    this.delays.restart();
  }

  [Symbol.dispose](): void {
    this.slots[Symbol.dispose]();
  }

  #timeOf(timestamp: number): number {
    return (this.#anchorTime + Math.round(((timestamp - this.#anchorTimestamp) | 0) * this.#perUnit)) | 0;
  }

  /** Whether a sequence number lies beyond all that may still be of this run. */
  #isElsewhere(sequence: number): boolean {
    const step = ahead(sequence, this.next);
    return step >= SLOTS || step < -MISORDER;
  }

  /** The stream begins at this packet: what waits is forgotten. */
  #begin({ sequence, timestamp }: Packet, now: number): void {
    this.#hasBegun = true;
    this.#hasPassed = false;
    this.slots.clear();
    this.delays.rebase();
    this.next = sequence;
    this.#newest = sequence;
    // The first packet's transit is 0, far from where 32 bits wrap.
    this.#anchorTimestamp = timestamp;
    this.#anchorTime = now;
    this.#figures.begun += 1;
  }

  /** Learns from when a packet came. */
  #learn(packet: Packet, now: number, isLate: boolean): void {
    const behind = (now - this.#timeOf(packet.timestamp) - this.delays.fastest) | 0;
    if (!this.delays.isEmpty && Math.abs(behind) > JUMP_MS * this.#perMs) {
      if (isLate) return;
      this.#begin(packet, now);
    } else if (packet.marker === true && behind > this.most) {
      // The sender's timestamps stood still while it was silent.
      this.delays.rebase();
    }
    this.delays.arrive((now - this.#timeOf(packet.timestamp)) | 0, now);
  }
}
