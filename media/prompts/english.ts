import type { Day } from "./calendar.ts";
import { type Clip, clip } from "./clip.ts";
import { type Grammar, groupsOf } from "./grammar.ts";

/** The grammar of English as it is spoken in a British office: "one hundred and five", "two thirty p.m.". */
export const english: Grammar = {
  number,
  count: (value, noun) => value === 1 ? [clip(`noun-${noun}-one`)] : [...number(value), clip(`noun-${noun}-many`)],
  day: (day) => [clip(`weekday-${day.weekday}`), clip(`day-${day.day}`), clip(`month-${day.month}`), ...year(day)],
  time,
};

const NOON = 12;

/** What comes last has an "and" before it where it is less than a hundred. */
function number(value: number): readonly Clip[] {
  const [millions, thousands, rest] = groupsOf(value);
  const isLoose = rest > 0 && rest < 100;
  const clips: Clip[] = [];
  if (millions > 0) {
    clips.push(...belowThousand(millions), clip(isLoose && thousands === 0 ? "number-million-and" : "number-million"));
  }
  if (thousands > 0) clips.push(...belowThousand(thousands), clip(isLoose ? "number-thousand-and" : "number-thousand"));
  if (rest > 0 || value === 0) clips.push(...belowThousand(rest));
  return clips;
}

function belowThousand(value: number): readonly Clip[] {
  const rest = value % 100;
  const hundreds = value - rest;
  if (hundreds === 0) return [clip(`number-${rest}`)];
  return rest === 0 ? [clip(`number-${hundreds}`)] : [clip(`number-${hundreds}-and`), clip(`number-${rest}`)];
}

/** Years of other centuries are said by halves, "nineteen ninety-nine"; ours without the "and" of a number. */
function year({ year }: Day): readonly Clip[] {
  const [century, rest] = [Math.floor(year / 100), year % 100];
  if (century > 10 && century < 20 && rest > 0) {
    return [clip(`number-${century}`), clip(rest < 10 ? `minute-${rest}` : `number-${rest}`)];
  }
  if (century % 10 !== 0 || century === 0 || rest === 0) return number(year);
  return [clip(`number-${century / 10}`), clip("number-thousand"), clip(`number-${rest}`)];
}

/** Twelve hours, with "a.m." and "p.m."; noon and midnight have names. */
function time(hour: number, minute: number): readonly Clip[] {
  if (minute === 0 && hour % NOON === 0) return [clip(hour === NOON ? "word-noon" : "word-midnight")];
  const minutes = minute === 0 ? [] : [clip(minute < 10 ? `minute-${minute}` : `number-${minute}`)];
  return [clip(`number-${hour % NOON || NOON}`), ...minutes, clip(hour < NOON ? "word-am" : "word-pm")];
}
