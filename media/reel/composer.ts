import type { Kernels, Span } from "../wasm/mod.ts";
import { type Note, QUAVER_MS, SCORE } from "./score.ts";
import { PLAY_RATE, type Sound } from "./sound.ts";

const QUAVER_SAMPLES = PLAY_RATE * QUAVER_MS / 1000;

/** What a struck tone is made of: multiples of its frequency, each with its part and how long it rings at 262 Hz. */
const PARTIALS: readonly (readonly [times: number, part: number, seconds: number])[] = [
  [1, 1, 1],
  [2, 0.22, 0.55],
  [3, 0.06, 0.3],
];
const RING_HZ = 262;
/** A tone rises within this: softly, as if struck with felt. */
const RISE_SECONDS = 0.012;
/** Brings the whole to 25 dB below full scale. */
const LOUDNESS = 3400;
/** Below this a tine is silent. */
const SILENT = 0.25;

/** A sine that dies away: `y(n) = turn y(n-1) - decay y(n-2)`. */
interface Tine {
  readonly turn: number;
  readonly decay: number;
  last: number;
  before: number;
  /** Samples until it is silent. */
  left: number;
}

/** Plays the music on hold, from its beginning, for ever: the last notes ring on into the first. */
export class Composer implements Sound {
  readonly #kernels: Kernels;
  readonly #mixed: Float64Array = new Float64Array(PLAY_RATE / 10);
  #tines: Tine[] = [];
  #quaver = 0;
  /** Samples until the next quaver. */
  #left = 0;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
  }

  next(out: Span): number {
    for (let done = 0; done < out.length;) {
      if (this.#left === 0) this.#strike();
      const count = Math.min(out.length - done, this.#left, this.#mixed.length);
      this.#play((out.at >> 1) + done, count);
      this.#left -= count;
      done += count;
    }
    return out.length;
  }

  [Symbol.dispose](): void {
    this.#tines = [];
  }

  #strike(): void {
    this.#tines = this.#tines.filter(({ left }) => left > 0);
    this.#tines.push(...SCORE[this.#quaver]!.flatMap(tinesOf));
    this.#quaver = (this.#quaver + 1) % SCORE.length;
    this.#left = QUAVER_SAMPLES;
  }

  #play(at: number, count: number): void {
    this.#mixed.fill(0, 0, count);
    for (const tine of this.#tines) swing(tine, this.#mixed, count);
    for (let nth = 0; nth < count; nth++) this.#kernels.samples[at + nth] = Math.round(this.#mixed[nth]!);
  }
}

/** Each partial twice: one that rings, and its opposite that dies at once, so that the tone rises from nothing. */
function tinesOf({ hz, strength }: Note): Tine[] {
  return PARTIALS.flatMap(([times, part, seconds]) => {
    const loudness = LOUDNESS * strength * part;
    const ringing = seconds * Math.sqrt(RING_HZ / hz);
    return [tineOf(times * hz, loudness, ringing), tineOf(times * hz, -loudness, RISE_SECONDS)];
  });
}

/** A tine that is about to begin, at its rising zero. */
function tineOf(hz: number, loudness: number, seconds: number): Tine {
  const angle = 2 * Math.PI * hz / PLAY_RATE;
  const shrink = Math.exp(-1 / (seconds * PLAY_RATE));
  return {
    turn: 2 * shrink * Math.cos(angle),
    decay: shrink * shrink,
    last: -loudness * Math.sin(angle) / shrink,
    before: -loudness * Math.sin(2 * angle) / (shrink * shrink),
    left: Math.ceil(seconds * PLAY_RATE * Math.log(Math.abs(loudness) / SILENT)),
  };
}

function swing(tine: Tine, mixed: Float64Array, count: number): void {
  const { turn, decay } = tine;
  let { last, before } = tine;
  const length = Math.min(count, tine.left);
  for (let nth = 0; nth < length; nth++) {
    const now = turn * last - decay * before;
    mixed[nth]! += now;
    before = last;
    last = now;
  }
  tine.last = last;
  tine.before = before;
  tine.left -= length;
}
