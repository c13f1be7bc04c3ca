import type { Kernels, Span } from "../wasm/mod.ts";

/** 0 dBov is the power of the loudest square wave (RFC 3389 §3.1). */
const OVERLOAD = 32_768 * 32_768;
/** Nothing below is a voice, and no floor lies lower. */
const QUIETEST_DBOV = -70;
/** How far above the floor a voice begins. */
const ABOVE_FLOOR_DB = 9;
/** The floor begins with the first frame. How fast it may rise; it falls by half of the way with every frame. */
const FLOOR_RISES_DB_PER_S = 4;
const FLOOR_FALLS_PART = 0.5;
/** A voice that falls silent for less is only between two sounds. */
const HANGOVER_MS = 240;

/** The level of a frame around its mean, in dBov; -127 (the least that RFC 3389 can say) for silence. */
export function levelOf(kernels: Kernels, pcm: Span): number {
  const power = kernels.run.power(pcm.at, pcm.length);
  return power <= 0 ? -127 : Math.max(-127, 10 * Math.log10(power / OVERLOAD));
}

/** Tells voice from noise by its level above a floor that follows the noise. */
export class VoiceFinder {
  readonly #kernels: Kernels;
  readonly #rate: number;
  #floor = QUIETEST_DBOV;
  #level = -127;
  #left = 0;
  #hasHeard = false;

  /** @param rate of the sound in Hz */
  constructor(kernels: Kernels, rate: number) {
    this.#kernels = kernels;
    this.#rate = rate;
  }

  /** The noise's level in dBov. */
  get floor(): number {
    return this.#floor;
  }

  /** The last frame's level in dBov. */
  get level(): number {
    return this.#level;
  }

  /** Hears a frame (a multiple of 8 samples). Returns whether it is voice, or a short hole between two voices. */
  hear(pcm: Span): boolean {
    const ms = 1000 * pcm.length / this.#rate;
    this.#level = levelOf(this.#kernels, pcm);
    const heard = Math.max(this.#level, QUIETEST_DBOV);
    if (!this.#hasHeard) this.#floor = heard;
    this.#hasHeard = true;
    if (heard < this.#floor) this.#floor += FLOOR_FALLS_PART * (heard - this.#floor);
    else this.#floor = Math.min(heard, this.#floor + FLOOR_RISES_DB_PER_S * ms / 1000);
    if (heard >= this.#floor + ABOVE_FLOOR_DB) this.#left = HANGOVER_MS;
    else this.#left = Math.max(0, this.#left - ms);
    return this.#left > 0;
  }
}
