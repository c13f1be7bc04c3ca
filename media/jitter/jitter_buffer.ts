import type { Codec } from "../codec/mod.ts";
import { ahead } from "../rtp/mod.ts";
import type { Kernels, Span } from "../wasm/mod.ts";
import { Arrivals } from "./arrivals.ts";
import { type JitterFigures, noFigures } from "./figures.ts";
import { Filler, type Taken } from "./filler.ts";
import type { Packet } from "./packet.ts";
import { Pace } from "./pace.ts";
import { Queue } from "./queue.ts";

export interface JitterOptions {
  /** `adaptive` unless told; `fixed` for fax: the delay never changes, and nothing is stretched. */
  readonly mode?: "adaptive" | "fixed";
  /** The delay of a fixed buffer: 100 unless told. */
  readonly fixedMs?: number;
  /** Bounds of the adaptive delay: 0 and 200 unless told, 480 at most. */
  readonly leastMs?: number;
  readonly mostMs?: number;
}

const FIXED_MS = 100;
const MOST_MS = 200;
/** Beyond that the histogram of delays knows nothing. */
const UTMOST_MS = 480;
/** The longest packet of Opus (RFC 6716 §2.1.4). */
const LONGEST_DECODED_MS = 120;
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
 *                     the next one is not there:  conceal ^   stretch ^
 *
 * Times are counted in samples of the codec's rate, in 32 bits that wrap. A sample's delay is when it is played less its
 * timestamp, less the same of the fastest packet; of it the target wants just enough that few packets come too late.
 */
export class JitterBuffer implements Disposable {
  readonly figures: JitterFigures = noFigures();

  readonly #kernels: Kernels;
  readonly #codec: Codec;
  #isFixed = false;
  #least: number;
  #most: number;
  /** Samples in a frame, and in a millisecond. */
  readonly #frame: number;
  readonly #perMs: number;
  readonly #arrivals: Arrivals;
  readonly #queue: Queue;
  readonly #filler: Filler;
  readonly #pace: Pace;

  /** Whether sound is being played; else silence, until a packet's time has come. */
  #isPlaying = false;
  /** The time of the first sample behind the queue, and how much was concealed in place of what belongs there. */
  #cursor = 0;
  #owed = 0;
  /** Of the last packet, and the step in which packets' beginnings may lie within a frame. */
  #packetSamples: number;
  #step: number;
  /** The beat, freed of its lateness. */
  #beat = 0;
  #hasBeat = false;
  /** What the last take was told for now, and how much too late that was. */
  #takenAt = 0;
  #lead = 0;
  /** The stream whose packets are played: the how many-th. */
  #begun = 0;
  #made: Taken = "silence";
  /** Frames of sound that were played, for the mean delay. */
  #playedFrames = 0;
  #isOpen = true;

  /** Throws where an option is out of its bounds. */
  constructor(kernels: Kernels, codec: Codec, options: JitterOptions = {}) {
    const { mode = "adaptive", fixedMs = FIXED_MS, leastMs = 0, mostMs = MOST_MS } = options;
    for (const [name, ms] of Object.entries({ fixedMs, leastMs, mostMs })) check(name, ms);
    this.#kernels = kernels;
    this.#codec = codec;
    this.#frame = codec.samplesPerFrame;
    this.#perMs = codec.sampleRate / 1000;
    this.#least = leastMs * this.#perMs;
    this.#most = Math.max(leastMs, mostMs) * this.#perMs;
    this.#packetSamples = this.#frame;
    this.#step = this.#frame;
    this.#arrivals = new Arrivals(kernels, codec, this.#most, this.figures);
    this.#queue = new Queue(kernels, codec.sampleRate);
    this.#filler = new Filler(kernels, codec);
    this.#pace = new Pace(kernels, codec, this.figures);
    if (mode === "fixed") this.fix(fixedMs);
  }

