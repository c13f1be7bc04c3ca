import type { Language } from "../../core/sound/mod.ts";
import type { Gender } from "./read_words.ts";

/**
 * What can be counted in Romanian, by gender. It stands here once more, beside the words themselves, because whoever speaks
 * has no need of their texts: to read all of them takes 20 MB and as long as it takes somebody to wait.
 */
const ROMANIAN: Readonly<Record<Gender, readonly string[]>> = {
  masculine: ["caller", "participant", "colleague", "euro", "cent", "leu", "ban", "dollar", "penny"],
  feminine: ["person", "recording", "attempt", "second", "hour", "day", "week", "pound"],
  neuter: [
    "message",
    "new-message",
    "saved-message",
    "urgent-message",
    "deleted-message",
    "call",
    "missed-call",
    "minute",
  ],
};

const GENDERS: readonly Gender[] = ["masculine", "feminine", "neuter"];
const ro: ReadonlyMap<string, Gender> = new Map(
  GENDERS.flatMap((gender) => ROMANIAN[gender].map((noun) => [noun, gender] as const)),
);

/** What can be counted, with its gender; English has none, and calls all of it masculine. */
export const NOUNS: Readonly<Record<Language, ReadonlyMap<string, Gender>>> = {
  en: new Map([...ro.keys()].map((noun) => [noun, "masculine"])),
  ro,
};
