import { assertNever, fail, ok, type Result } from "../../core/base/mod.ts";
import type { Language, PlayItem } from "../../core/sound/mod.ts";
import { readDay, readTime } from "./calendar.ts";
import { type Clip, clip, pause } from "./clip.ts";
import { count, duration, money, number } from "./counted.ts";
import type { Grammar } from "./grammar.ts";
import { GRAMMARS } from "./grammars.ts";

const SIGNS: Readonly<Record<string, string>> = { "*": "word-star", "#": "word-hash", "+": "word-plus" };
const DIGITS = /^[0-9*#+]+$/;
/** Numbers longer than an extension are read in threes with a breath between them, and no digit stands alone at the end. */
const [GROUP, MOST_AT_ONCE] = [3, 4];
const BREATH_MS = 200;

/** The clips that say an item, in their order. The fault names what of the item cannot be said. */
export function clipsOf(item: PlayItem, language: Language): Result<readonly Clip[]> {
  switch (item.type) {
    case "prompt":
      // Whether there is one of that name is known where the clips are: on the shelf.
      return ok([clip(item.name)]);
    case "file":
      return fail("no-words", `Cannot say the file "${item.path}": it is sound already`);
    case "recording":
      return fail("no-words", `Cannot say the recording "${item.path}": it is sound already`);
    case "music":
      return fail("no-words", "Cannot say music: it is sound already");
    case "beep":
      return fail("no-words", "Cannot say the tone: it is sound already");
    case "silence":
      return item.ms >= 0 && Number.isFinite(item.ms)
        ? ok([pause(item.ms)])
        : fail("bad-silence", `Cannot be silent for "${item.ms}" ms: expected 0 or more`);
    case "digits":
      return digits(item.digits);
    case "number":
      return number(item.value, item.of ?? "masculine", language);
    case "count":
      return count(item.value, item.of, language);
    case "date":
      return date(item, GRAMMARS[language]);
    case "time": {
      const time = readTime(item.time);
      return time.ok ? ok(GRAMMARS[language].time(...time.value)) : time;
    }
    case "duration":
      return duration(item.seconds, language);
    case "money":
      return money(item, language);
    default:
      return assertNever(item);
  }
}

function digits(text: string): Result<readonly Clip[]> {
  if (!DIGITS.test(text)) {
    return fail("bad-digits", `Cannot say the digits "${text}": expected 0 to 9, "*", "#" and "+"`);
  }
  const clips: Clip[] = [];
  let inGroup = 0;
  [...text].forEach((digit, at) => {
    if (inGroup >= GROUP && text.length - at > 1 && text.length > MOST_AT_ONCE) {
      clips.push(pause(BREATH_MS));
      inGroup = 0;
    }
    clips.push(clip(SIGNS[digit] ?? `number-${digit}`));
    // What comes before a number belongs to its first group.
    if (SIGNS[digit] === undefined) inGroup++;
  });
  return ok(clips);
}

function date(item: { readonly date: string; readonly today?: string }, grammar: Grammar): Result<readonly Clip[]> {
  const day = readDay(item.date);
  if (!day.ok) return day;
  if (item.today === undefined) return ok(grammar.day(day.value));
  const today = readDay(item.today);
  if (!today.ok) return today;
  const ago = today.value.number - day.value.number;
  if (ago === 0) return ok([clip("word-today")]);
  return ok(ago === 1 ? [clip("word-yesterday")] : grammar.day(day.value));
}
