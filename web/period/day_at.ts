/** When a day begins as a field of dates writes it (`2026-03-02`), some days later: ms since 1970 UTC; undefined where it is none. */
export function dayAt(text: string | null, timeZone: string, laterDays = 0): number | undefined {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text).add({ days: laterDays }).toZonedDateTime({ timeZone }).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
