import { toText } from "../../base/mod.ts";
import type { AcmeChallenge } from "./acme_order.ts";

/** Providers' interfaces take their time, and some hooks wait until the world can see what they did. */
const PATIENCE_MS = 5 * 60_000;
/** So much of what it said is told. */
const MOST_SAID = 300;

/**
 * Has the owner's program put a TXT record into the DNS (`present`) or take it out (`cleanup`), in the manner that programs for
 * lego's "exec" have: `HOOK present _acme-challenge.pbx.example.com. VALUE`. Throws when it fails, with what it said.
 */
export async function runDnsHook(
  hook: string,
  deed: "present" | "cleanup",
  { name, answer }: Pick<AcmeChallenge, "name" | "answer">,
  patienceMs: number = PATIENCE_MS,
): Promise<void> {
  const args = [deed, `_acme-challenge.${name}.`, answer];
  const signal = AbortSignal.timeout(patienceMs);
  const { code, signal: killed, stderr } = await new Deno.Command(hook, {
    args,
    signal,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (code === 0) return;
  const said = toText(stderr).trim().slice(-MOST_SAID);
  const how = signal.aborted ? `took longer than ${patienceMs / 1_000} s` : `ended with ${killed ?? code}`;
  throw new Error(`The DNS hook "${hook}" ${how}${said === "" ? "" : `: ${said}`}`);
}
