import type { Condition } from "../../../core/record/mod.ts";
import type { RowsFile } from "../../../core/store/io/rows/mod.ts";
import { conditionsOf } from "../calls_of.ts";
import { exitOf } from "../from_rows.ts";
import type { QueueExit } from "../kpi_call.ts";
import type { ReportPlan } from "../make_report.ts";
import { BEGAN, cellsWithin } from "./within.ts";

const COLUMNS = ["queue", "outcome", "went_to", "call.outcome", "call.in_stage_ms"];
const CAME_IN: Condition = { column: "call.direction", is: "=", value: "in" };

/** How callers from outside left the queues: of those that a report is of, whoever took them then. None of them for an extension. */
export function* exitsWithin(
  file: RowsFile,
  { period, of: { queue: queues, ...others } = {}, shortAbandonS = 0 }: Pick<
    ReportPlan,
    "period" | "of" | "shortAbandonS"
  >,
): Generator<QueueExit> {
  const ofQueues: readonly (readonly Condition[])[] = queues?.map((value) => [{ column: "queue", is: "=", value }]) ??
    [[]];
  const anyOf = conditionsOf(others, "call.").flatMap((where) =>
    ofQueues.map((ofQueue) => [CAME_IN, ...where, ...ofQueue])
  );
  for (const where of anyOf) {
    for (
      const [queue = null, outcome = null, to = null, ended, waitedMs] of cellsWithin(file, period, {
        ...{ table: "queue_visit", column: BEGAN, columns: COLUMNS, where },
      })
    ) {
      const isShort = outcome === "abandoned" && ended === "abandoned" && Number(waitedMs) <= 1_000 * shortAbandonS;
      if (outcome !== null && !(shortAbandonS > 0 && isShort)) yield exitOf({ queue, outcome, went_to: to });
    }
  }
}
