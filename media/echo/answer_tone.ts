import { ToneBank } from "../tone/mod.ts";
import type { Kernels, Span } from "../wasm/mod.ts";

/** What a modem's answer asks of an echo canceller: nothing; no suppression; to stand aside. */
export type AnswerTone = "none" | "steady" | "turning";

const HZ = 2100;
const BLOCK_MS = 10;
/** G.168 §7.2: 21 Hz off must be found; here, as radians in a block, and a fifth more. */
const MOST_DRIFT = 1.2 * 2 * Math.PI * 21 * BLOCK_MS / 1000;
/** The part of all that is heard that must be the tone, before and after its frequency is known. */
const LEAST_PART_AT_FIRST = 0.6;
const LEAST_PART = 0.85;
/** -31 dBm0 must be found (G.168 §7.2): 3 dB below it, as the mean square of samples. */
const LEAST_POWER = 2 ** 29 * 10 ** (-37.2 / 10);
/** It is a tone after 300 ms: no voice holds it for so long. */
const CERTAIN_BLOCKS = 30;
/** V.25 turns the phase by 180 degrees every 450 ms; 25 degrees off must be found, 70 off must not (G.168 §7.3). */
const LEAST_TURN = Math.PI * 130 / 180;
/** A modem talks on after its tone: only when both ends were silent for 250 ms is the call a voice call again (§7.7). */
const SILENT_BLOCKS = 25;
/** -36 dBm0. */
const SILENT_POWER = 2 ** 29 * 10 ** (-39.2 / 10);

/** Finds the tone of an answering modem or fax in one direction, and whether it turns its phase (G.168 §7, V.25). */
export class AnswerToneFinder implements Disposable {
  readonly #bank: ToneBank;
  /** Good blocks in a row, and bad ones since. */
  #good = 0;
  #bad = 0;
  #angle = 0;
  /** How fast the angle moves away from 2100 Hz's, in radians a block. */
  #drift = 0;
  #silent = 0;
  #found: AnswerTone = "none";

  /** @param rate of the sound in Hz */
  constructor(kernels: Kernels, rate: number) {
    this.#bank = new ToneBank(kernels, rate, rate * BLOCK_MS / 1000, [HZ]);
  }

  /** What was found, until {@link isSilent} in both directions. */
  get found(): AnswerTone {
    return this.#found;
  }

  /** Whether nothing was heard for 250 ms. */
  get isSilent(): boolean {
    return this.#silent >= SILENT_BLOCKS;
  }

  hear(pcm: Span): void {
    for (let done = 0; done < pcm.length;) {
      done += this.#bank.hear(pcm.at + 2 * done, pcm.length - done);
      if (this.#bank.isFull) this.#judge();
    }
  }

  forget(): void {
    this.#found = "none";
    this.#good = 0;
  }

  #judge(): void {
    const bank = this.#bank;
    const all = bank.power;
    this.#silent = all < SILENT_POWER ? this.#silent + 1 : 0;
    if (all < LEAST_POWER || bank.powerOf(0) < LEAST_PART_AT_FIRST * all) return this.#miss();
    const angle = bank.angleOf(0);
    if (this.#good === 0) return this.#begin(angle);
    // 2100 Hz is whole turns in 10 ms: what the angle moved beyond is what the line is off, or a turn of phase.
    const moved = wrap(bank.drift(0, this.#angle, angle) - (this.#bad + 1) * this.#drift);
    if (Math.abs(moved) >= LEAST_TURN && this.#good >= CERTAIN_BLOCKS) this.#found = "turning";
    else if (this.#bad === 0) {
      const drift = this.#drift + moved;
      if (Math.abs(drift) > MOST_DRIFT) return this.#miss();
      this.#drift = drift;
    }
    if (bank.powerOff(0, this.#drift) < LEAST_PART * all) return this.#miss();
    this.#angle = angle;
    this.#bad = 0;
    this.#good += 1;
    if (this.#good === CERTAIN_BLOCKS && this.#found === "none") this.#found = "steady";
  }

  #begin(angle: number): void {
    this.#angle = angle;
    this.#good = 1;
    this.#bad = 0;
    this.#drift = 0;
  }

  /** One bad block is a click or holds a turn of phase, two are the end. */
  #miss(): void {
    this.#bad += 1;
    if (this.#bad > 1) this.#good = 0;
  }

  [Symbol.dispose](): void {
    this.#bank[Symbol.dispose]();
  }
}

/** An angle from -pi to pi. */
function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
