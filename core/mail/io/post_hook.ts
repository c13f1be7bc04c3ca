import type { WallTime } from "../../base/mod.ts";
import { type Hook, type HookAddress, type MailOutcome, signHook } from "../mod.ts";

const PATIENCE_MS = 10_000;
/** Nobody is waited for longer, whatever he asks for. */
const LONGEST_WAIT_S = 3_600;

/** Tells one program, signed with the secrets of this moment. Never throws: what went wrong is in the outcome. */
export async function postHook(
  hook: Hook,
  { url, secrets }: HookAddress,
  now: WallTime,
  patienceMs: number = PATIENCE_MS,
): Promise<MailOutcome> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": hook.id,
        "User-Agent": "Kontor",
        ...signHook(hook, secrets, now),
      },
      body: hook.body,
      redirect: "error",
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.body?.cancel();
    if (answer.ok) return { came: "sent" };
    const why = `it says ${answer.status}`;
    // RFC 9110 §15.5.11: gone for good; whatever else is wrong its owner can mend.
    if (answer.status === 410) return { came: "never", why };
    const waitS = Number(answer.headers.get("Retry-After") ?? NaN);
    return waitS > 0 ? { came: "later", why, waitS: Math.min(waitS, LONGEST_WAIT_S) } : { came: "later", why };
  } catch (error) {
    return { came: "later", why: error instanceof Error ? error.message : String(error) };
  }
}
