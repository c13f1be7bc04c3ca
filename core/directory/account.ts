import { hash } from "node:crypto";

/** Whom a call outside is for: a client, a project. Whoever calls says so by a code. */
export interface AccountSource {
  readonly name: string;
  /** 2 to 12 digits. */
  readonly code: string;
}

/** The same in the directory, where no code is: only what one is told by. */
export interface Account {
  readonly name: string;
  /** See {@link accountKey}. */
  readonly key: string;
}

/** Whether calls outside need an account: `required`, or only where somebody says so. */
export const ACCOUNT_USES = ["optional", "required"] as const;
/** One of {@link ACCOUNT_USES}. */
export type AccountUse = (typeof ACCOUNT_USES)[number];

/** What the directory knows a code by: no log and no screen shows it by mistake. */
export function accountKey(code: string): string {
  return hash("sha256", `account:${code}`);
}
