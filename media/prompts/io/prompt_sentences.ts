import type { Language } from "../../../core/sound/mod.ts";
import { readWords } from "../read_words.ts";

const FILES: Readonly<Record<Language, URL>> = {
  en: new URL("../words/en.yml", import.meta.url),
  ro: new URL("../words/ro.yml", import.meta.url),
};

/** What the box says in a language: the text of every clip by its name. Read when it is first asked for. */
export function promptSentences(): (language: Language) => ReadonlyMap<string, string> {
  const read = new Map<Language, ReadonlyMap<string, string>>();
  return (language) => {
    const known = read.get(language) ?? readWords(Deno.readTextFileSync(FILES[language])).clips;
    read.set(language, known);
    return known;
  };
}
