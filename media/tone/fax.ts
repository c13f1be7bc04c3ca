import type { Kernels, Span } from "../wasm/mod.ts";
import { ToneBank } from "./bank.ts";

/** A calling fax (T.30: 1100 Hz for half a second), or one that answers (2100 Hz for some seconds). */
export type FaxTone = "cng" | "ced";

/** One kind of tone that is waited for. */
interface Wanted {
  readonly tone: FaxTone;
  readonly hz: number;
  /** How far off the line may be: T.30 §4.1 allows 38 Hz and 15 Hz. */
  readonly offHz: number;
  /** How long it must last. T.30: CNG 0.5 s within 15 %; CED 2.6 to 4 s, with a turn of phase every 450 ms in V.8. */
  readonly ms: number;
}

const WANTED: readonly Wanted[] = [
  { tone: "cng", hz: 1100, offHz: 40, ms: 320 },
  { tone: "ced", hz: 2100, offHz: 25, ms: 400 },
];

const BLOCK_MS = 10;
/** The part of all that is heard that must be the tone. No voice holds this for long. */
const LEAST_PART = 0.85;
/** The same before its frequency is known: 40 Hz off, the filter catches little more than half of it. */
const LEAST_PART_AT_FIRST = 0.45;
/** -43 dBFS, as the mean square of samples. */
const LEAST_POWER = 2 ** 29 * 10 ** (-43 / 10);

/** What is known of one kind of tone. */
interface Heard {
  blocks: number;
  angle: number;
  /** By how much the angle moved between the last two good blocks. */
  drift: number;
  hasMissed: boolean;
  isTold: boolean;
}

/**
 * Finds out that a fax is calling or answering, so that its call is carried as faxes need it. Also tells the echo
 * canceller that a modem answers.
 */
export class FaxFinder implements Disposable {
  readonly #bank: ToneBank;
  readonly #heard: readonly Heard[];

  /** @param rate of the sound in Hz */
  constructor(kernels: Kernels, rate: number) {
    this.#bank = new ToneBank(kernels, rate, rate * BLOCK_MS / 1000, WANTED.map(({ hz }) => hz));
    this.#heard = WANTED.map(() => ({ blocks: 0, angle: 0, drift: 0, hasMissed: false, isTold: false }));
  }

  /** Hears a frame. Returns the tone that has now lasted long enough, once for each time it sounds. */
  hear(pcm: Span): FaxTone | undefined {
    let told: FaxTone | undefined;
    for (let done = 0; done < pcm.length;) {
      done += this.#bank.hear(pcm.at + 2 * done, pcm.length - done);
      if (!this.#bank.isFull) continue;
      for (let at = 0; at < WANTED.length; at++) {
        if (this.#judge(at)) told = WANTED[at]!.tone;
      }
    }
    return told;
  }

  /** Judges the full block. True when this tone is now certain. */
  #judge(at: number): boolean {
    const heard = this.#heard[at]!;
    const { ms } = WANTED[at]!;
    if (!this.#isHeard(at, heard)) {
      // One bad block is a click, or a turn of phase; two are the end.
      if (heard.hasMissed || heard.blocks === 0) {
        heard.blocks = 0;
        heard.drift = 0;
        heard.isTold = false;
      }
      heard.hasMissed = true;
      return false;
    }
    heard.hasMissed = false;
    heard.blocks += 1;
    if (heard.isTold || heard.blocks * BLOCK_MS < ms) return false;
    heard.isTold = true;
    return true;
  }

  #isHeard(at: number, heard: Heard): boolean {
    const bank = this.#bank;
    const { offHz } = WANTED[at]!;
    const all = bank.power;
    if (all < LEAST_POWER || bank.powerOf(at) < LEAST_PART_AT_FIRST * all) return false;
    const angle = bank.angleOf(at);
    const drift = bank.drift(at, heard.angle, angle);
    heard.angle = angle;
    // The first block has nothing to be compared with, nor has the one after a turn of phase.
    if (heard.blocks === 0) return true;
    if (!heard.hasMissed) {
      if (Math.abs(drift) > 2 * Math.PI * offHz * BLOCK_MS / 1000) return false;
      heard.drift = drift;
    }
    return bank.powerOff(at, heard.drift) >= LEAST_PART * all;
  }

  [Symbol.dispose](): void {
    this.#bank[Symbol.dispose]();
  }
}
