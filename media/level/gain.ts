import type { Kernels, Span } from "../wasm/mod.ts";
import { VoiceFinder } from "./voice.ts";

/** Where a voice shall lie, as the mean of its frames. */
const TARGET_DBOV = -18;
/** The most that is done to anybody. */
const MOST_DB = 12;
const UP_DB_PER_S = 3;
const DOWN_DB_PER_S = 12;
/** The limiter lets nothing beyond -1 dB of the largest sample. */
const LIMIT = 32_768 * 10 ** (-1 / 20);
/** How long the limiter's grip takes to let go. */
const RELEASE_DB_PER_S = 40;
/** How much of a new frame's level enters the voice's. */
const FRESH = 0.06;
const EDGE_MS = 2;
const STEP = 8;

/**
 * Brings the voices of a conference to one loudness: only what is voice is measured, so that noise is never brought up in
 * pauses; a limiter holds what comes suddenly.
 */
export class AutoGain {
  readonly #kernels: Kernels;
  readonly #rate: number;
  readonly #voice: VoiceFinder;
  /** The voice's level in dBov, once it has been heard. */
  #heard: number | undefined;
  #gainDb = 0;
  /** What the limiter takes away, in dB. */
  #gripDb = 0;
  #factor = 1;

  /** @param rate of the sound in Hz */
  constructor(kernels: Kernels, rate: number) {
    this.#kernels = kernels;
    this.#rate = rate;
    this.#voice = new VoiceFinder(kernels, rate);
  }

  /** What is done to the voice now, without the limiter, in dB. */
  get gainDb(): number {
    return this.#gainDb;
  }

  /** Changes a frame (a multiple of 16 samples) in place. */
  level(pcm: Span): void {
    const seconds = pcm.length / this.#rate;
    if (this.#voice.hear(pcm) && this.#voice.level > this.#voice.floor) this.#follow(this.#voice.level, seconds);
    const { run } = this.#kernels;
    const wanted = 10 ** (this.#gainDb / 20) * run.peak(pcm.at, pcm.length);
    const tooMuch = wanted > LIMIT ? 20 * Math.log10(wanted / LIMIT) : 0;
    this.#gripDb = Math.max(tooMuch, this.#gripDb - RELEASE_DB_PER_S * seconds, 0);
    const factor = 10 ** ((this.#gainDb - this.#gripDb) / 20);
    // Down at the frame's edge, since the peak may come soon; up over all of it.
    const edge = factor < this.#factor ? Math.ceil(this.#rate * EDGE_MS / 1000 / STEP) * STEP : pcm.length;
    run.amplify(pcm.at, edge, this.#factor, factor);
    if (edge < pcm.length) run.amplify(pcm.at + 2 * edge, pcm.length - edge, factor, factor);
    this.#factor = factor;
  }

  #follow(level: number, seconds: number): void {
    this.#heard = this.#heard === undefined ? level : this.#heard + FRESH * (level - this.#heard);
    const wanted = Math.max(-MOST_DB, Math.min(MOST_DB, TARGET_DBOV - this.#heard));
    const change = wanted - this.#gainDb;
    this.#gainDb += Math.max(-DOWN_DB_PER_S * seconds, Math.min(UP_DB_PER_S * seconds, change));
  }
}
