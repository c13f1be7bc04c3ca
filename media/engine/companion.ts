import { isTreated, type Treatment } from "../../core/sound/mod.ts";
import type { JitterFigures, Taken } from "../jitter/mod.ts";
import type { Rate } from "../resample/mod.ts";
import { FaxFinder, type FaxTone } from "../tone/mod.ts";
import { type Companion, type TreatedRate, Treater } from "../voice/mod.ts";
import type { Span } from "../wasm/mod.ts";
import type { Ground } from "./ground.ts";

/**
 * So long a leg is listened to for a fax, in frames: a minute of sound. Two faxes look for each other for T1 = 35 s after
 * the call was answered (T.30 §5.4.3.1); some are first told something by a machine of ours.
 */
const FAX_FRAMES = 60 * 50;

/** Stands by a leg's ear and mouth for as long as the leg is there: listens for a fax, and treats what the peer says. */
export class LegCompanion implements Companion, Disposable {
  /** A fax is on the line: what is said stays as it is. */
  isAside = false;
  /** A fax is listened for. */
  listens = true;
  readonly #ground: Ground;
  #treatment: Treatment | undefined;
  #treater: Treater | undefined;
  #finder: FaxFinder | undefined;
  #finderRate: Rate | undefined;
  #framesToHear = FAX_FRAMES;
  #fax: FaxTone | undefined;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Whether what the peer says is to become something else. */
  get treats(): boolean {
    return this.#treatment !== undefined && isTreated(this.#treatment) && !this.isAside;
  }

  /** Says what is to be done from now on. What was learnt of the echo's path stays unless that is something else. */
  wish(treatment: Treatment | undefined): void {
    const { echo, noise, gain } = this.#treatment ?? {};
    const isSame = echo === treatment?.echo && noise === treatment?.noise && gain === treatment?.gain;
    if (isSame) return;
    this.#treatment = treatment;
    this.#dropTreater();
    // Bringing it to life takes longer than a beat may.
    if (treatment?.noise === "rnnoise") this.#ground.rnnoise();
  }

  /** The fax that was found since the last time, if one was. */
  takeFax(): FaxTone | undefined {
    const fax = this.#fax;
    this.#fax = undefined;
    return fax;
  }

  took(frame: Span, rate: Rate, taken: Taken, jitter: JitterFigures): void {
    if (taken === "sound" && this.listens && this.#framesToHear > 0) this.#listen(frame, rate);
    if (this.treats) this.#treaterAt(rate)?.treat(frame, taken, jitter);
  }

  said(frame: Span, rate: Rate): void {
    if (!this.isAside) this.#treater?.said(frame, rate);
  }

  #listen(frame: Span, rate: Rate): void {
    this.#framesToHear -= 1;
    if (this.#finder === undefined || this.#finderRate !== rate) {
      this.#dropFinder();
      this.#finder = new FaxFinder(this.#ground.kernels, rate);
      this.#finderRate = rate;
    }
    this.#fax ??= this.#finder.hear(frame);
    if (this.#fax !== undefined) this.#framesToHear = 0;
    if (this.#framesToHear === 0) this.#dropFinder();
  }

  #treaterAt(rate: Rate): Treater | undefined {
    if (this.#treater?.rate === rate) return this.#treater;
    this.#dropTreater();
    if (this.#treatment !== undefined && isTreatedRate(rate)) {
      this.#treater = new Treater(this.#ground, this.#treatment, rate);
    }
    return this.#treater;
  }

  #dropTreater(): void {
    this.#treater?.[Symbol.dispose]();
    this.#treater = undefined;
  }

  #dropFinder(): void {
    this.#finder?.[Symbol.dispose]();
    this.#finder = undefined;
  }

  /** The leg is over: once. */
  [Symbol.dispose](): void {
    this.#dropTreater();
    this.#dropFinder();
    this.#framesToHear = 0;
    this.#treatment = undefined;
  }
}

function isTreatedRate(rate: Rate): rate is TreatedRate {
  return rate === 8000 || rate === 16_000;
}
