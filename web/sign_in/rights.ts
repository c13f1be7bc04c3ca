import type { Directory } from "../../core/directory/mod.ts";
import type { Account, Role } from "../../core/store/mod.ts";

/** What a page or an act wants of who asks for it. A page that names none is open to nobody. */
export const RIGHTS = [
  /** One's own way in: password, authenticator, passkeys, where one is signed in, signing out. */
  "self",
  /** One's own calls, mailbox, settings and phone in the browser. */
  "own",
  /** Who talks with whom, and who waits. */
  "see-live",
  /** Calls and missed calls of the whole office, or of one's scope. */
  "see-calls",
  "clear-missed",
  /** To hear recordings, and to listen in. */
  "hear",
  /** To throw recordings away before their time. */
  "erase-recordings",
  "see-reports",
  /** To put calls through, hang them up, move callers in queues. */
  "steer-calls",
  /** To change the phone book for everybody, and to import into it. */
  "keep-contacts",
  /** The operator's console at one's own extension. */
  "operate",
  "see-office",
  "change-office",
  /** Who may sign in, with which rights; API keys. */
  "change-people",
  "see-audit",
  "see-health",
] as const;
export type Right = (typeof RIGHTS)[number];

const OF_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  owner: RIGHTS,
  admin: RIGHTS.filter((right) => right !== "hear" && right !== "erase-recordings"),
  supervisor: [
    ...["self", "own", "see-live", "see-calls", "clear-missed", "hear"] as const,
    ...["see-reports", "steer-calls", "keep-contacts", "operate"] as const,
  ],
  employee: ["self", "own"],
  // He looks at what was done, and does nothing.
  auditor: ["self", "see-calls", "see-reports", "see-office", "see-audit", "see-health"],
};

export function mayDo(account: Pick<Account, "role">, right: Right): boolean {
  return OF_ROLE[account.role].includes(right);
}

/** The same with what the office lets an employee's extension do (`may_operate`). */
export function mayIn(
  { extensions }: Pick<Directory, "extensions">,
  account: Pick<Account, "role" | "extension">,
  right: Right,
): boolean {
  const operates = right === "operate" && account.role === "employee" &&
    extensions.get(account.extension ?? "")?.mayOperate === true;
  return operates || mayDo(account, right);
}

/** Whether somebody is let see the same as before: what he was shown since goes on. */
export function seesTheSame(before: Account, now: Account): boolean {
  const of = ({ name, role, extension, scope }: Account) => JSON.stringify([name, role, extension, scope]);
  return before === now || of(before) === of(now);
}
