import { createHmac } from "node:crypto";
import { fail, ok, type Result, toBytes, type WallTime } from "../base/mod.ts";

/** A secret of this form is the base64 of its octets; any other is its own octets (Standard Webhooks, "Signature scheme"). */
const PREFIX = "whsec_";

/** The octets of a secret. */
export function hookKey(secret: string): Result<Uint8Array> {
  if (!secret.startsWith(PREFIX)) return ok(toBytes(secret));
  try {
    return ok(Uint8Array.fromBase64(secret.slice(PREFIX.length)));
  } catch (error) {
    if (error instanceof SyntaxError) return fail("bad-secret", `has no base64 behind ${PREFIX}`);
    throw error;
  }
}

/**
 * What a hook says of itself (Standard Webhooks): its id, when this try of it was made, and for each secret one signature over
 * both and the body, so that nobody can make one up, change one, or play an old one again.
 */
export function signHook(
  { id, body }: { readonly id: string; readonly body: string },
  secrets: readonly string[],
  now: WallTime,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1_000));
  const signatures = secrets.map((secret) => {
    const key = hookKey(secret);
    if (!key.ok) throw new Error(`Cannot sign hook "${id}": its secret ${key.fault.text}`);
    return `v1,${createHmac("sha256", key.value).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    ...(signatures.length === 0 ? {} : { "webhook-signature": signatures.join(" ") }),
  };
}