  /** Takes a packet that came at `nowMs`, whatever a stranger made of it. Its payload is copied. Allocates nothing. */
  put(packet: Packet, nowMs: number): void {
    const now = this.#samplesOf(nowMs);
    // Frames may be asked for before the time that is told with them: packets that come in between would be too late.
    const lead = (this.#takenAt - now) | 0;
    if (lead > this.#lead && this.#hasBeat) this.#lead = Math.min(lead, this.#frame);
    this.#arrivals.put(packet, now);
  }

  /**
   * Fills the frame of this beat: 20 ms at the codec's rate. Allocates nothing.
   *
   * @param nowMs by the clock of {@link put}; a beat's own time, up to 20 ms ahead of it, will do as well
   */
  take(out: Readonly<Span>, nowMs: number): Taken {
    this.#takenAt = this.#samplesOf(nowMs);
    this.#keepBeat((this.#takenAt - this.#lead) | 0);
    if (this.#lead > 0) this.#lead -= 1;
    if (this.#begun !== this.figures.begun || (this.#isPlaying && this.#isPiledUp)) this.#isPlaying = false;
    this.#begun = this.figures.begun;
    this.#made = "sound";
    while (this.#queue.length < this.#frame) {
      if (this.#isPlaying) this.#playOn();
      else this.#wait();
    }
    if (this.#isPlaying && this.#owed === 0) this.#keepPace();
    this.figures.targetMs = this.#target / this.#perMs;
    this.#queue.take(out);
    if (!this.#isFixed) this.#pace.hear(out);
    return this.#made;
  }

  /** Whether the delay stays as it is. */
  get isFixed(): boolean {
    return this.#isFixed;
  }

  /** From now on the delay is `fixedMs` and stays so: a fax was heard. There is silence until it is reached. */
  fix(fixedMs: number = FIXED_MS): void {
    check("fixedMs", fixedMs);
    this.#isFixed = true;
    this.#isPlaying = false;
    this.#least = this.#most = this.#arrivals.most = fixedMs * this.#perMs;
  }

  /** Another stream begins (a new SSRC, another codec's turn): nothing is known of it. The figures go on. */
  restart(): void {
    this.#arrivals.restart();
    this.#queue.clear();
    this.#filler.restart();
    this.#codec.reset();
    this.#isPlaying = false;
  }

  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#arrivals[Symbol.dispose]();
    this.#queue[Symbol.dispose]();
    this.#filler[Symbol.dispose]();
  }

  /** The delay that is wanted, in samples. */
  get #target(): number {
    if (this.#isFixed) return this.#least;
    return Math.min(this.#most, Math.max(this.#least, this.#arrivals.delays.target));
  }

  /** Whether much more waits than `mostMs`: nobody took any, or a long stall of the network came at once. */
  get #isPiledUp(): boolean {
    const { slots, newestTime } = this.#arrivals;
    const waiting = (newestTime - this.#cursor) | 0;
    return slots.waiting > 0 && Math.min(this.#delayOf(this.#cursor) - this.#most, waiting) > PILE_MS * this.#perMs;
  }

  /** The delay of a sample if it were played now. */
  #delayOf(time: number): number {
    return (this.#beat - time - this.#arrivals.delays.fastest) | 0;
  }

  #samplesOf(nowMs: number): number {
    return Math.round(nowMs * this.#perMs) | 0;
  }

  /** The beat goes on by a frame; a take that came early or very late sets it anew, others only a little. */
  #keepBeat(now: number): void {
    this.#beat = (this.#beat + this.#frame) | 0;
    const lateness = (now - this.#beat) | 0;
    if (!this.#hasBeat || lateness < 0 || lateness > LATEST_BEAT_MS * this.#perMs) this.#beat = now;
    else if (lateness > 0) this.#beat = (this.#beat + 1 + (lateness >> 6)) | 0;
    this.#hasBeat = true;
  }

  /** Silence: a little more of it, or a packet with which sound begins. */
  #wait(): void {
    const arrivals = this.#arrivals;
    const first = arrivals.first();
    if (first >= 0 && arrivals.slots.open(first)) {
      const { carries, payload, time } = arrivals.slots;
      const delay = this.#delayOf(time);
      const isSound = carries === "sound";
      const isTooMuch = delay >= this.#most + 2 * this.#frame && ((arrivals.newestTime - time) | 0) >= this.#frame;
      if (isSound && !isTooMuch && delay >= this.#target + this.#frame - this.#step) {
        arrivals.skipTo(first);
        this.#cursor = time;
        this.#owed = 0;
        this.#isPlaying = true;
        return;
      }
      if (!isSound || isTooMuch) {
        if (carries === "noise") this.#filler.describe(payload);
        if (isSound) this.figures.dropped += 1;
        arrivals.skipTo(first);
        return arrivals.pass();
      }
    }
    const isWhole = this.#queue.length === 0;
    this.#made = isWhole ? this.#filler.silence : "concealed";
    const written = this.#filler.quiet(this.#queue.room(this.#frame), this.#frame - this.#queue.length);
    this.#queue.append(written);
    this.figures.quietMs += written / this.#perMs;
  }

  /** The next packet, or what is played in its place. */
  #playOn(): void {
    const { slots, next } = this.#arrivals;
    if (!slots.open(next)) return this.#playWithout();
    const gap = (slots.time - this.#cursor) | 0;
    if (slots.carries !== "sound" || gap - this.#owed >= this.#frame) {
      // Sequence numbers go on and timestamps jump: the sender was silent.
      this.#isPlaying = false;
      return;
    }
    this.#owed = Math.max(0, this.#owed - Math.max(0, gap));
    this.#decode();
  }

  /** Decodes the packet that is open. */
  #decode(): void {
    const { payload, time } = this.#arrivals.slots;
    const room = this.#queue.room(LONGEST_DECODED_MS * this.#perMs);
    const samples = this.#codec.decode(payload, room);
    this.#arrivals.pass();
    if (samples === 0) {
      this.figures.refused += 1;
      return;
    }
    if (this.#owed > 0) this.figures.late += 1;
    // A fixed delay stays: as much is left out as was concealed in its place.
    const over = this.#isFixed ? Math.min(this.#owed, samples) : 0;
    this.#owed = this.#isFixed ? this.#owed - over : 0;
    this.#cursor = (time + samples) | 0;
    if (samples !== this.#packetSamples) {
      this.#packetSamples = samples;
      this.#step = commonDivisor(samples, this.#frame);
    }
    room.length = samples - over;
    if (room.length === 0) return;
    if (over > 0) this.#kernels.samples.copyWithin(room.at / 2, room.at / 2 + over, room.at / 2 + samples);
    this.#filler.heard(room);
    this.#queue.append(room.length);
  }

  /** The packet whose turn it is has not come. */
  #playWithout(): void {
    const arrivals = this.#arrivals;
    const after = arrivals.first();
    // Nobody knows how much: of whole packets, one after the other.
    let missing = this.#packetSamples - this.#owed % this.#packetSamples;
    let isNext = false;
    if (after >= 0 && arrivals.slots.open(after)) {
      missing = (arrivals.slots.time - this.#cursor - this.#owed) | 0;
      isNext = ahead(after, arrivals.next) === 1 && missing <= this.#frame && arrivals.slots.carries === "sound";
      // What has been concealed is as long as what is lost.
      if (missing < this.#perMs) return arrivals.skipTo(after);
    }
    const room = this.#queue.room(Math.min(this.#frame, missing));
    const written = this.#filler.lost(room, isNext ? arrivals.slots.payload : undefined);
    this.#queue.append(written);
    this.#owed += written;
    this.figures.concealedMs += written / this.#perMs;
    this.#made = "concealed";
    if (this.#owed >= SILENT_AFTER_MS * this.#perMs) this.#isPlaying = false;
  }

  /** Notes the delay, and makes it what it should be. */
  #keepPace(): void {
    const { figures } = this;
    const delay = this.#delayOf(this.#cursor - this.#queue.length);
    figures.transit = (delay + this.#arrivals.delays.fastest) | 0;
    figures.currentMs = Math.max(0, delay) / this.#perMs;
    this.#playedFrames += 1;
    figures.meanMs += (figures.currentMs - figures.meanMs) / this.#playedFrames;
    if (this.#isFixed) return;
    const wanted = this.#pace.judge(delay - this.#target, this.#queue.length, this.#step);
    if (wanted < 0) this.#decodeAhead(this.#pace.wants);
    if (wanted !== 0) this.#pace.change(this.#queue, wanted);
  }

  /** Decodes what is there already, until so much waits. */
  #decodeAhead(samples: number): void {
    const { slots } = this.#arrivals;
    while (this.#queue.length < samples && slots.open(this.#arrivals.next)) {
      if (slots.carries !== "sound" || slots.time !== this.#cursor) return;
      this.#decode();
    }
  }
}

function check(name: string, ms: number): void {
  if (!(ms >= 0 && ms <= UTMOST_MS)) {
    throw new RangeError(`Cannot make a jitter buffer with ${name} "${ms}": expected 0 to ${UTMOST_MS}`);
  }
}

function commonDivisor(a: number, b: number): number {
  while (b > 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}
