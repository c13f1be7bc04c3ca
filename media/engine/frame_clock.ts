import { FIGURE } from "../plane/mod.ts";
import type { Ground } from "./ground.ts";

/** Of all that is made here: one beat for all rooms and for those who hear nothing. */
export const FRAME_MS = 20;
/** Behind by more, what was missed is missed: a burst of late frames helps nobody. */
const MOST_BEHIND = 5;
/** A beat later than this is heard. */
const LATE_MS = 10;

/** The frames' own clock: it starts with the first beat that is wanted, keeps to the timer's, and never drifts. */
export class FrameClock {
  readonly #ground: Ground;
  #startedAt = Number.NaN;
  #frames = 0;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Nobody wants a frame. */
  stop(): void {
    this.#startedAt = Number.NaN;
    this.#frames = 0;
  }

  /** How many frames' time has come. A little early rather than a whole frame late. */
  due(): number {
    const { now } = this.#ground;
    if (Number.isNaN(this.#startedAt)) this.#startedAt = now - FRAME_MS;
    const due = Math.floor((now - this.#startedAt) / FRAME_MS + 0.5);
    if (due - this.#frames > MOST_BEHIND) this.#frames = due - 1;
    const early = this.#startedAt + (this.#frames + 1) * FRAME_MS - now;
    // The timer was late when the clock started: had its lateness stayed in the clock, all sound would wait for it.
    if (due > this.#frames && early > 0) this.#startedAt -= early;
    return due - this.#frames;
  }

  /** The next frame is in hand. */
  turn(): void {
    const { figures, now } = this.#ground;
    this.#frames += 1;
    this.#ground.frameAt = this.#startedAt + this.#frames * FRAME_MS;
    figures[FIGURE.beats]! += 1;
    if (now - this.#ground.frameAt > LATE_MS) figures[FIGURE.beatsLate]! += 1;
  }
}
