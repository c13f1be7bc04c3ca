import type { InBoth } from "./in_both.ts";

/** What was done. */
export type AuditWords = Readonly<
  Record<"when" | "who" | "action" | "facts" | "address" | "everything" | "look" | "none" | "older", string>
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
  },
};
