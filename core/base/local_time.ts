import type { WallTime } from "./time.ts";

/** What the clock on a wall and the calendar beside it show somewhere. */
export interface LocalTime {
  /** `2026-03-02` */
  readonly date: string;
  /** `14:30` */
  readonly time: string;
  /** 1 is Monday. */
  readonly weekday: number;
}

const WEEKDAYS: readonly string[] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const WRITTEN: Intl.DateTimeFormatOptions = {
  calendar: "gregory",
  numberingSystem: "latn",
  hourCycle: "h23",
  weekday: "short",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
};
/** By zone, of which an office has one or two: to make a format takes longer than a turn of the switchboard. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** What time it is in a zone of the IANA; summer time is the platform's business, which knows every zone's past and laws. */
export function localTime(wall: WallTime, timeZone: string): LocalTime {
  const format = FORMATS.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { ...WRITTEN, timeZone });
  FORMATS.set(timeZone, format);
  const parts = new Map(format.formatToParts(wall).map(({ type, value }) => [type, value]));
  return {
    date: `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`,
    time: `${parts.get("hour")}:${parts.get("minute")}`,
    weekday: WEEKDAYS.indexOf(parts.get("weekday") ?? "") + 1,
  };
}
