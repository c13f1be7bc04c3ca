import type { Account } from "../../core/store/mod.ts";
import type { AuditFact, AuditFacts } from "../audit/mod.ts";
import type { AccountWish } from "./keep_accounts.ts";

type Told = "fullName" | "role" | "extension" | "scope";

/** What the audit calls that which is said of an account, and what it said before. */
const FACTS: Readonly<Record<Told, readonly [now: AuditFact, before: AuditFact]>> = {
  role: ["role", "role-before"],
  extension: ["extension", "extension-before"],
  scope: ["sees", "sees-before"],
  fullName: ["name", "name-before"],
};
const TOLD = Object.keys(FACTS) as readonly Told[];

/** What the audit says of a new account, or of what was changed of one: with what it said before. */
export function accountFacts(account: Account, before?: Account): AuditFacts {
  return {
    account: account.name,
    ...Object.fromEntries(TOLD.flatMap((what) => {
      const [now, then] = [textOf(account, what), before && textOf(before, what)];
      if (now === (then ?? "")) return [];
      const [nowFact, thenFact] = FACTS[what];
      return [...then === undefined ? [] : [[thenFact, then]], [nowFact, now]];
    })),
  };
}

/** One thing of an account, before and after. */
export interface AccountChange {
  readonly what: Told;
  readonly before: string;
  readonly after: string;
}

/** What a line of the audit says was changed. */
export function accountChanges(facts: Readonly<Record<string, unknown>>): readonly AccountChange[] {
  return TOLD.flatMap((what) => {
    const [after, before] = FACTS[what].map((fact) => facts[fact]);
    return typeof after === "string" && typeof before === "string" ? [{ what, before, after }] : [];
  });
}

/** The fields of an account's form with these changes taken back. */
export function asBefore(account: Account, changes: readonly AccountChange[]): Readonly<Record<Told, string>> {
  const now = Object.fromEntries(TOLD.map((what) => [what, textOf(account, what)])) as Record<Told, string>;
  return { ...now, ...Object.fromEntries(changes.map(({ what, before }) => [what, before])) };
}

/** Extensions and queues as they stand in a form. */
export function scopeOf(text: string): AccountWish["scope"] {
  return text.split(/[\s,]+/).filter((number) => number !== "");
}

function textOf(account: Account, what: Told): string {
  return what === "scope" ? (account.scope ?? []).join(", ") : account[what] ?? "";
}
