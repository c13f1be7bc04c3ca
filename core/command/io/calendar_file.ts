import { fail, type Result } from "../../base/mod.ts";
import { calendarParser, type CalendarReader } from "../../config/mod.ts";
import type { Holiday } from "../../directory/mod.ts";

/** Reads the calendars of a data folder. They are read when an office is applied or loaded, and at no other time. */
export async function calendarsIn(folder: string): Promise<CalendarReader> {
  const readCalendar = await calendarParser();
  return (path, timeZone): Result<readonly Holiday[]> => {
    try {
      // Whoever opens a pipe waits for its other end.
      if (!Deno.statSync(`${folder}/${path}`).isFile) return fail("no-file", "it is no file");
      return readCalendar(Deno.readTextFileSync(`${folder}/${path}`), timeZone);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return fail("no-file", "it is not in the data folder");
      return fail("unreadable", `it cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}
