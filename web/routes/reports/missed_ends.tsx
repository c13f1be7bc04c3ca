import type { VNode } from "preact";
import { MISS_ENDS } from "../../../features/missed/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { missesEnded, type When } from "./calls_of.ts";
import { Shares } from "./shares.tsx";
import type { Shown } from "./shown.ts";
import { tableOf } from "./told.ts";

/** What became of the callers whom nobody answered: each line leads to theirs. */
export function MissedEnds({ shown, visit, when }: {
  readonly shown: Shown;
  readonly visit: SignedVisit;
  readonly when: When;
}): VNode | null {
  const table = tableOf(shown.now, "missed_ends");
  if (table === undefined) return null;
  const { words: { reports: words, missed: { list }, language } } = visit;
  const lines = MISS_ENDS.map((end, nth) => ({
    said: end === "open" ? list.states.open : list.clearedBy[end],
    count: table.rows[nth]?.[1] ?? null,
    share: table.rows[nth]?.[2] ?? null,
    list: missesEnded(end, when),
  }));
  return <Shares title={words.missedEnds} lines={lines} language={language} />;
}
