import type { Cadence, Step } from "../tone/mod.ts";
import { frequenciesOf } from "./digits.ts";

/** ITU-T Q.24: both well within what any receiver takes. The column is louder, since lines weaken high notes more. */
const ROW_LEVEL = -11;
const COLUMN_LEVEL = -9;
/** ITU-T Q.24 annex A: 40 ms of each are enough for every network. */
const DIGIT_MS = 100;
const PAUSE_MS = 80;

/** How digits are pressed. */
export interface Press {
  readonly digitMs?: number;
  readonly pauseMs?: number;
}

/** The sound of digits, one after the other. What is no digit is left out. */
export function pressDigits(digits: string, { digitMs = DIGIT_MS, pauseMs = PAUSE_MS }: Press = {}): Cadence {
  const steps: Step[] = [];
  for (const digit of digits) {
    const [row, column] = frequenciesOf(digit) ?? [];
    if (row === undefined || column === undefined) continue;
    const sines = [{ hz: row, level: ROW_LEVEL }, { hz: column, level: COLUMN_LEVEL }];
    steps.push({ sines, ms: digitMs }, { sines: [], ms: pauseMs });
  }
  return { steps, again: steps.length };
}
