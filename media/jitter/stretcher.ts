import type { Kernels } from "../wasm/mod.ts";
import type { Queue } from "./queue.ts";

/** From 400 Hz to 66 Hz; where nobody speaks there is no period, and a little can be cut as well. */
const LEAST_PERIOD_MS = 2.5;
const LEAST_CUT_MS = 0.5;
const MOST_PERIOD_MS = 15;
/** Over so much two stretches are compared. */
const WINDOW_MS = 12;
/** Lags are told apart at 4 kHz first. */
const LAGS_PER_MS = 4;
/** Asks for no likeness: nobody speaks. */
export const ANYTHING = -1;
const [BACK, FORTH] = [-1, 1];

/** Takes a period of the voice out of sound that waits, or puts one in: of all the one that is heard least. */
export class Stretcher {
  readonly #kernels: Kernels;
  readonly #rate: number;
  readonly #leastPeriod: number;
  readonly #leastCut: number;
  readonly #mostPeriod: number;
  readonly #window: number;
  readonly #grain: number;

  constructor(kernels: Kernels, rate: number) {
    this.#kernels = kernels;
    this.#rate = rate;
    this.#grain = rate / 1000 / LAGS_PER_MS;
    this.#leastPeriod = LEAST_PERIOD_MS * rate / 1000;
    this.#leastCut = LEAST_CUT_MS * rate / 1000;
    this.#mostPeriod = MOST_PERIOD_MS * rate / 1000;
    this.#window = WINDOW_MS * rate / 1000;
  }

  /** The least by which sound can become shorter, in samples. */
  least(isQuiet: boolean): number {
    return isQuiet ? this.#leastCut : this.#leastPeriod;
  }

  /** How much must wait so that the longest period can be taken out, and a frame be left. */
  wants(frame: number): number {
    return this.#mostPeriod + Math.max(frame, this.#window, this.#mostPeriod);
  }

  /**
   * Takes out at most `most` samples, where the sound and what follows are at least so alike (-1 to 1); `leave` samples stay.
   * Returns how many were taken out.
   */
  shorten(queue: Queue, most: number, alike: number, leave: number): number {
    const room = Math.min(most, this.#mostPeriod, queue.length - Math.max(leave, this.#window), queue.length >> 1);
    // Some whole number of periods lies in the upper half, if one is there at all.
    const lag = this.#lag(queue.front, room >> 1, room, FORTH, alike);
    if (lag === 0) return 0;
    const further = queue.front + 2 * lag;
    this.#kernels.run.crossfade(queue.front, further, further, lag);
    queue.shorten(lag);
    return lag;
  }

  /** Puts in at most `most` samples between what was played and what waits. Returns how many. */
  lengthen(queue: Queue, most: number, alike: number): number {
    const lag = this.#lag(queue.front, 0, Math.min(most, this.#mostPeriod, queue.length), BACK, alike);
    if (lag === 0) return 0;
    const began = queue.front;
    queue.lengthen(lag);
    // What comes next begins, and goes over into what was played last: the very sound that comes before it.
    this.#kernels.run.crossfade(began, queue.front, queue.front, lag);
    return lag;
  }

  /** The lag of the likest stretch; 0 where there is no room, or none is alike enough. */
  #lag(at: number, from: number, room: number, direction: number, alike: number): number {
    const most = Math.floor(room / this.#grain) * this.#grain;
    const least = Math.max(from, this.least(alike <= ANYTHING));
    if (most < least) return 0;
    const { run } = this.#kernels;
    const lag = run.stretchLag(at, this.#window, least, most, direction, this.#rate);
    return run.stretchLikeness(at, at + 2 * direction * lag, this.#window) >= alike ? lag : 0;
  }
}
