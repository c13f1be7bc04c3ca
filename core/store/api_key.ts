import { createHash } from "node:crypto";
import type { WallTime } from "../base/mod.ts";

/** What a key may be allowed. */
export const API_SCOPES = [
  "calls:read",
  "calls:dial",
  "calls:steer",
  "callers:read",
  "certificates:read",
  "certificates:write",
  "contacts:read",
  "contacts:write",
  "health:read",
  "help:write",
  "hours:read",
  "hours:write",
  "keys:read",
  "keys:write",
  "lines:read",
  "lines:write",
  "live:read",
  "mail:read",
  "mail:write",
  "missed:read",
  "missed:write",
  "queues:read",
  "queues:write",
  "office:read",
  "office:write",
  "pages:write",
  "presence:read",
  "presence:write",
  "record:read",
  "recordings:read",
  "recordings:write",
  "reports:read",
  "traces:read",
  "voicemail:read",
  "voicemail:write",
  "webhooks:read",
  "webhooks:write",
  "audit:read",
  "accounts:read",
  "accounts:write",
] as const;
export type ApiScope = (typeof API_SCOPES)[number];
/** A key of the REST interface, without the key itself: that is shown once, to whoever makes it. */
export interface ApiKey {
  /** Unique; what the owner calls it. */
  readonly name: string;
  /** What it may; nothing is taken for granted. */
  readonly scopes: readonly ApiScope[];
  /** On whose behalf it may act: these extensions; undefined: everybody's. */
  readonly extensions?: readonly string[];
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
