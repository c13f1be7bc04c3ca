import { fail, ok, type Result } from "../../core/base/mod.ts";
import type { Language } from "../../core/sound/mod.ts";
import { type Clip, clip } from "./clip.ts";
import { GRAMMARS } from "./grammars.ts";
import { NOUNS } from "./nouns.ts";
import type { Gender } from "./read_words.ts";

const MOST = 999_999_999;
const [MINUTE, HOUR] = [60, 3600];
const CENTS = 100;

/** The nouns of each currency (ISO 4217) and of its hundredth. */
const CURRENCIES: Readonly<Record<string, readonly [whole: string, hundredth: string]>> = {
  EUR: ["euro", "cent"],
  RON: ["leu", "ban"],
  USD: ["dollar", "cent"],
  GBP: ["pound", "penny"],
};

/** A number by itself. */
export function number(value: number, of: Gender, language: Language): Result<readonly Clip[]> {
  return isCountable(value) ? ok(GRAMMARS[language].number(value, of)) : tooMany(value);
}

/** A thing so many times. */
export function count(value: number, noun: string, language: Language): Result<readonly Clip[]> {
  const gender = NOUNS[language].get(noun);
  if (gender === undefined) return fail("unknown-noun", `Cannot count "${noun}": no words have that name`);
  return isCountable(value) ? ok(GRAMMARS[language].count(value, noun, gender)) : tooMany(value);
}

/** The parts that are not zero, the last two joined: "one hour, two minutes and five seconds". */
export function duration(seconds: number, language: Language): Result<readonly Clip[]> {
  if (!isCountable(seconds)) {
    return fail("bad-duration", `Cannot say the duration "${seconds}": expected whole seconds, 0 to ${MOST}`);
  }
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / HOUR), "hour"],
    [Math.floor(seconds % HOUR / MINUTE), "minute"],
    [seconds % MINUTE, "second"],
  ];
  const said = parts.filter(([value, noun]) => value > 0 || seconds === 0 && noun === "second");
  return joined(said, language);
}

/** What is nothing is left out: "five euros", "twenty cents"; but "zero euros". */
export function money(
  item: { readonly minor: number; readonly currency: string },
  language: Language,
): Result<readonly Clip[]> {
  const { minor, currency } = item;
  const nouns = Object.hasOwn(CURRENCIES, currency) ? CURRENCIES[currency] : undefined;
  if (nouns === undefined) {
    return fail(
      "unknown-currency",
      `Cannot say the currency "${currency}": expected ${Object.keys(CURRENCIES).join(", ")}`,
    );
  }
  if (!Number.isInteger(minor) || minor < 0 || minor > MOST * CENTS) {
    return fail("bad-amount", `Cannot say the amount "${minor}" ${currency}: expected 0 to ${MOST * CENTS} hundredths`);
  }
  const [whole, rest] = [Math.floor(minor / CENTS), minor % CENTS];
  const parts: readonly (readonly [number, string])[] = [[whole, nouns[0]], [rest, nouns[1]]];
  return joined(parts.filter(([value], at) => value > 0 || minor === 0 && at === 0), language);
}

/** Counts one after the other, with an "and" before the last. */
function joined(parts: readonly (readonly [number, string])[], language: Language): Result<readonly Clip[]> {
  const clips: Clip[] = [];
  for (const [at, [value, noun]] of parts.entries()) {
    const counted = count(value, noun, language);
    if (!counted.ok) return counted;
    if (at > 0 && at === parts.length - 1) clips.push(clip("word-and"));
    clips.push(...counted.value);
  }
  return ok(clips);
}

function isCountable(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MOST;
}

function tooMany(value: number): Result<never> {
  return fail("bad-number", `Cannot say the number "${value}": expected a whole number, 0 to ${MOST}`);
}
