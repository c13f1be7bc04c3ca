import type { InBoth } from "../in_both.ts";

/** What is usual, as cron has it (minute, hour, day, month, weekday). */
type Usual = "0 8 * * *" | "0 8 * * MON-FRI" | "0 18 * * MON-FRI" | "0 8 * * MON" | "0 17 * * FRI" | "0 8 1 * *";

/** When a report is sent, in words. */
export const SCHEDULES: InBoth<Readonly<Record<Usual, string>>> = {
  en: {
    "0 8 * * *": "every day at 8:00",
    "0 8 * * MON-FRI": "Monday to Friday at 8:00",
    "0 18 * * MON-FRI": "Monday to Friday at 18:00",
    "0 8 * * MON": "every Monday at 8:00",
    "0 17 * * FRI": "every Friday at 17:00",
    "0 8 1 * *": "on the first of the month at 8:00",
  },
  ro: {
    "0 8 * * *": "în fiecare zi la 8:00",
    "0 8 * * MON-FRI": "de luni până vineri la 8:00",
    "0 18 * * MON-FRI": "de luni până vineri la 18:00",
    "0 8 * * MON": "în fiecare luni la 8:00",
    "0 17 * * FRI": "în fiecare vineri la 17:00",
    "0 8 1 * *": "în prima zi a lunii la 8:00",
  },
};
