import { type InBoth, type Words, wordsIn } from "../words/mod.ts";

/** The same said in every language of the desk: who will read it is not known yet. */
export function inBoth<Said>(say: (words: Words) => Said): InBoth<Said> {
  return { en: say(wordsIn("en")), ro: say(wordsIn("ro")) };
}
