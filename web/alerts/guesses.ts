import type { AuditLog } from "../../core/store/mod.ts";
import type { Alert } from "../page/mod.ts";
import { inBoth } from "./in_both.ts";

/** So many of the audit's last lines are looked at. */
const LINES = 200;
/** What somebody types as his name may be of any length. */
const MOST_OF_NAME = 64;

/** Who was locked out because he guesses how to sign in, oldest first: one for each name and address. */
export async function guessesIn(audit: Pick<AuditLog, "lines">): Promise<readonly Alert[]> {
  const lines = await audit.lines({ limit: LINES });
  return lines.filter(({ facts }) => facts["locked"] === true).toReversed().map(({ at, address, facts }) => {
    const name = String(facts["name"] ?? "").slice(0, MOST_OF_NAME);
    const text = inBoth(({ alerts }) => alerts.guesses(name, address));
    return { about: "sign-in", of: `${address} ${name}`.trim(), at, verdict: "warn", isEvent: true, text };
  });
}
