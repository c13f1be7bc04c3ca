import type { Codec } from "../codec/mod.ts";
import { ahead, sequenceAfter } from "../rtp/mod.ts";
import type { Kernels, Span } from "../wasm/mod.ts";
import { Delays } from "./delays.ts";
import { type JitterFigures, noFigures } from "./figures.ts";
import { Filler } from "./filler.ts";
import type { Packet } from "./packet.ts";
import { Queue } from "./queue.ts";
import { SLOTS, Slots } from "./slots.ts";

export interface JitterOptions {
  /** `adaptive` unless told; `fixed` for fax: the delay never changes, and nothing is stretched. */
  readonly mode?: "adaptive" | "fixed";
  /** The delay of a fixed buffer: 100 unless told. */
  readonly fixedMs?: number;
  /** Bounds of the adaptive delay: 0 and 200 unless told, 480 at most. */
  readonly leastMs?: number;
  readonly mostMs?: number;
}

/** What a frame is made of: packets, a guess in place of lost ones, or silence (comfort noise is silence too). */
export type Taken = "sound" | "concealed" | "silence";

const FIXED_MS = 100;
const MOST_MS = 200;
/** Beyond that the histogram of delays knows nothing. */
const UTMOST_MS = 480;
/** RFC 3551 §4.2 wants 200 ms of a receiver; more than 60 nobody sends. */
const LONGEST_PACKET_FRAMES = 3;
/** No payload is longer than what fits an Ethernet frame. */
const LONGEST_PAYLOAD = 1460;
/** The longest packet of Opus (RFC 6716 §2.1.4). */
const LONGEST_DECODED_MS = 120;
/** So many packets late still belong to the same run (RFC 3550 A.1: MAX_MISORDER). */
const MISORDER = 100;
/** A way that is suddenly longer or shorter by so much is another clock. */
const JUMP_MS = 2000;
/** After so much without a packet the sender is taken to be silent. */
const SILENT_AFTER_MS = 100;
/** By how much more than `mostMs` packets may pile up before some are thrown away. */
const PILE_MS = 100;
/** A take that is later than this says nothing about the beat. */
const LATEST_BEAT_MS = 100;

/**
 * Turns packets that come when they come into one frame of 20 ms on every beat.
 *
 *     put() -> | slots by sequence number | -> decode -> | queue of sound | -> take()
 *                     the next one is not there:  conceal ^
 *
 * Times are counted in samples of the codec's rate, in 32 bits that wrap. A sample's delay is when it is played less its
 * timestamp, less the same of the fastest packet; of it the target wants just enough that 97 of 100 packets are in time.
 */
export class JitterBuffer implements Disposable {
  readonly figures: JitterFigures = noFigures();

  readonly #kernels: Kernels;
  readonly #codec: Codec;
  readonly #isFixed: boolean;
  readonly #least: number;
  readonly #most: number;
  /** Samples in a frame, in a millisecond, and in a unit of RTP's timestamps. */
  readonly #frame: number;
  readonly #perMs: number;
  readonly #perUnit: number;
  readonly #slots: Slots;
  readonly #delays: Delays;
  readonly #queue: Queue;
  readonly #filler: Filler;

  #hasBegun = false;
  /** Whether sound is being played; else silence, until a packet's time has come. */
  #isPlaying = false;
  #hasPlayed = false;
  /** The sequence number whose turn is next, and the newest that waits. */
  #next = 0;
  #newest = 0;
  #newestTime = 0;
  /** A sequence number far from the others; the one after it begins the stream anew. */
  #stray = -1;
  /** A timestamp and its time. */
  #anchorTimestamp = 0;
  #anchorTime = 0;
  /** The time of the first sample behind the queue, and how much was concealed in place of what belongs there. */
  #cursor = 0;
  #owed = 0;
  /** Of the last packet, and the step in which packets' beginnings may lie within a frame. */
  #packetSamples: number;
  #step: number;
  /** The beat, freed of its lateness. */
  #beat = 0;
  #hasBeat = false;
  #made: Taken = "silence";
  /** Frames of sound that were played, for the mean delay. */
  #playedFrames = 0;
  #isOpen = true;

