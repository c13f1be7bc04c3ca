import type { InBoth } from "./in_both.ts";

/** Why a password is refused. */
export type PasswordFaultWords = Readonly<
  Record<"short" | "long" | "common" | "sequence" | "repeated" | "own-name", string>
>;

export const PASSWORD_FAULT: InBoth<PasswordFaultWords> = {
  en: {
    short: "Too short: at least 12 characters.",
    long: "Too long: at most 256 characters.",
    common: "Too common: it stands on every list of passwords.",
    sequence: "Too easy: neighbours on the keyboard or in the alphabet.",
    repeated: "Too easy: the same over and over.",
    "own-name": "Too easy: it is made of your name.",
  },
  ro: {
    short: "Prea scurtă: cel puțin 12 caractere.",
    long: "Prea lungă: cel mult 256 de caractere.",
    common: "Prea obișnuită: se află pe orice listă de parole.",
    sequence: "Prea ușoară: taste vecine sau litere la rând.",
    repeated: "Prea ușoară: același lucru iar și iar.",
    "own-name": "Prea ușoară: este făcută din numele dumneavoastră.",
  },
};
