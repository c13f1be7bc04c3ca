import type { WallTime } from "./time.ts";

/**
 * When the clocks of a time zone next show `hhmm`; undefined where they never do. An hour that summer time leaves out is an
 * hour later, and of one that comes twice the first counts.
 */
export function nextTime(hhmm: string, now: WallTime, timeZone: string): WallTime | undefined {
  const [, hours = "", minutes = ""] = /^([01]\d|2[0-3])([0-5]\d)$/.exec(hhmm) ?? [];
  if (hours === "") return undefined;
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const time = { hour: Number(hours), minute: Number(minutes) };
  for (const days of [0, 1]) {
    const at = here.toPlainDate().add({ days }).toZonedDateTime({ timeZone, plainTime: time });
    if (at.epochMilliseconds > now) return at.epochMilliseconds as WallTime;
  }
  return undefined;
}

/** When the calendar and the clocks of a time zone show this: `2026-11-20` and `07:30`; as {@link nextTime} reads hours. */
export function wallTimeAt(
  { date, time }: { readonly date: string; readonly time: string },
  timeZone: string,
): WallTime {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds as WallTime;
}

/** What the clocks of a time zone show: `07:30`. */
export function timeAt(wall: WallTime, timeZone: string): string {
  const here = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO(timeZone);
  return here.toPlainTime().toString({ smallestUnit: "minute" });
}
