import { CODE_ABOUT_RO, CODE_NAMES, CODE_TABLE, type CodeName, type CodeSpec } from "../directory/mod.ts";

/** How a list of what can be dialled says it. */
export interface FeatureWords {
  /** Above what is dialled, what it leads to, and its name in `codes:`. */
  readonly head: readonly [dial: string, to: string, code: string];
  readonly about: Readonly<Record<CodeName, string>>;
  /** What follows a code, as people write it. */
  readonly rest: Readonly<Record<CodeSpec["takes"], string>>;
  readonly slots: string;
  readonly announcement: string;
  readonly hours: string;
  readonly menu: string;
  readonly disa: string;
  readonly group: string;
  readonly queue: string;
  readonly room: string;
  readonly page: string;
}

export const FEATURE_WORDS: Readonly<Record<"en" | "ro", FeatureWords>> = {
  en: {
    head: ["DIAL", "TO", "CODE"],
    about: Object.fromEntries(CODE_NAMES.map((name) => [name, CODE_TABLE[name].about])) as FeatureWords["about"],
    rest: {
      "nothing": "",
      "number": "NUMBER",
      "maybe a number": "[NUMBER]",
      "an extension": "EXTENSION",
      "in a call": " in a call",
    },
    slots: "fetch who is parked there; transfer to it to park",
    announcement: "hear the announcement",
    hours: "go where callers go now by the hours",
    menu: "hear the menu",
    disa: "key in a PIN and dial from outside:",
    group: "ring the group",
    queue: "wait in the queue",
    room: "the conference",
    page: "speak to",
  },
  ro: {
    head: ["FORMAȚI", "PENTRU", "COD"],
    about: CODE_ABOUT_RO,
    rest: {
      "nothing": "",
      "number": "NUMĂR",
      "maybe a number": "[NUMĂR]",
      "an extension": "INTERIOR",
      "in a call": " în timpul apelului",
    },
    slots: "ia apelul parcat acolo; transferați la el pentru a parca",
    announcement: "auziți anunțul",
    hours: "mergeți unde merg acum apelanții după orarul",
    menu: "auziți meniul",
    disa: "introduceți un PIN și formați din afară:",
    group: "sună grupul",
    queue: "așteptați în coada",
    room: "conferința",
    page: "vorbiți către",
  },
};
