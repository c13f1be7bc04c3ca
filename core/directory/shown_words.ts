import type { Office } from "./directory.ts";

/** What phones show before a name or in place of one: short, for a display holds a dozen letters. */
export interface ShownWords {
  /** Who comes back from a parking slot: `Parked 70`. */
  readonly parked: (slot: string) => string;
  /** Somebody who was busy before. */
  readonly free: (name: string) => string;
  /** Who comes back from a transfer that nobody took. */
  readonly back: string;
  readonly wakeUp: string;
}

const WORDS: Readonly<Record<"en" | "ro", ShownWords>> = {
  en: { parked: (slot) => `Parked ${slot}`, free: (name) => `Free: ${name}`, back: "Back", wakeUp: "Wake-up" },
  ro: { parked: (slot) => `Parcat ${slot}`, free: (name) => `Liber: ${name}`, back: "Revine", wakeUp: "Trezire" },
};

/** Those in the office's language. */
export function shownWords(office: Pick<Office, "language">): ShownWords {
  return WORDS[officeLanguage(office)];
}

/** In which of the two languages that the box writes it writes to this office. */
export function officeLanguage({ language }: Pick<Office, "language">): "en" | "ro" {
  return /^ro(-|$)/i.test(language) ? "ro" : "en";
}
