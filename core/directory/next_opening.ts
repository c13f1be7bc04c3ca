import type { LocalTime } from "../base/mod.ts";
import type { Hours } from "./hours.ts";
import { stateAt } from "./office_state.ts";

/** Further ahead nobody is told. */
const MOST_DAYS = 21;
const DAY_MS = 86_400_000;

/** A moment on the office's calendar and clock. */
export type Opening = Pick<LocalTime, "date" | "time">;
type Calendar = Pick<Hours, "times" | "holidays">;

/** When an office that is closed opens again, by its calendar and its clock; undefined when that is not soon. */
export function nextOpening(calendar: Calendar, now: LocalTime): Opening | undefined {
  return nextMoment(calendar, now, true);
}

/** When an office that is open closes; undefined when that is not soon. */
export function nextClosing(calendar: Calendar, now: LocalTime): Opening | undefined {
  return nextMoment(calendar, now, false);
}

function nextMoment(calendar: Calendar, now: LocalTime, isOpen: boolean): Opening | undefined {
  const today = Date.parse(`${now.date}T00:00Z`);
  for (let ahead = 0; ahead <= MOST_DAYS; ahead++) {
    const date = new Date(today + ahead * DAY_MS).toISOString().slice(0, now.date.length);
    const weekday = (now.weekday - 1 + ahead) % 7 + 1;
    const time = edgesOf(calendar, date).find((edge) =>
      (ahead > 0 || edge > now.time) && (stateAt(calendar, { date, time: edge, weekday }) === "open") === isOpen
    );
    if (time !== undefined) return { date, time };
  }
  return undefined;
}

/** The times of a day at which anything may change, in their order: hours that begin or end, a holiday likewise. */
function edgesOf({ times, holidays }: Calendar, date: string): readonly string[] {
  const ofHolidays = holidays.flatMap((holiday) => holiday.every === "once" ? [holiday.from, holiday.until] : []);
  const edges = [
    "00:00",
    ...times.flatMap(({ from, to }) => [clockOf(from), clockOf(to)]),
    ...ofHolidays.flatMap((edge) => edge.startsWith(`${date}T`) ? [edge.slice(-5)] : []),
  ];
  return [...new Set(edges)].filter((edge) => edge < "24:00").sort();
}

function clockOf(minutes: number): string {
  const two = (count: number): string => String(count).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
