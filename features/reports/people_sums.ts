import type { Row } from "../../core/record/mod.ts";
import type { ExtensionStatistics } from "./extensions.ts";
import { share } from "./kpi_call.ts";
import type { Sums } from "./sums.ts";
import { compareNames } from "./tally.ts";

/** As `extensionStatistics` has them. */
export function extensionsFromSums({ extensions, failures }: Sums): readonly ExtensionStatistics[] {
  const causes = Map.groupBy(failures, (row) => String(row["extension"]));
  return extensions.map((row): ExtensionStatistics => {
    const extension = String(row["extension"]);
    const outcomes = {
      answered: count(row["answered"]),
      elsewhere: count(row["elsewhere"]),
      missed: count(row["missed"]),
      busy: count(row["busy"]),
      failed: count(row["failed"]),
    };
    const offered = Object.values(outcomes).reduce((total, some) => total + some, 0);
    const theirs = (causes.get(extension) ?? []).map((row) => [String(row["cause"]), count(row["count"])] as const);
    return {
      extension,
      offered,
      outcomes,
      answerRate: share(outcomes.answered, outcomes.answered + outcomes.missed),
      made: count(row["made"]),
      talkS: count(row["talk_ms"]) / 1_000,
      failureRate: share(outcomes.failed, offered),
      failures: theirs.sort(([one, a], [other, b]) => b - a || compareNames(one, other)),
    };
  }).sort((one, other) => compareNames(one.extension, other.extension));
}

function count(cell: Row[string] | undefined): number {
  return typeof cell === "number" ? cell : 0;
}
