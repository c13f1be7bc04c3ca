import { isClockBelieved, type LocalTime, localTime, type WallTime } from "../base/mod.ts";
import type { Holiday, Hours } from "./hours.ts";
import { isInWeek } from "./weekly.ts";

/** How it stands with an office. */
export type OfficeState = "open" | "closed" | "holiday";

/**
 * Whether an office is open, by its own clock and calendar. A holiday begins and ends at midnight, unless it has hours.
 * While the box does not know the time callers are let in rather than sent away.
 */
export function officeStateOf(
  calendar: Pick<Hours, "times" | "holidays">,
  wall: WallTime,
  timeZone: string,
): OfficeState {
  return isClockBelieved(wall) ? stateAt(calendar, localTime(wall, timeZone)) : "open";
}

/** The same at some time of the office's clock and calendar. */
export function stateAt({ times, holidays }: Pick<Hours, "times" | "holidays">, at: LocalTime): OfficeState {
  if (holidays.some((holiday) => isHoliday(holiday, at))) return "holiday";
  return isInWeek(times, at) ? "open" : "closed";
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
