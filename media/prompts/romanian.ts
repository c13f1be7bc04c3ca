import { type Clip, clip } from "./clip.ts";
import { type Grammar, groupsOf } from "./grammar.ts";
import type { Gender } from "./read_words.ts";

/** The grammar of Romanian: numbers agree with what they count, and 24 hours make a day. */
export const romanian: Grammar = {
  number,
  count: (value, noun, gender) =>
    value === 1
      ? [clip(`noun-${noun}-one`)]
      : [...number(value, gender), clip(`noun-${noun}-${takesDe(value) ? "many-de" : "many"}`)],
  // Days and years count as masculine: "doi martie", "douăzeci și unu mai".
  day: ({ weekday, day, month, year }) => [
    clip(`weekday-${weekday}`),
    clip(`day-${day}`),
    clip(`month-${month}`),
    ...number(year, "masculine"),
  ],
  time: (hour, minute) => [clip(`hour-${hour}`), ...(minute === 0 ? [] : [clip(`minute-${minute}`)])],
};

/** From twenty on a "de" joins number and noun, unless its last two digits are 1 to 19: "o sută zece mesaje". */
function takesDe(value: number): boolean {
  const rest = value % 100;
  return value > 0 && (rest === 0 || rest >= 20);
}

function number(value: number, of: Gender): readonly Clip[] {
  const [millions, thousands, rest] = groupsOf(value);
  const clips = [...group(millions, "million", "neuter"), ...group(thousands, "thousand", "feminine")];
  if (rest > 0 || value === 0) clips.push(...belowThousand(rest, of));
  return clips;
}

/** Thousands are feminine nouns, millions neuter ones: "două mii", "douăzeci și una de mii", "un milion". */
function group(value: number, name: "thousand" | "million", gender: Gender): readonly Clip[] {
  if (value === 0) return [];
  if (value === 1) return [clip(`number-${name}-one`)];
  return [...belowThousand(value, gender), clip(`number-${name}-${takesDe(value) ? "many-de" : "many"}`)];
}

function belowThousand(value: number, of: Gender): readonly Clip[] {
  const rest = value % 100;
  const hundreds = value - rest;
  const last = clip(isFeminine(rest, of) ? `number-${rest}-feminine` : `number-${rest}`);
  if (hundreds === 0) return [last];
  return rest === 0 ? [clip(`number-${hundreds}`)] : [clip(`number-${hundreds}`), last];
}

/** Only what ends in one or two has a form of its own; eleven has none. Neuter is masculine in one, feminine in two. */
function isFeminine(rest: number, of: Gender): boolean {
  const unit = rest === 11 ? 0 : rest % 10;
  return unit === 1 ? of === "feminine" : unit === 2 && of !== "masculine";
}
