import type { readCalendar } from "./calendar.ts";

/** What reads iCalendar files, loaded by the first office that names one: any other is spared its memory. */
export async function calendarParser(): Promise<typeof readCalendar> {
  return (await import("./calendar.ts")).readCalendar;
}
