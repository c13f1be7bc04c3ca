import type { Chance, Clock } from "../../core/base/mod.ts";
import type { Directory } from "../../core/directory/mod.ts";
import type { Account, Role } from "../../core/store/mod.ts";
import { accountNameFault, type Accounts } from "./accounts.ts";
import type { Hasher } from "./hasher.ts";
import { normalPassword } from "./password.ts";
import type { Sessions } from "./sessions.ts";

const PASSWORD_BITS = 80;

/** What accounts are kept with. */
export interface AccountParts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly hasher: Hasher;
  readonly chance: Chance;
  readonly clock: Clock;
  /** Of which they name extensions, queues and groups. */
  directory(): Pick<Directory, "extensions" | "queues" | "groups">;
}

/** What may be said of an account by others. */
export interface AccountWish {
  /** Empty: as he is called when he signs in. */
  readonly fullName: string;
  readonly role: Role;
  readonly extension?: string;
  /** Extensions and queues that he sees; empty: all. */
  readonly scope: readonly string[];
}

export type AccountRefused =
  | { readonly refused: "owners-only" | "last-owner" | "taken" | "gone" }
  | { readonly refused: "name"; readonly why: "empty" | "letters" }
  /** The office has nothing of that number. */
  | { readonly refused: "no-such"; readonly field: "extension" | "scope"; readonly value: string };

/** A password that nobody had to think of, which is shown once to whoever hands it over. */
export interface HandedOver {
  readonly account: Account;
  readonly temporary: string;
}

/** Who is no owner makes none, and touches none. */
export function mayTouch(by: Pick<Account, "role">, other: Pick<Account, "role">): boolean {
  return by.role === "owner" || other.role !== "owner";
}

export async function addAccount(
  parts: AccountParts,
  wish: AccountWish & { readonly name: string },
  by: Pick<Account, "role">,
): Promise<HandedOver | AccountRefused> {
  const { accounts, clock } = parts;
  const name = wish.name.trim().toLowerCase();
  if (!mayTouch(by, wish)) return { refused: "owners-only" };
  const why = accountNameFault(name);
  if (why !== undefined) return { refused: "name", why };
  if (accounts.get(name) !== undefined) return { refused: "taken" };
  const unknown = unknownIn(parts, wish);
  if (unknown !== undefined) return unknown;
  const { password, temporary } = await newPassword(parts);
  // Somebody else may have been quicker while the hash was made.
  if (accounts.get(name) !== undefined) return { refused: "taken" };
  const account = { name, ...saidIn(wish, name), password, passkeys: [], backupCodes: [], createdAt: clock.wall() };
  await accounts.put(account);
  return { account, temporary };
}

export async function changeAccount(
  parts: AccountParts,
  wish: AccountWish & { readonly name: string },
  by: Pick<Account, "role">,
): Promise<{ readonly account: Account; readonly before: Account } | AccountRefused> {
  const { accounts } = parts;
  const known = accountFor(accounts, wish.name, by);
  if ("refused" in known) return known;
  if (!mayTouch(by, wish)) return { refused: "owners-only" };
  if (wish.role !== "owner" && !accounts.hasOtherOwner(known.name)) return { refused: "last-owner" };
  const unknown = unknownIn(parts, wish);
  if (unknown !== undefined) return unknown;
  const { extension: _extension, scope: _scope, ...rest } = known;
  const account = { ...rest, ...saidIn(wish, known.name) };
  await accounts.put(account);
  return { account, before: known };
}

/** A password for who has forgotten his; his authenticator and passkeys go with it, and so do his sessions. */
export async function resetAccount(
  parts: AccountParts,
  name: string,
  by: Pick<Account, "role">,
): Promise<HandedOver | AccountRefused> {
  const { accounts, sessions } = parts;
  const { password, temporary } = await newPassword(parts);
  const known = accountFor(accounts, name, by);
  if ("refused" in known) return known;
  const account = await replaceProofs({ accounts, sessions }, known, password);
  return { account, temporary };
}

/** By this password he comes in from now on, and by nothing else; wherever he is signed in, he has to sign in again. */
export async function replaceProofs(
  { accounts, sessions }: Pick<AccountParts, "accounts" | "sessions">,
  { totp: _secret, totpStep: _step, ...rest }: Account,
  password: string,
): Promise<Account> {
  const account = { ...rest, password, passkeys: [], backupCodes: [] };
  await accounts.put(account);
  await sessions.endAll(account.name);
  return account;
}

export async function removeAccount(
  { accounts, sessions }: AccountParts,
  name: string,
  by: Pick<Account, "role">,
): Promise<{ readonly account: Account } | AccountRefused> {
  const known = accountFor(accounts, name, by);
  if ("refused" in known) return known;
  if (!accounts.hasOtherOwner(known.name)) return { refused: "last-owner" };
  await accounts.remove(known.name);
  await sessions.endAll(known.name);
  return { account: known };
}

/** Wherever he is signed in, he has to sign in again. */
export async function endSessions(
  { accounts, sessions }: AccountParts,
  name: string,
  by: Pick<Account, "role">,
): Promise<{ readonly account: Account } | AccountRefused> {
  const known = accountFor(accounts, name, by);
  if ("refused" in known) return known;
  await sessions.endAll(known.name);
  return { account: known };
}

/** When he was last seen, by the wall clock; 0: nobody is signed in as him. */
export function seenAt({ sessions }: Pick<AccountParts, "sessions">, name: string): number {
  return Math.max(0, ...sessions.ofAccount(name).map(({ seenAt }) => seenAt));
}

/** The account of that name, where he may touch it. */
export function accountFor(accounts: Accounts, name: string, by: Pick<Account, "role">): Account | AccountRefused {
  const known = accounts.get(name);
  if (known === undefined) return { refused: "gone" };
  return mayTouch(by, known) ? known : { refused: "owners-only" };
}

/** What an account names and the office does not have, or has no more: its extension first. */
export function goneFrom(
  { directory }: Pick<AccountParts, "directory">,
  { extension = "", scope = [] }: Partial<Pick<Account, "extension" | "scope">>,
): readonly { readonly field: "extension" | "scope"; readonly value: string }[] {
  const { extensions, queues, groups } = directory();
  const isGone = (number: string) => ![extensions, queues, groups].some((known) => known.has(number));
  return [
    ...extension === "" || extensions.has(extension) ? [] : [{ field: "extension" as const, value: extension }],
    ...scope.filter(isGone).map((value) => ({ field: "scope" as const, value })),
  ];
}

/** Why an account may not be kept as it is wished. */
function unknownIn(parts: AccountParts, wish: AccountWish): AccountRefused | undefined {
  const [unknown] = goneFrom(parts, wish);
  return unknown === undefined ? undefined : { refused: "no-such", ...unknown };
}

type Said = Pick<Account, "fullName" | "role" | "extension" | "scope">;

function saidIn({ fullName, role, extension = "", scope }: AccountWish, name: string): Said {
  return {
    fullName: fullName.trim() || name,
    role,
    ...extension === "" ? {} : { extension },
    ...scope.length === 0 ? {} : { scope },
  };
}

async function newPassword({ chance, hasher }: AccountParts): Promise<{ password: string; temporary: string }> {
  const temporary = chance.token(PASSWORD_BITS);
  return { temporary, password: await hasher.hash(normalPassword(temporary)) };
}
