import type { WeeklySpan } from "../directory/mod.ts";

const DAYS: readonly string[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const WHOLE_DAY = 24 * 60;

/** Reads `mon-fri 09:00-13:00, 14:00-18:00`; undefined when it is something else. */
export function readTimes(text: string): readonly WeeklySpan[] | undefined {
  const [, dayText = "", spanText = ""] = /^([a-z,-]+) +([0-9:, -]+)$/i.exec(text.trim()) ?? [];
  const days = readDays(dayText.toLowerCase());
  const spans = spanText.split(",").map((span) => readSpan(span.trim()));
  if (days === undefined) return undefined;
  const found = spans.flatMap((span) => span === undefined ? [] : [{ days, ...span }]);
  return found.length === spans.length ? found : undefined;
}

/** `mon-fri,sun`; a range may go over the end of the week: `sat-mon`. */
function readDays(text: string): readonly number[] | undefined {
  const days = new Set<number>();
  for (const range of text.split(",")) {
    const [first = "", last = first, ...more] = range.split("-");
    const [from, to] = [DAYS.indexOf(first), DAYS.indexOf(last)];
    if (from < 0 || to < 0 || more.length > 0) return undefined;
    for (let day = from;; day = (day + 1) % DAYS.length) {
      days.add(day + 1);
      if (day === to) break;
    }
  }
  return [...days].sort((a, b) => a - b);
}

function readSpan(text: string): { readonly from: number; readonly to: number } | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = /^(\d\d):(\d\d) ?- ?(\d\d):(\d\d)$/.exec(text) ?? [];
  const [from, to] = [minuteOf(fromHour, fromMinute), minuteOf(toHour, toMinute)];
  if (from === undefined || to === undefined || from === to || from === WHOLE_DAY) return undefined;
  return { from, to };
}

function minuteOf(hour: string | undefined, minute: string | undefined): number | undefined {
  if (hour === undefined || minute === undefined || Number(minute) > 59) return undefined;
  const minutes = 60 * Number(hour) + Number(minute);
  return minutes > WHOLE_DAY ? undefined : minutes;
}
