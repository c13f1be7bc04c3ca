import { fail, ok, type Result } from "../../core/base/mod.ts";

/** A day of the calendar. */
export interface Day {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
  /** 1 is Monday. */
  readonly weekday: number;
  /** Days since 1 January 1970. */
  readonly number: number;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d)$/;
const MS_A_DAY = 86_400_000;
/** 1 January 1970 was a Thursday. */
const FIRST_WEEKDAY = 4;
const DAYS_A_WEEK = 7;

/** Reads `2026-03-02`. The years that can be said are 1 to 9999. */
export function readDay(text: string): Result<Day> {
  const [year = 0, month = 0, day = 0] = (DATE.exec(text) ?? []).slice(1).map(Number);
  // The years 0 to 99 would be taken for 1900 to 1999 where they are given with the rest.
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  if (year < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return fail("bad-date", `Cannot say the date "${text}": expected a day of the calendar, as 2026-03-02`);
  }
  const number = date.getTime() / MS_A_DAY;
  const weekday = ((number + FIRST_WEEKDAY - 1) % DAYS_A_WEEK + DAYS_A_WEEK) % DAYS_A_WEEK + 1;
  return ok({ year, month, day, weekday, number });
}

/** Reads `14:30`. */
export function readTime(text: string): Result<readonly [hour: number, minute: number]> {
  const [hour = 24, minute = 60] = (TIME.exec(text) ?? []).slice(1).map(Number);
  return hour < 24 && minute < 60
    ? ok([hour, minute])
    : fail("bad-time", `Cannot say the time "${text}": expected 00:00 to 23:59`);
}
