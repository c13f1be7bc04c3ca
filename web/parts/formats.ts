import type { DeskLanguage } from "../words/mod.ts";

/** How each language of the desk is written. */
const LOCALES: Readonly<Record<DeskLanguage, string>> = { en: "en-GB", ro: "ro-RO" };

/** To make one takes as long as to write a hundred moments with it: each is made once, and there are a handful. */
const DATES = new Map<string, Intl.DateTimeFormat>();
const NUMBERS = new Map<string, Intl.NumberFormat>();

/** What writes dates and hours in a language. */
export function dateFormat(language: DeskLanguage, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(DATES, language, options, () => new Intl.DateTimeFormat(LOCALES[language], options));
}

/** What writes numbers in a language. */
export function numberFormat(language: DeskLanguage, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(NUMBERS, language, options, () => new Intl.NumberFormat(LOCALES[language], options));
}

function kept<Format>(known: Map<string, Format>, language: DeskLanguage, options: object, make: () => Format): Format {
  const key = language + JSON.stringify(options);
  const format = known.get(key) ?? make();
  known.set(key, format);
  return format;
}
