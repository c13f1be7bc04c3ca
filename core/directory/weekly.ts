import { type LocalTime, localTime, type WallTime } from "../base/mod.ts";
import type { WeeklySpan } from "./hours.ts";

const DAY_MIN = 1_440;
/** Over a whole week everything comes again. */
const DAYS_AHEAD = [-1, 0, 1, 2, 3, 4, 5, 6, 7];

/** Whether it is one of these times of the week. */
export function isInWeek(spans: readonly WeeklySpan[], now: LocalTime): boolean {
  return spans.some((span) => isWithin(span, now));
}

/** What begins on one day and ends on the next belongs to the first: "fri 22:00-02:00" is over on Saturday. */
function isWithin({ days, from, to }: WeeklySpan, { time, weekday }: LocalTime): boolean {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const now = 60 * hour + minute;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  if (from < to) return days.includes(weekday) && from <= now && now < to;
  return (days.includes(weekday) && from <= now) || (days.includes(yesterday) && now < to);
}

/** When these times of the week next begin or end; undefined when they never do. What adjoins is one. */
export function nextEdge(spans: readonly WeeklySpan[], now: WallTime, timeZone: string): WallTime | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const isNow = isInWeek(spans, localTime(now, timeZone));
  const edges = new Set<number>();
  for (const days of DAYS_AHEAD) {
    const day = today.add({ days });
    for (const { days: on, from, to } of spans) {
      if (!on.includes(day.dayOfWeek)) continue;
      for (const minutes of [from, to > from ? to : to + DAY_MIN]) {
        const at = day.add({ days: Math.floor(minutes / DAY_MIN) }).toZonedDateTime({
          timeZone,
          plainTime: { hour: Math.floor(minutes % DAY_MIN / 60), minute: minutes % 60 },
        });
        if (at.epochMilliseconds > now) edges.add(at.epochMilliseconds);
      }
    }
  }
  return [...edges].toSorted((a, b) => a - b)
    .find((edge) => isInWeek(spans, localTime(edge as WallTime, timeZone)) !== isNow) as WallTime | undefined;
}
