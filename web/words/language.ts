import type { DeskLanguage } from "./in_both.ts";

/** The languages of the desk, as those who speak them call them. */
export const LANGUAGES: readonly { readonly code: DeskLanguage; readonly name: string }[] = [
  { code: "en", name: "English" },
  { code: "ro", name: "Română" },
];

/** The language that somebody reads best, of those we have: `accept` is his choice, or his browser's (RFC 9110 §12.5.4). */
export function languageOf(accept: string | undefined, office: string): DeskLanguage {
  const wanted = (accept ?? "").split(",").map((part) => {
    const [tag = "", quality = "q=1"] = part.trim().split(";");
    return { language: tag.split("-")[0]!.toLowerCase(), quality: Number(quality.trim().slice(2)) || 0 };
  }).sort((one, other) => other.quality - one.quality);
  const found = wanted.find(({ language, quality }) => quality > 0 && isOurs(language))?.language;
  return found !== undefined && isOurs(found) ? found : isOurs(office) ? office : "en";
}

function isOurs(language: string): language is DeskLanguage {
  return LANGUAGES.some(({ code }) => code === language);
}
