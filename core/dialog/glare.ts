import type { Chance } from "../base/mod.ts";

/**
 * How long to wait, in milliseconds, before a re-INVITE that met another one (491) is tried again (RFC 3261 §14.1): the
 * owner of the Call-ID, who made the call, 2.1 to 4 s, the other 0 to 2 s, in steps of 10 ms, so that they do not meet again.
 */
export function retryAfterGlare(chance: Chance, owner: boolean): number {
  return owner ? 2100 + 10 * chance.below(191) : 10 * chance.below(201);
}