  constructor(kernels: Kernels, codec: Codec, options: JitterOptions = {}) {
    const { mode = "adaptive", fixedMs = FIXED_MS, leastMs = 0, mostMs = MOST_MS } = options;
    for (const [name, ms] of Object.entries({ fixedMs, leastMs, mostMs })) {
      if (!(ms >= 0 && ms <= UTMOST_MS)) {
        throw new RangeError(`Cannot make a jitter buffer with ${name} "${ms}": expected 0 to ${UTMOST_MS}`);
      }
    }
    this.#kernels = kernels;
    this.#codec = codec;
    this.#isFixed = mode === "fixed";
    this.#frame = codec.samplesPerFrame;
    this.#perMs = codec.sampleRate / 1000;
    this.#perUnit = codec.sampleRate / codec.clockRate;
    this.#least = (this.#isFixed ? fixedMs : leastMs) * this.#perMs;
    this.#most = (this.#isFixed ? fixedMs : Math.max(leastMs, mostMs)) * this.#perMs;
    this.#packetSamples = this.#frame;
    this.#step = this.#frame;
    this.#slots = new Slots(kernels, Math.min(LONGEST_PAYLOAD, LONGEST_PACKET_FRAMES * codec.octetsPerFrame));
    this.#delays = new Delays(this.#perMs);
    this.#queue = new Queue(kernels, codec.sampleRate);
    this.#filler = new Filler(kernels, codec);
  }

