import type { AuditQuestion } from "../../../core/store/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { dayAt } from "../../period/mod.ts";

const FIELDS = ["who", "action", "since", "until"] as const;

/** What somebody looks for in the audit. */
export interface Wanted {
  /** As the address of the page has it, but for where to read on. */
  readonly asked: URLSearchParams;
  readonly question: Omit<AuditQuestion, "limit">;
}

/** Reads it; what cannot be read is not looked for. Days are the office's. */
export function wantedOf({ url, world }: Pick<SignedVisit, "url" | "world">): Wanted {
  const asked = new URLSearchParams();
  for (const name of FIELDS) {
    const value = url.searchParams.get(name)?.trim() ?? "";
    if (value !== "") asked.set(name, value);
  }
  const { timeZone } = world.directory().office;
  const [who, action] = [asked.get("who"), asked.get("action")];
  const [since, until] = [dayAt(asked.get("since"), timeZone), dayAt(asked.get("until"), timeZone, 1)];
  const before = Number(url.searchParams.get("before"));
  return {
    asked,
    question: {
      ...who === null ? {} : { who },
      ...action === null ? {} : { action },
      ...since === undefined ? {} : { since },
      ...until === undefined ? {} : { until },
      ...Number.isSafeInteger(before) && before > 0 ? { before } : {},
    },
  };
}
