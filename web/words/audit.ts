import type { InBoth } from "./in_both.ts";

/** What was done. */
export type AuditWords = Readonly<
  Record<
    | "when"
    | "who"
    | "action"
    | "facts"
    | "address"
    | "everything"
    | "look"
    | "none"
    | "older"
    | "more"
    | "since"
    | "until"
    | "export"
    | "number"
    | "inWords",
    string
  >
>;

export const AUDIT: InBoth<AuditWords> = {
  en: {
    when: "When",
    who: "Who",
    action: "What",
    facts: "About",
    address: "From",
    everything: "Everything",
    look: "Look",
    none: "Nothing that fits.",
    older: "Older",
    more: "By day",
    since: "From",
    until: "To",
    export: "Export as CSV",
    number: "Number",
    inWords: "In words",
  },
  ro: {
    when: "Când",
    who: "Cine",
    action: "Ce",
    facts: "Despre",
    address: "De la",
    everything: "Orice",
    look: "Caută",
    none: "Nimic potrivit.",
    older: "Mai vechi",
    more: "După zi",
    since: "De la data",
    until: "Până la data",
    export: "Exportă ca CSV",
    number: "Numărul",
    inWords: "În cuvinte",
  },
};
