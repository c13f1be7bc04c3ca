import type { LocalTime } from "../base/mod.ts";
import type { Hours } from "./hours.ts";
import { isHoliday } from "./office_state.ts";

/** Further ahead nobody is told. */
const MOST_DAYS = 21;
const DAY_MS = 86_400_000;

/** When an office that is closed opens again, by its calendar and its clock; undefined when that is not soon. */
export function nextOpening(
  { times, holidays }: Pick<Hours, "times" | "holidays">,
  now: LocalTime,
): Opening | undefined {
  const today = Date.parse(`${now.date}T00:00Z`);
  for (let ahead = 0; ahead <= MOST_DAYS; ahead++) {
    const date = new Date(today + ahead * DAY_MS).toISOString().slice(0, now.date.length);
    const weekday = (now.weekday - 1 + ahead) % 7 + 1;
    const starts = times.filter(({ days }) => days.includes(weekday)).map(({ from }) => clockOf(from)).sort();
    const time = starts.find((start) =>
      (ahead > 0 || start > now.time) && !holidays.some((holiday) => isHoliday(holiday, { date, time: start, weekday }))
    );
    if (time !== undefined) return { date, time };
  }
  return undefined;
}

/** A moment on the office's calendar and clock. */
export type Opening = Pick<LocalTime, "date" | "time">;

function clockOf(minutes: number): string {
  const two = (count: number): string => String(count).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
