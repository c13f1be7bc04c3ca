import type { Holiday } from "../directory/mod.ts";

/** Reads `2026-12-24`, `12-25`, `2026-12-24..2027-01-02` and `12-24..01-02`; undefined when it is something else. */
export function readHoliday(text: string): Holiday | undefined {
  const [from = "", to = from, ...more] = text.split("..").map((day) => day.trim());
  if (more.length > 0) return undefined;
  if (isDate(from) && isDate(to) && from <= to) return { every: "once", from: `${from}T00:00`, until: `${to}T24:00` };
  // A leap year has every day that a year may have.
  if (isDate(`2024-${from}`) && isDate(`2024-${to}`)) return { every: "year", from, to };
  return undefined;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`)) &&
    new Date(`${text}T00:00Z`).toISOString().startsWith(text);
}
