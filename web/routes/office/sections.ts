import type { SectionSpec } from "../../forms/mod.ts";
import { SECTIONS } from "../../office/mod.ts";

/** The headings of the office's settings. */
export type OfficePart = "people" | "together" | "outside" | "callers" | "rules";

/** Under which of them a section stands. */
export const PARTS: Readonly<Record<OfficePart, readonly string[]>> = {
  people: ["extensions", "voicemail", "presence", "lamps", "desk", "account_codes"],
  together: ["groups", "queues", "rooms", "pages", "park", "doors", "supervision", "ring"],
  outside: ["trunks", "numbers", "routes", "rates", "brakes", "emergency", "pbx", "browser_phones"],
  callers: ["menus", "hours", "announcements", "disa", "block"],
  rules: ["office", "recording", "reports", "codes"],
};

export function sectionOf(name: string): SectionSpec | undefined {
  return SECTIONS.find((section) => section.name === name);
}

/** The part that a section is under, and all that is under it. */
export function sectionsBeside(name: string): { readonly part: OfficePart; readonly sections: readonly SectionSpec[] } {
  const part = (Object.keys(PARTS) as OfficePart[]).find((each) => PARTS[each].includes(name)) ?? "rules";
  return { part, sections: sectionsIn(part) };
}

/** The sections of a part; under `rules` stands what no other part has. */
export function sectionsIn(part: OfficePart): readonly SectionSpec[] {
  const placed = Object.values(PARTS).flat();
  const named = PARTS[part];
  return SECTIONS.filter(({ name }) => named.includes(name) || (part === "rules" && !placed.includes(name)));
}
