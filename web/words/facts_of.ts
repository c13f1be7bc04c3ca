import { type AuditLine, type Role, ROLES } from "../../core/store/mod.ts";
import { factOf, factValueOf } from "./audit_actions.ts";
import { choiceOf, labelOf } from "./field_words.ts";
import type { Words } from "./words.ts";

/** What a line is about, in the reader's words: `account: ana, role: auditor`. */
export function factsOf({ facts }: Pick<AuditLine, "facts">, words: Pick<Words, "language" | "me">): string {
  return Object.entries(facts).map(([name, value]) => `${factOf(name, words.language)}: ${sayFact(name, value, words)}`)
    .join(", ");
}

/** What a fact says, where it is a word of ours: a role, a section of the office, yes and no. */
function sayFact(name: string, value: AuditLine["facts"][string], words: Pick<Words, "language" | "me">): string {
  if (typeof value === "boolean") return choiceOf(value, { section: "audit", key: name }, words.language);
  if (name === "section") return labelOf(String(value), words.language);
  return /^role(-before)?$/.test(name) && isRole(value)
    ? words.me.roles[value]
    : factValueOf(name, String(value), words.language);
}

function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}
