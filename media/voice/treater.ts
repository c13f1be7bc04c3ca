import type { Treatment } from "../../core/sound/mod.ts";
import { DelayFinder, EchoCanceller, NoiseSuppressor, Rnnoise, type RnnoiseLibrary } from "../echo/mod.ts";
import type { JitterFigures, Taken } from "../jitter/mod.ts";
import { AutoGain } from "../level/mod.ts";
import type { Rate, Resamplers } from "../resample/mod.ts";
import type { Kernels, Span } from "../wasm/mod.ts";
import { Reference } from "./reference.ts";

/** The rates at which sound can be treated, in Hz. */
export type TreatedRate = 8000 | 16_000;

/** What a treater works with: one of each to a media worker. */
export interface TreaterParts {
  readonly kernels: Kernels;
  readonly resamplers: Resamplers;
  /** RNNoise, brought to life when it is first asked for. */
  rnnoise(): RnnoiseLibrary;
}

/**
 * How much of the echo's path is looked at: what swings on in the other side's line or room, and what its jitter buffer
 * changes. A longer one would be surer to hold the echo, and harder on who speaks into it.
 */
const TAIL_MS = 128;
/** An echo that comes so early or so late in it is looked for elsewhere, so that it comes this late in it. */
const EARLIEST_MS = 8;
const LATEST_MS = 80;
const WISHED_MS = 32;
/**
 * After a jump of the delay the canceller learns nothing until the seam has passed all of its tail: it would take it for
 * another path. A guess in place of a lost packet is no echo at all.
 */
const HOLD_AFTER_JUMP_MS = 160;
const HOLD_AFTER_GUESS_MS = 40;
/** A jump is more than clocks that run apart. */
const JUMP_SAMPLES = 2;
/** So far what is known of the delay may be from what the jitter buffer counts, whose fastest packet wavers. */
const UNSURE_MS = 20;
/** Beyond it, a sample in so many frames: a clock that is off by 100 millionths is 0.8 samples a second off. */
const FRAMES_PER_STEP = 50;

/**
 * Treats what one leg's peer says, for as long as the leg lives: whatever room it is in, its echo comes back by the same
 * path. First the echo is taken out of it, then noise, then it is made as loud as others.
 */
export class Treater implements Disposable {
  readonly rate: TreatedRate;
  readonly #echo: {
    readonly canceller: EchoCanceller;
    readonly said: Reference;
    readonly delay: DelayFinder;
  } | undefined;
  readonly #noise: NoiseSuppressor | Rnnoise | undefined;
  readonly #gain: AutoGain | undefined;
  /** How long what is taken has waited, in samples: its transit less what that was without waiting, in this stream. */
  #waited = 0;
  #base = 0;
  #jitter: JitterFigures | undefined;
  #begun = 0;
  #frames = 0;
  /** Where the echo is looked for, behind what the jitter buffer takes: the way there and back. */
  #lookFromMs = 0;

  /** @param rate of what the peer says, in Hz */
  constructor(parts: TreaterParts, treatment: Treatment, rate: TreatedRate) {
    const { kernels, resamplers } = parts;
    const { echo, noise, gain } = treatment;
    this.rate = rate;
    if (echo === "on") {
      // Steady noise is suppressed in the same transform as what cancelling leaves.
      const canceller = new EchoCanceller(kernels, { rate, tailMs: TAIL_MS, noise: noise === "usual" });
      this.#echo = { canceller, said: new Reference(parts, rate), delay: new DelayFinder(kernels, rate) };
    }
    if (noise === "rnnoise") this.#noise = new Rnnoise(kernels, parts.rnnoise(), resamplers, rate);
    else if (noise === "usual" && echo === "off") this.#noise = new NoiseSuppressor(kernels, rate);
    if (gain === "on") this.#gain = new AutoGain(kernels, rate);
  }

  /** Treats a frame in place. Allocates nothing. */
  treat(frame: Span, taken: Taken, jitter: JitterFigures): void {
    this.#cancelEcho(frame, taken, jitter);
    if (taken === "silence") return;
    this.#noise?.suppress(frame);
    this.#gain?.level(frame);
  }

  /** What is said to the peer in this beat, behind {@link treat}. */
  said(frame: Span, rate: Rate): void {
    this.#echo?.said.keep(frame, rate);
  }

  #cancelEcho(frame: Span, taken: Taken, jitter: JitterFigures): void {
    if (this.#echo === undefined) return;
    const { canceller, said, delay } = this.#echo;
    const before = this.#waited;
    if (taken === "sound") this.#keepTime(jitter);
    if (Math.abs(this.#waited - before) >= JUMP_SAMPLES) canceller.hold(HOLD_AFTER_JUMP_MS);
    if (taken === "concealed") canceller.hold(HOLD_AFTER_GUESS_MS);
    said.turn();
    delay.hear(taken === "sound" ? frame : undefined, said.read(this.#waited));
    this.#look(delay.foundMs);
    const far = said.read(this.#waited + this.#lookFromMs * this.rate / 1000);
    if (taken === "sound" || taken === "concealed") canceller.cancel(frame, far, frame);
    else canceller.pass(frame, far);
  }

  /**
   * Knows how long the sound in hand has waited in the jitter buffer. The reference is read as far behind, so that a buffer
   * that changes its delay changes nothing about the path: one that jumps must be learnt anew.
   */
  #keepTime(jitter: JitterFigures): void {
    const { transit, currentMs, begun } = jitter;
    const current = Math.round(currentMs * this.rate / 1000);
    if (jitter !== this.#jitter || begun !== this.#begun) this.#base = (transit - current) | 0;
    this.#jitter = jitter;
    this.#begun = begun;
    this.#waited = (transit - this.#base) | 0;
    // The peer's clock runs apart from ours: we follow as slowly, for every step is a little jump.
    this.#frames = (this.#frames + 1) % FRAMES_PER_STEP;
    const off = this.#waited - current;
    if (this.#frames === 0 && Math.abs(off) > UNSURE_MS * this.rate / 1000) {
      this.#base = (this.#base + Math.sign(off)) | 0;
    }
  }

  /** Looks for the echo where it was found to come, unless it is looked for there. */
  #look(foundMs: number | undefined): void {
    if (foundMs === undefined) return;
    const place = foundMs - this.#lookFromMs;
    const isEarly = place < EARLIEST_MS && this.#lookFromMs > 0;
    if (!isEarly && place <= LATEST_MS) return;
    this.#lookFromMs = Math.max(0, foundMs - WISHED_MS);
    this.#echo?.canceller.reset();
  }

  [Symbol.dispose](): void {
    for (const part of [this.#echo?.canceller, this.#echo?.said, this.#noise]) part?.[Symbol.dispose]();
  }
}
