import { createHash, timingSafeEqual } from "node:crypto";
import type { TOTP } from "otpauth";
import type { Chance, WallTime } from "../../core/base/mod.ts";

const PERIOD_S = 30;
const SECRET_BYTES = 20;
const BACKUP_CODES = 10;
/** 50 bits each: too many to guess between two lock-outs. */
const BACKUP_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const BACKUP_LENGTH = 10;

/** A fresh secret for somebody's authenticator, base32. */
export async function newTotpSecret(chance: Chance): Promise<string> {
  const { Secret } = await import("otpauth");
  const bytes = chance.bytes(SECRET_BYTES);
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
}

/** `otpauth://totp/...`: what the QR says (RFC 6238; Key Uri Format). */
export async function totpUri(account: string, secret: string, office: string): Promise<string> {
  return (await totpOf(secret, { label: account, issuer: office })).toString();
}

/** The time step that a code belongs to, which must be later than the last one used; undefined for a wrong or used code. */
export async function totpStepOf(
  secret: string,
  typed: string,
  last: number | undefined,
  at: WallTime,
): Promise<number | undefined> {
  const token = typed.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = (await totpOf(secret)).validate({ token, timestamp: at, window: 1 });
  if (delta === null) return undefined;
  const step = Math.floor(at / (1_000 * PERIOD_S)) + delta;
  return last !== undefined && step <= last ? undefined : step;
}

/** Codes for the day the authenticator is lost; shown once, and kept as hashes. */
export function newBackupCodes(chance: Chance): readonly string[] {
  const letter = () => BACKUP_LETTERS[chance.below(BACKUP_LETTERS.length)]!;
  return Array.from({ length: BACKUP_CODES }, () => Array.from({ length: BACKUP_LENGTH }, letter).join(""));
}

export function hashOfBackupCode(typed: string): string {
  return createHash("sha256").update(typed.toLowerCase().replaceAll(/[\s-]/g, "")).digest("hex");
}

/** The codes that are left after this one was used; undefined when it is none of them. */
export function useBackupCode(left: readonly string[], typed: string): readonly string[] | undefined {
  const hash = new TextEncoder().encode(hashOfBackupCode(typed));
  const others = left.filter((each) => !timingSafeEqual(new TextEncoder().encode(each), hash));
  return others.length === left.length ? undefined : others;
}

/** The library is loaded with the first code: a box whose people do without is spared its memory. */
async function totpOf(
  secret: string,
  who: { readonly label?: string; readonly issuer?: string } = {},
): Promise<TOTP> {
  const { TOTP } = await import("otpauth");
  return new TOTP({ ...who, secret, algorithm: "SHA1", digits: 6, period: PERIOD_S });
}
