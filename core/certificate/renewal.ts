import type { WallTime } from "../base/mod.ts";
import type { CertificateFacts } from "./facts.ts";

const HOUR_MS = 3_600_000;
const LONGEST_REST_MS = 24 * HOUR_MS;

/** A certificate is renewed when two thirds of its life are over. */
export function renewalOf({ notBefore, notAfter }: Pick<CertificateFacts, "notBefore" | "notAfter">): WallTime {
  return notBefore + Math.floor((notAfter - notBefore) * 2 / 3) as WallTime;
}

/**
 * How long to rest after so many failures in a row, the first of them being 1: an hour, then twice as long each time, a day at
 * most. An authority that names a time (Retry-After, RFC 8555 §6.6) is not asked before.
 */
export function restAfter(failures: number, retryAfterS = 0): number {
  return Math.max(Math.min(HOUR_MS * 2 ** (failures - 1), LONGEST_REST_MS), retryAfterS * 1_000);
}
