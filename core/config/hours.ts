import type { Holiday, Hours, WeeklySpan } from "../directory/mod.ts";
import { destination } from "./destination.ts";
import { answers } from "./answers.ts";
import { numberText, wordText } from "./names.ts";
import { needed, optional, preset, record } from "./record.ts";
import { list, made, type Shape, text } from "./shape.ts";
import { readTimes } from "./weekly.ts";
import { readHoliday } from "./holiday.ts";

const MOST_TIMES = 50;
const MOST_HOLIDAYS = 400;

/** `mon-fri 09:00-13:00, 14:00-18:00`, as it stands in a list of such. */
const timesText = text({
  what: 'times of the week, as in "mon-fri 09:00-13:00, 14:00-18:00" or "fri,sat 22:00-02:00"',
  judge: (given) => readTimes(given) === undefined ? true : undefined,
});

/** Times of the week. */
export const weeklyTimes: Shape<readonly WeeklySpan[]> = made(
  list(timesText, MOST_TIMES),
  (all) => all.flatMap((each) => readTimes(each) ?? []),
);

const holiday = text({
  what: 'a day as in "2026-12-24", "12-25" (every year) or "2026-12-24..2027-01-02"',
  judge: (given) => readHoliday(given) === undefined ? true : undefined,
});

/** The path of a calendar inside the data folder: no part of it begins with a dot. */
const calendar = text({
  what: "the path of an iCalendar file inside the data folder, as in calendars/holidays.ics",
  judge: (given) =>
    /^(?:[^/\\.\p{Cc}][^/\\\p{Cc}]*\/)*[^/\\.\p{Cc}][^/\\\p{Cc}]*\.ics$/iu.test(given) ? undefined : true,
});

const nightDigit = text({
  what: "one digit",
  schema: { pattern: "^[0-9]$" },
  judge: (given) => /^[0-9]$/.test(given) ? undefined : true,
});

/** `true` for the office's own switch, `false` for none, or the digit of another. */
const night: Shape<string | false> = {
  schema: { anyOf: [{ type: "boolean" }, nightDigit.schema] },
  read(node, path, judge) {
    if (node.kind === "scalar" && typeof node.value === "boolean") return node.value ? "" : false;
    return nightDigit.read(node, path, judge);
  },
};

/** One of `hours:`. */
export const hours: Shape<Hours> = record<Hours>({
  name: needed("name", wordText, 'As destinations name it: "hours office"'),
  number: optional("number", numberText, "Dialled to hear what callers hear now. In quotes"),
  times: needed(
    "times",
    weeklyTimes,
    'When it is open, by the office\'s time zone: ["mon-fri 09:00-17:30", "sat 10:00-13:00"]; 22:00-02:00 is over midnight',
  ),
  holidays: preset(
    "holidays",
    made(list(holiday, MOST_HOLIDAYS), (all): readonly Holiday[] => all.flatMap((each) => readHoliday(each) ?? [])),
    { value: [], about: '["2026-12-24", "12-25" (every year), "2026-12-24..2027-01-02", "12-24..01-02"]' },
  ),
  calendar: optional("calendar", calendar, "An iCalendar file in the data folder: its events are holidays too"),
  open: needed("open", destination, "Where callers go when it is open"),
  closed: optional("closed", destination, "Where they go when it is closed; without it they hear so"),
  holiday: optional("holiday", destination, 'Where they go on a holiday; without it as "closed" says'),
  answers,
  night: preset<string | false>("night", night, {
    value: "",
    about: 'Whether the night switch (*27) closes it; "1" for another switch (*271)',
  }),
});
