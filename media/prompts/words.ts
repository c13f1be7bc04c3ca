import { createHash } from "node:crypto";
import type { Language } from "../../core/sound/mod.ts";
import { readWords, type Words } from "./read_words.ts";
import english from "./words/en.yml" with { type: "text" };
import romanian from "./words/ro.yml" with { type: "text" };

/** What the box says, in every language that it speaks. */
export const WORDS: Readonly<Record<Language, Words>> = { en: readWords(english), ro: readWords(romanian) };

export const LANGUAGES: readonly Language[] = ["en", "ro"];

/** One hash over every voice, name and text: what a rendered pack was made from. The files' comments do not count. */
export function hashOfWords(): string {
  const hash = createHash("sha256");
  for (const language of LANGUAGES) {
    const { voice, pronounced, clips } = WORDS[language];
    hash.update(JSON.stringify([language, voice.name, voice.speed, voice.pitch, [...pronounced], [...clips]]));
  }
  return hash.digest("hex");
}