  /** Takes a packet that came at `nowMs`, whatever a stranger made of it. Its payload is copied. Allocates nothing. */
  put(packet: Packet, nowMs: number): void {
    const { sequence, timestamp, payload, carries = "sound" } = packet;
    const { figures } = this;
    figures.received += 1;
    if (!this.#slots.fits(payload.length) || (payload.length === 0 && carries === "sound")) {
      figures.refused += 1;
      return;
    }
    const now = this.#samplesOf(nowMs);
    if (!this.#hasBegun || this.#isElsewhere(sequence)) {
      if (this.#hasBegun && sequence !== sequenceAfter(this.#stray)) {
        this.#stray = sequence;
        figures.refused += 1;
        return;
      }
      this.#begin(packet, now);
    }
    this.#stray = -1;
    const isLate = ahead(sequence, this.#next) < 0;
    if (carries !== "nothing") this.#arrive(packet, now, isLate);
    if (isLate && this.#hasPlayed) {
      figures.late += 1;
      if (figures.lost > 0) figures.lost -= 1;
    } else if (this.#slots.has(sequence)) {
      figures.duplicated += 1;
    } else {
      const time = this.#timeOf(timestamp);
      if (isLate) this.#next = sequence;
      if (ahead(sequence, this.#newest) >= 0) {
        this.#newest = sequence;
        this.#newestTime = time;
        this.#anchorTime = time;
        this.#anchorTimestamp = timestamp;
      }
      this.#slots.keep(sequence, time, carries, payload);
    }
  }

  /** Fills the frame of this beat: 20 ms at the codec's rate. Allocates nothing. */
  take(out: Readonly<Span>, nowMs: number): Taken {
    this.#keepBeat(this.#samplesOf(nowMs));
    if (this.#isPlaying && this.#isPiledUp) this.#isPlaying = false;
    this.#made = "sound";
    while (this.#queue.length < this.#frame) {
      if (this.#isPlaying) this.#playOn();
      else this.#wait();
    }
    this.#note();
    this.#queue.take(out);
    return this.#made;
  }

  /** Another stream begins (a new SSRC, another codec's turn): nothing is known of it. The figures go on. */
  restart(): void {
    this.#hasBegun = false;
    this.#slots.clear();
    this.#delays.restart();
    this.#queue.clear();
    this.#filler.restart();
    this.#codec.reset();
    this.#isPlaying = false;
    this.#owed = 0;
    this.#stray = -1;
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#slots[Symbol.dispose]();
    this.#queue[Symbol.dispose]();
    this.#filler[Symbol.dispose]();
  }

  /** The delay that is wanted, in samples. */
  get #target(): number {
    if (this.#isFixed) return this.#least;
    return Math.min(this.#most, Math.max(this.#least, this.#delays.target));
  }

  #samplesOf(nowMs: number): number {
    return Math.round(nowMs * this.#perMs) | 0;
  }

  #timeOf(timestamp: number): number {
    return (this.#anchorTime + Math.round(((timestamp - this.#anchorTimestamp) | 0) * this.#perUnit)) | 0;
  }

  /** Whether a sequence number lies beyond all that may still be of this run. */
  #isElsewhere(sequence: number): boolean {
    const step = ahead(sequence, this.#next);
    return step >= SLOTS || step < -MISORDER;
  }

  /** The stream begins at this packet: what waits is forgotten, what was decoded is still played. */
  #begin({ sequence, timestamp }: Packet, now: number): void {
    this.#hasBegun = true;
    this.#hasPlayed = false;
    this.#isPlaying = false;
    this.#slots.clear();
    this.#delays.rebase();
    this.#next = sequence;
    this.#newest = sequence;
    // The first packet's transit is 0, and stays far from where 32 bits wrap.
    this.#anchorTimestamp = timestamp;
    this.#anchorTime = now;
    this.figures.begun += 1;
  }

  /** Learns from when a packet came. */
  #arrive(packet: Packet, now: number, isLate: boolean): void {
    const transit = (now - this.#timeOf(packet.timestamp)) | 0;
    const behind = (transit - this.#delays.fastest) | 0;
    if (!this.#delays.isEmpty && Math.abs(behind) > JUMP_MS * this.#perMs) {
      if (isLate) return;
      this.#begin(packet, now);
    } else if (packet.marker === true && behind > this.#most) {
      // The sender's timestamps stood still while it was silent.
      this.#delays.rebase();
    }
    this.#delays.arrive((now - this.#timeOf(packet.timestamp)) | 0, now);
  }

  /** The beat goes on by a frame; a take that came early or very late sets it anew, others only a little. */
  #keepBeat(now: number): void {
    this.#beat = (this.#beat + this.#frame) | 0;
    const lateness = (now - this.#beat) | 0;
    if (!this.#hasBeat || lateness < 0 || lateness > LATEST_BEAT_MS * this.#perMs) this.#beat = now;
    else if (lateness > 0) this.#beat = (this.#beat + 1 + (lateness >> 6)) | 0;
    this.#hasBeat = true;
  }

  /** Whether much more waits than `mostMs`: nobody took any, or a long stall of the network came at once. */
  get #isPiledUp(): boolean {
    const delay = (this.#beat - this.#cursor - this.#delays.fastest) | 0;
    const waiting = (this.#newestTime - this.#cursor) | 0;
    return this.#slots.waiting > 0 && Math.min(delay - this.#most, waiting) > PILE_MS * this.#perMs;
  }

  /** The sequence number of the first packet that waits; -1 where none does. */
  #firstWaiting(): number {
    if (this.#slots.waiting === 0) return -1;
    for (let step = ahead(this.#newest, this.#next); step >= 0; step--) {
      const sequence = sequenceAfter(this.#newest, -step);
      if (this.#slots.has(sequence)) return sequence;
    }
    return -1;
  }

  /** Goes on to a packet: those before it are lost. */
  #skipTo(sequence: number): void {
    this.figures.lost += ahead(sequence, this.#next);
    this.#next = sequence;
  }

  /** The turn of the packet at `#next` is over. */
  #pass(): void {
    this.#slots.drop(this.#next);
    this.#next = sequenceAfter(this.#next);
    this.#hasPlayed = true;
  }

  /** Silence: a little more of it, or a packet with which sound begins. */
  #wait(): void {
    const first = this.#firstWaiting();
    if (first >= 0 && this.#slots.open(first)) {
      const { carries, payload, time } = this.#slots;
      const delay = (this.#beat - time - this.#delays.fastest) | 0;
      if (carries !== "sound") {
        if (carries === "noise") this.#filler.describe(payload);
        this.#skipTo(first);
        return this.#pass();
      }
      if (delay >= this.#most + 2 * this.#frame && ((this.#newestTime - time) | 0) >= this.#frame) {
        this.figures.dropped += 1;
        this.#skipTo(first);
        return this.#pass();
      }
      if (delay >= this.#target + this.#frame - this.#step) {
        this.#skipTo(first);
        this.#cursor = time;
        this.#owed = 0;
        this.#isPlaying = true;
        return;
      }
    }
    const written = this.#filler.quiet(this.#queue.room(this.#frame), this.#frame - this.#queue.length);
    this.#queue.append(written);
    this.figures.quietMs += written / this.#perMs;
    this.#made = "silence";
  }

  /** The next packet, or what is played in its place. */
  #playOn(): void {
    if (!this.#slots.open(this.#next)) return this.#playWithout();
    const { carries, time } = this.#slots;
    const gap = (time - this.#cursor) | 0;
    if (carries !== "sound" || gap - this.#owed >= this.#frame) {
      // Sequence numbers go on and timestamps jump: the sender was silent.
      this.#isPlaying = false;
      return;
    }
    this.#owed = Math.max(0, this.#owed - Math.max(0, gap));
    this.#decode(time);
  }

  #decode(time: number): void {
    const room = this.#queue.room(LONGEST_DECODED_MS * this.#perMs);
    const samples = this.#codec.decode(this.#slots.payload, room);
    this.#pass();
    if (samples === 0) {
      this.figures.refused += 1;
      return;
    }
    // A fixed delay stays: as much is left out as was concealed in its place.
    const over = this.#isFixed ? Math.min(this.#owed, samples) : 0;
    if (this.#owed > 0) this.figures.late += 1;
    this.#owed = this.#isFixed ? this.#owed - over : 0;
    this.#cursor = (time + samples) | 0;
    if (samples !== this.#packetSamples) {
      this.#packetSamples = samples;
      this.#step = commonDivisor(samples, this.#frame);
    }
    room.length = samples - over;
    if (over > 0) this.#kernels.samples.copyWithin(room.at / 2, room.at / 2 + over, room.at / 2 + samples);
    this.#filler.heard(room);
    this.#queue.append(room.length);
  }

  /** The packet whose turn it is has not come. */
  #playWithout(): void {
    const after = this.#firstWaiting();
    let missing = this.#frame;
    let isNext = false;
    if (after >= 0 && this.#slots.open(after)) {
      missing = (this.#slots.time - this.#cursor - this.#owed) | 0;
      isNext = ahead(after, this.#next) === 1 && missing <= this.#frame && this.#slots.carries === "sound";
      // What has been concealed is as long as what is lost.
      if (missing < this.#perMs) return this.#skipTo(after);
    }
    const room = this.#queue.room(Math.min(this.#frame, missing));
    const written = this.#filler.lost(room, isNext ? this.#slots.payload : undefined);
    this.#queue.append(written);
    this.#owed += written;
    this.figures.concealedMs += written / this.#perMs;
    this.#made = "concealed";
    if (this.#owed >= SILENT_AFTER_MS * this.#perMs) this.#isPlaying = false;
  }

  #note(): void {
    const { figures } = this;
    figures.targetMs = this.#target / this.#perMs;
    if (!this.#isPlaying || this.#owed > 0) return;
    const delay = (this.#beat + this.#queue.length - this.#cursor - this.#delays.fastest) | 0;
    figures.currentMs = Math.max(0, delay) / this.#perMs;
    this.#playedFrames += 1;
    figures.meanMs += (figures.currentMs - figures.meanMs) / this.#playedFrames;
  }
}

function commonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
