import type { Hook, MailOutcome } from "../mod.ts";

const PATIENCE_MS = 10_000;

/** Tells one program. Never throws: what went wrong is in the outcome. */
export async function postHook({ id, url, body }: Hook): Promise<MailOutcome> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": id, "User-Agent": "Kontor" },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    if (answer.ok) return { came: "sent" };
    // RFC 9110 §15.5.11: gone for good; whatever else is wrong its owner can mend.
    return { came: answer.status === 410 ? "never" : "later", why: `it says ${answer.status}` };
  } catch (error) {
    return { came: "later", why: error instanceof Error ? error.message : String(error) };
  }
}
