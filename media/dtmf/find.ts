import type { Kernels, Span } from "../wasm/mod.ts";
import { ToneBank } from "../tone/mod.ts";
import { COLUMNS_HZ, digitAt, ROWS_HZ } from "./digits.ts";

/** A key went down, or came up after `durationMs`. */
export type Keystroke =
  | { readonly type: "pressed"; readonly digit: string }
  | { readonly type: "released"; readonly digit: string; readonly durationMs: number };

/**
 * Short enough that 40 ms hold two whole blocks wherever they begin, long enough to tell 697 from 770 Hz: 102 samples
 * at 8 kHz.
 */
const BLOCK_MS = 12.75;
/** -43 dBFS for each tone, as the mean square of samples. */
const LEAST_POWER = 2 ** 29 * 10 ** (-43 / 10);
/** The part of all that is heard that must be the two tones, once their frequencies are known. */
const LEAST_PART = 0.8;
/** The same for a first block, whose tones may be off the filters' middle. */
const LEAST_PART_AT_FIRST = 0.5;
/** A column may be 4 dB louder than its row, or 8 dB weaker; noise and the louder tone's edges blur that by 5 dB. */
const COLUMN_LOUDER = 10 ** 0.8;
const COLUMN_WEAKER = 10 ** -1.4;
/** How far the next loudest of four must lie below. */
const CLEARANCE = 10 ** 0.35;
/** ITU-T Q.24: 1.5 % off must be taken; a block's angle tells frequency so well that hardly more needs be. */
const OFF_PART = 0.016;
const OFF_HZ = 2;
/** By how much, in radians, a tone turns the angle of another that is as loud: the filters are not perfect. */
const BLUR = 0.35;
/** How much louder one block may be than the next, within one press. */
const STEADY = 10 ** 0.3;

/** What one block sounds like. */
interface Sound {
  readonly row: number;
  readonly column: number;
  readonly rowAngle: number;
  readonly columnAngle: number;
  readonly rowPower: number;
  readonly columnPower: number;
  /** Of all that is heard. */
  readonly all: number;
}

/**
 *     quiet -> first block of a digit -> a second that goes on with it: pressed -> two blocks without it: quiet
 */
type State =
  | { readonly at: "quiet" }
  | { readonly at: "first"; readonly sound: Sound }
  | { readonly at: "pressed"; readonly digit: string; readonly sound: Sound; blocks: number; missed: number };

const QUIET: State = { at: "quiet" };
const NOTHING: readonly Keystroke[] = [];
const MISSED_TO_RELEASE = 2;

/** Hears digits in sound: for legs whose peer does not send them by RFC 4733. */
export class DigitFinder implements Disposable {
  readonly #bank: ToneBank;
  #state: State = QUIET;

  /** @param rate of the sound in Hz */
  constructor(kernels: Kernels, rate: number) {
    this.#bank = new ToneBank(kernels, rate, Math.round(rate * BLOCK_MS / 1000), [...ROWS_HZ, ...COLUMNS_HZ]);
  }

  /** Hears a frame, and returns the keys that went down or came up in it. */
  hear(pcm: Span): readonly Keystroke[] {
    let strokes = NOTHING;
    for (let done = 0; done < pcm.length;) {
      done += this.#bank.hear(pcm.at + 2 * done, pcm.length - done);
      if (!this.#bank.isFull) continue;
      const stroke = this.#judge(this.#listen());
      if (stroke !== undefined) strokes = [...strokes, stroke];
    }
    return strokes;
  }

  /** What digit the full block may hold; undefined when it cannot be one. */
  #listen(): Sound | undefined {
    const bank = this.#bank;
    const all = bank.power;
    if (all < 2 * LEAST_POWER) return undefined;
    const row = this.#loudest(0);
    const column = this.#loudest(ROWS_HZ.length);
    if (row < 0 || column < 0) return undefined;
    const rowPower = bank.powerOf(row);
    const columnPower = bank.powerOf(column);
    if (Math.min(rowPower, columnPower) < LEAST_POWER) return undefined;
    if (rowPower + columnPower < LEAST_PART_AT_FIRST * all) return undefined;
    const twist = columnPower / rowPower;
    if (twist > COLUMN_LOUDER || twist < COLUMN_WEAKER) return undefined;
    const [rowAngle, columnAngle] = [bank.angleOf(row), bank.angleOf(column)];
    return { row, column, rowAngle, columnAngle, rowPower, columnPower, all };
  }

  /** The loudest of four tones, from `first` on; -1 where the next one comes too near. */
  #loudest(first: number): number {
    let loudest = first;
    let most = 0;
    let next = 0;
    for (let tone = first; tone < first + ROWS_HZ.length; tone++) {
      const power = this.#bank.powerOf(tone);
      if (power > most) {
        next = most;
        most = power;
        loudest = tone;
      } else if (power > next) next = power;
    }
    return most >= CLEARANCE * next ? loudest : -1;
  }

  #judge(sound: Sound | undefined): Keystroke | undefined {
    const state = this.#state;
    switch (state.at) {
      case "quiet":
        if (sound !== undefined) this.#state = { at: "first", sound };
        return undefined;
      case "first":
        if (sound === undefined) this.#state = QUIET;
        else if (!this.#goesOn(state.sound, sound)) this.#state = { at: "first", sound };
        else return this.#press(sound);
        return undefined;
      case "pressed":
        if (sound !== undefined && sound.row === state.sound.row && sound.column === state.sound.column) {
          state.blocks += 1 + state.missed;
          state.missed = 0;
          return undefined;
        }
        state.missed += 1;
        if (state.missed < MISSED_TO_RELEASE) return undefined;
        this.#state = sound === undefined ? QUIET : { at: "first", sound };
        return { type: "released", digit: state.digit, durationMs: state.blocks * BLOCK_MS };
    }
  }

  #press(sound: Sound): Keystroke {
    const digit = digitAt(sound.row, sound.column - ROWS_HZ.length);
    this.#state = { at: "pressed", digit, sound, blocks: 2, missed: 0 };
    return { type: "pressed", digit };
  }

  /** Whether two neighbouring blocks hold one steady pair of tones. Voices slide and swell; keys do not. */
  #goesOn(before: Sound, sound: Sound): boolean {
    if (before.row !== sound.row || before.column !== sound.column) return false;
    const change = (sound.rowPower + sound.columnPower) / (before.rowPower + before.columnPower);
    if (change > STEADY || change < 1 / STEADY) return false;
    const bank = this.#bank;
    const rowDrift = bank.drift(sound.row, before.rowAngle, sound.rowAngle);
    const columnDrift = bank.drift(sound.column, before.columnAngle, sound.columnAngle);
    const ratio = Math.sqrt(sound.columnPower / sound.rowPower);
    if (Math.abs(rowDrift) > mostDrift(ROWS_HZ[sound.row]!, ratio)) return false;
    if (Math.abs(columnDrift) > mostDrift(COLUMNS_HZ[sound.column - ROWS_HZ.length]!, 1 / ratio)) return false;
    const both = bank.powerOff(sound.row, rowDrift) + bank.powerOff(sound.column, columnDrift);
    return both >= LEAST_PART * sound.all;
  }

  [Symbol.dispose](): void {
    this.#bank[Symbol.dispose]();
  }
}

/** @param ratio the other tone's amplitude by this one's */
function mostDrift(hz: number, ratio: number): number {
  return 2 * Math.PI * (OFF_PART * hz + OFF_HZ) * BLOCK_MS / 1000 + BLUR * ratio;
}
