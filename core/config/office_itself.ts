import type { Office } from "../directory/mod.ts";
import { codecList } from "./codec_list.ts";
import { nameText, wordText } from "./names.ts";
import { country, timeZone } from "./office_texts.ts";
import { needed, optional, preset, record } from "./record.ts";
import { type Shape, text } from "./shape.ts";

const language = text({
  what: "a language as in en or pt-BR",
  judge: (given) => isLanguage(given) ? undefined : true,
});

function isLanguage(given: string): boolean {
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(given)) return false;
  try {
    return Intl.getCanonicalLocales(given).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** `office:`, the office as a whole. */
export const officeItself: Shape<Office> = record<Office>({
  name: needed("name", nameText, "The office's name"),
  country: needed("country", country, "ISO 3166-1 alpha-2; its emergency numbers are reserved"),
  timeZone: needed("time_zone", timeZone, "IANA name: Europe/Bucharest"),
  language: preset("language", language, { value: "en", about: "BCP 47: en, ro, pt-BR" }),
  music: optional("music", wordText, "The folder in <data>/music whose files are music on hold"),
  codecs: optional(
    "codecs",
    codecList,
    "What phones may speak, best first; without it whatever they offer, in their own order",
  ),
});
