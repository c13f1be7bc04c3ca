import { createHash } from "node:crypto";
import type { WallTime } from "../base/mod.ts";

/** What a key may be allowed. */
export const API_SCOPES = ["calls:read", "record:read"] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** A key of the REST interface, without the key itself: that is shown once, to whoever makes it. */
export interface ApiKey {
  /** Unique; what the owner calls it. */
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  /** SHA-256 of the key, hexadecimal. The key is 256 bits of chance: nothing slower is wanted against guessing. */
  readonly hash: string;
  readonly createdAt: WallTime;
  readonly createdBy: string;
}

export function isApiScope(text: string): text is ApiScope {
  return (API_SCOPES as readonly string[]).includes(text);
}

export function hashOfKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
