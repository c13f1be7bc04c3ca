import { RO_CALLERS } from "./settings/ro_callers.ts";
import { RO_CODES } from "./settings/ro_codes.ts";
import { RO_OUTSIDE } from "./settings/ro_outside.ts";
import { RO_PEOPLE } from "./settings/ro_people.ts";
import { RO_PROGRAMS } from "./settings/ro_programs.ts";
import { RO_REPORTS } from "./settings/ro_reports.ts";
import { RO_RULES } from "./settings/ro_rules.ts";
import { RO_TOGETHER } from "./settings/ro_together.ts";

/** What the schema of the office says of its keys, in Romanian, by the English. */
export const RO_ABOUT: Readonly<Record<string, string>> = {
  ...RO_PEOPLE,
  ...RO_TOGETHER,
  ...RO_CALLERS,
  ...RO_OUTSIDE,
  ...RO_RULES,
  ...RO_REPORTS,
  ...RO_PROGRAMS,
  ...RO_CODES,
};
