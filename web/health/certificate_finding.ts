import type { CertificateStatus } from "../../core/certificate/mod.ts";
import type { ExaminedThing } from "../page/mod.ts";
import type { Words } from "../words/mod.ts";

const DAY_MS = 86_400_000;
/** Nobody renews it for the owner: time enough to buy another. */
const SOON_DAYS = 21;

/** Whether the certificate that is shown is good, and will be. */
export function certificateFinding(
  { served, source, fault, acme }: CertificateStatus,
  { certificate: words }: Words,
  now: number,
): ExaminedThing {
  const about = "web.tls";
  if (served === undefined) return { about, verdict: "warn", text: words.none };
  const daysLeft = Math.floor((served.notAfter - now) / DAY_MS);
  const text = words.goodFor(served.subject, daysLeft);
  if (fault !== undefined) {
    return { about, verdict: "bad", text: words.fault(fault.code, fault.what) ?? fault.text };
  }
  if (daysLeft < 0) return { about, verdict: "bad", text };
  if (acme?.asked?.why !== undefined) return { about, verdict: "warn", text, advice: words.gaveNot(acme.asked.why) };
  const isOwners = source === "file" || source === "brought";
  return isOwners && daysLeft < SOON_DAYS
    ? { about, verdict: "warn", text, advice: words.bringInTime }
    : { about, verdict: "ok", text };
}
