import type { WallTime } from "../base/mod.ts";

/** What people of the desk may be, from the one who may do everything to the one who may only look. */
export const ROLES = ["owner", "admin", "supervisor", "employee", "auditor"] as const;
export type Role = (typeof ROLES)[number];

/** A key in somebody's phone, laptop or stick, as WebAuthn knows it. */
export interface Passkey {
  /** Credential id, base64url. */
  readonly id: string;
  /** COSE public key, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  /** What its owner calls it: `Ana's phone`. */
  readonly name: string;
  readonly addedAt: WallTime;
}

/** Somebody who may sign in to the desk. */
export interface Account {
  /** Unique, in small letters: what he signs in with. */
  readonly name: string;
  readonly fullName: string;
  readonly role: Role;
  /** Whose calls, mailbox and settings are his own. */
  readonly extension?: string;
  /** The queues and extensions that a supervisor sees; absent: all of them. */
  readonly scope?: readonly string[];
  readonly language?: "en" | "ro";
  /** The figures on top of his page of reports, in his order; absent: the usual ones. */
  readonly reportCards?: readonly string[];
  /** PHC string: `$argon2id$v=19$m=19456,t=2,p=1$...`. */
  readonly password: string;
  /** The secret of his authenticator (RFC 6238), base32. */
  readonly totp?: string;
  /** The last time step that was used, so that no code works twice (RFC 6238 §5.2). */
  readonly totpStep?: number;
  readonly passkeys: readonly Passkey[];
  /** SHA-256 of the backup codes that are left, hexadecimal. */
  readonly backupCodes: readonly string[];
  readonly createdAt: WallTime;
}

/** Somebody who is signed in. Whoever has the token is he: only its hash is kept. */
export interface Session {
  /** SHA-256 of the token, hexadecimal. */
  readonly hash: string;
  readonly account: string;
  readonly createdAt: WallTime;
  readonly seenAt: WallTime;
  /** When he last proved who he is: dangerous acts want that to be a moment ago. */
  readonly provedAt: WallTime;
  readonly address: string;
  /** His browser, as it calls itself. */
  readonly agent: string;
}

/** One line of the audit: somebody did something, or tried to. */
export interface AuditLine {
  /** Counts from 1, without a gap. */
  readonly sequence: number;
  readonly at: WallTime;
  /** An account, `key:NAME`, or empty where nobody was signed in. */
  readonly who: string;
  readonly address: string;
  /** `signed-in`, `office.applied`. */
  readonly action: string;
  /** What it was done to, and how: no secrets. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}
