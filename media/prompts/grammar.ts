import type { Day } from "./calendar.ts";
import type { Clip } from "./clip.ts";
import type { Gender } from "./read_words.ts";

/** How a language puts its clips together. What comes in was judged before. */
export interface Grammar {
  /** A whole number, 0 to 999,999,999. */
  number(value: number, of: Gender): readonly Clip[];
  /** A thing so many times. `gender` is the noun's. */
  count(value: number, noun: string, gender: Gender): readonly Clip[];
  /** The day of the week, the month and the year. */
  day(day: Day): readonly Clip[];
  /** 0 to 23, and 0 to 59. */
  time(hour: number, minute: number): readonly Clip[];
}

const GROUPS: readonly number[] = [1_000_000, 1000, 1];

/** A number in groups of three digits: its millions, its thousands and the rest. */
export function groupsOf(value: number): readonly [number, number, number] {
  const [millions, thousands, rest] = GROUPS.map((group) => Math.floor(value / group) % 1000);
  return [millions!, thousands!, rest!];
}
