import type { ReportPeriod } from "../../core/directory/mod.ts";
import { lookedAtUntil } from "../../core/record/mod.ts";

/** From an instant on, and before another one. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Calls of a period, with those after it that say who called again. */
export function withLater({ from, to }: Period, resolutionWindowS: number = RESOLUTION_WINDOW_S): Period {
  return { from, to: lookedAtUntil({ to, windowMs: 1_000 * resolutionWindowS }) };
}

/** So soon nobody calls again whose matter is settled, unless the office says otherwise. */
export const RESOLUTION_WINDOW_S = 86_400;

const WEEK_MS = 7 * 86_400_000;
/** A week in which the clock is put back is no two weeks. */
const CLOCK_CHANGE_MS = 3 * 3_600_000;

/** Those that go by the calendar, and how many months each has. */
const MONTHS_OF: Readonly<Partial<Record<ReportPeriod, number>>> = {
  ...{ "this-month": 1, "last-month": 1 },
  ...{ "this-quarter": 3, "last-quarter": 3 },
  ...{ "this-year": 12, "last-year": 12 },
};

/**
 * The period that one is compared with, by the same clock: whole weeks before, so that a Monday is compared with a Monday;
 * months, quarters and years with those before, as far as they go.
 */
export function periodBefore(name: ReportPeriod, { from, to }: Period, timeZone: string): Period {
  const months = MONTHS_OF[name];
  const weeks = Math.max(1, Math.ceil((to - from - CLOCK_CHANGE_MS) / WEEK_MS));
  const earlier = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
      .subtract(months === undefined ? { weeks } : { months }).epochMilliseconds;
  return { from: earlier(from), to: Math.min(from, earlier(to)) };
}

/** The period that is meant by its name at an instant. Weeks begin on Monday (ISO 8601). */
export function periodOf(name: ReportPeriod, at: number, timeZone: string): Period {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).epochMilliseconds;
  const week = today.subtract({ days: today.dayOfWeek - 1 });
  const month = today.with({ day: 1 });
  const quarter = month.subtract({ months: (today.month - 1) % 3 });
  const year = month.with({ month: 1 });
  const before = (days: number) => ({ from: midnight(today.subtract({ days })), to: midnight(today) });
  switch (name) {
    case "today":
      return { from: midnight(today), to: at };
    case "yesterday":
      return before(1);
    case "this-week":
      return { from: midnight(week), to: at };
    case "last-week":
      return { from: midnight(week.subtract({ weeks: 1 })), to: midnight(week) };
    case "this-month":
      return { from: midnight(month), to: at };
    case "last-month":
      return { from: midnight(month.subtract({ months: 1 })), to: midnight(month) };
    case "this-quarter":
      return { from: midnight(quarter), to: at };
    case "last-quarter":
      return { from: midnight(quarter.subtract({ months: 3 })), to: midnight(quarter) };
    case "this-year":
      return { from: midnight(year), to: at };
    case "last-year":
      return { from: midnight(year.subtract({ years: 1 })), to: midnight(year) };
    case "last-7-days":
      return before(7);
    case "last-30-days":
      return before(30);
  }
}
