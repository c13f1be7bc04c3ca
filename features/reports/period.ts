import type { ReportPeriod } from "../../core/directory/mod.ts";

/** From an instant on, and before another one. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The period that is meant by its name at an instant. Weeks begin on Monday (ISO 8601). */
export function periodOf(name: ReportPeriod, at: number, timeZone: string): Period {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
  const midnight = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).epochMilliseconds;
  const week = today.subtract({ days: today.dayOfWeek - 1 });
  const month = today.with({ day: 1 });
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
    case "last-7-days":
      return before(7);
    case "last-30-days":
      return before(30);
  }
}
