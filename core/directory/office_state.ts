import { isClockBelieved, type LocalTime, localTime, type WallTime } from "../base/mod.ts";
import type { Holiday, Hours, WeeklySpan } from "./hours.ts";

/** How it stands with an office. */
export type OfficeState = "open" | "closed" | "holiday";

/**
 * Whether an office is open, by its own clock and calendar. A holiday begins and ends at midnight, unless it has hours.
 * While the box does not know the time callers are let in rather than sent away.
 */
export function officeStateOf(
  { times, holidays }: Pick<Hours, "times" | "holidays">,
  wall: WallTime,
  timeZone: string,
): OfficeState {
  if (!isClockBelieved(wall)) return "open";
  const now = localTime(wall, timeZone);
  if (holidays.some((holiday) => isHoliday(holiday, now))) return "holiday";
  return times.some((span) => isWithin(span, now)) ? "open" : "closed";
}

/** Whether it is that holiday then. */
export function isHoliday(holiday: Holiday, { date, time }: LocalTime): boolean {
  if (holiday.every === "once") {
    const now = `${date}T${time}`;
    return holiday.from <= now && now < holiday.until;
  }
  const [, day = ""] = date.split(/^\d+-/);
  const { from, to } = holiday;
  return from <= to ? from <= day && day <= to : from <= day || day <= to;
}

/** What begins on one day and ends on the next belongs to the first: "fri 22:00-02:00" is over on Saturday. */
function isWithin({ days, from, to }: WeeklySpan, { time, weekday }: LocalTime): boolean {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const now = 60 * hour + minute;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  if (from < to) return days.includes(weekday) && from <= now && now < to;
  return (days.includes(weekday) && from <= now) || (days.includes(yesterday) && now < to);
}
