import type { Row } from "../../../core/record/mod.ts";
import { namingIn } from "../../calls/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { momentOf, type PastCall } from "../../parts/mod.ts";

/** A row of a call in the words of whoever reads: when, with whom of the office, and how it ended. */
export function pastCallOf({ world, words }: SignedVisit, row: Row): PastCall {
  const directory = world.directory();
  const naming = namingIn(directory, new Map());
  const { timeZone } = directory.office;
  const outcome = row["outcome"] as keyof typeof words.calls.outcomes;
  const reached = row["reached_number"];
  const isOut = row["direction"] === "out";
  return {
    call: String(row["call"]),
    when: momentOf({ at: Number(row["started_at"]), timeZone, language: words.language }),
    who: naming.number(String((isOut ? row["from_number"] : reached ?? row["dialled"]) ?? "")),
    outcome: words.calls.outcomes[outcome],
    isGood: outcome === "answered",
  };
}
