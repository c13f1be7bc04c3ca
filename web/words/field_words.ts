import type { DeskLanguage } from "./in_both.ts";
import { RO_ABOUT } from "./ro_about.ts";
import { CHOICES } from "./settings/choices.ts";
import { LABELS } from "./settings/labels.ts";

/** What is said of every feature code: that it may be switched off. */
const SWITCHED = { en: "; false switches it off", ro: "; false îl oprește" } as const;

/**
 * What a key of the office file is called on a form: `ring_for` is "Seconds it rings". The same key may mean another thing
 * elsewhere: of the labels that end a place the longest counts, `announcements.times` before `times`.
 *
 * @param place from the office down, `extensions.ring_for`; or what is known of that
 */
export function labelOf(place: string, language: DeskLanguage): string {
  const keys = place.split(".");
  const label = keys.map((_, from) => LABELS[keys.slice(from).join(".")]).find((each) => each !== undefined);
  const key = keys.at(-1) ?? "";
  return inLanguage(label, language) ?? key.charAt(0).toUpperCase() + key.slice(1).replaceAll(/[_-]/g, " ");
}

/**
 * What the schema says of a key, in somebody's language.
 *
 * @param yesAndNo what stands on the form for the file's `true` and `false`: what one chooses there, unless told
 */
export function aboutOf(english: string, language: DeskLanguage, yesAndNo: YesAndNo = chosenIn(language)): string {
  return inTheirWords(unquoted(inWords(english, language)), yesAndNo);
}

function inWords(english: string, language: DeskLanguage): string {
  if (language === "en") return english;
  const isSwitched = english.endsWith(SWITCHED.en);
  const found = RO_ABOUT[isSwitched ? english.slice(0, -SWITCHED.en.length) : english];
  return found === undefined ? english : isSwitched ? found + SWITCHED.ro : found;
}

/** What is chosen or typed on a form where the file says `true` or `false`. */
export interface YesAndNo {
  readonly true: string;
  readonly false: string;
}

function chosenIn(language: DeskLanguage): YesAndNo {
  const at = { section: "", key: "" };
  return { true: choiceOf(true, at, language), false: choiceOf(false, at, language) };
}

/** With a capital letter where a sentence begins. */
function inTheirWords(about: string, yesAndNo: YesAndNo): string {
  return about.replaceAll(/\b(?:true|false)\b/gi, (word, at: number) => {
    const said = yesAndNo[word.toLowerCase() === "true" ? "true" : "false"];
    return at === 0 || about.endsWith(". ", at) ? said.charAt(0).toUpperCase() + said.slice(1) : said;
  });
}

/** Without what concerns only who writes the file: quotation marks, and the sign for a secret that stays as it is. */
function unquoted(about: string): string {
  return about.replaceAll(/[.,;] *(in quotes|între ghilimele|!kept (for|pentru)[^.;]*)/gi, "");
}

/** Where a choice stands: the same word may mean different things. */
export interface ChoicePlace {
  /** `groups` */
  readonly section: string;
  /** `strategy` */
  readonly key: string;
}

/** What may be chosen, in words: `hunt` is "one after the other". What is a name already stays it. */
export function choiceOf(value: string | number | boolean, at: ChoicePlace, language: DeskLanguage): string {
  const text = String(value);
  return inLanguage(CHOICES[`${at.section}.${text}`] ?? CHOICES[`${at.key}.${text}`] ?? CHOICES[text], language) ??
    text;
}

function inLanguage(words: readonly [en: string, ro: string] | undefined, language: DeskLanguage): string | undefined {
  return language === "ro" ? words?.[1] : words?.[0];
}
