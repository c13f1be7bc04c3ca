import { LABELS_OUTSIDE } from "./labels_outside.ts";
import { LABELS_PEOPLE } from "./labels_people.ts";
import { LABELS_PROGRAMS } from "./labels_programs.ts";
import { LABELS_RULES } from "./labels_rules.ts";
import { LABELS_TOGETHER } from "./labels_together.ts";

/** Words in English and in Romanian, by what stands in the file; `doors.open` where the same key means something else elsewhere. */
export type Labels = Readonly<Record<string, readonly [en: string, ro: string]>>;

/** What the keys of the office file are called on forms. */
export const LABELS: Labels = {
  ...LABELS_PEOPLE,
  ...LABELS_TOGETHER,
  ...LABELS_OUTSIDE,
  ...LABELS_RULES,
  ...LABELS_PROGRAMS,
};
