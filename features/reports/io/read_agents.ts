import type { Condition } from "../../../core/record/mod.ts";
import type { RowsFile } from "../../../core/store/io/rows/mod.ts";
import { type AgentData, agentsFromRows } from "../agents.ts";
import type { Period } from "../period.ts";
import { within } from "./within.ts";

/** So many of an agent's words before the period tell what he was when it began. */
const WORDS_BEFORE = 500;
const CHANGES = {
  ...{ table: "agent_change", column: "changed_at" },
  columns: ["agent", "queue", "changed_at", "what", "reason", "for_ms"],
};
const OFFERS = {
  ...{ table: "queue_offer", column: "offered_at" },
  columns: ["queue", "agent", "offered_at", "outcome", "ring_ms", "talked_ms"],
};

/** What agents did in a period, and before it what they were when it began. */
export function readAgents(file: RowsFile, period: Period, members: readonly string[]): AgentData {
  const changes = [...within(file, period, CHANGES)];
  const agents = new Set([...members, ...changes.map(({ agent }) => String(agent))]);
  const before = [...agents].flatMap((agent) => {
    const where: readonly Condition[] = [
      { column: "agent", is: "=", value: agent },
      { column: "changed_at", is: "<", value: period.from },
    ];
    const orderBy = ["changed_at", "place"];
    return [...file.rows({ table: "agent_change", where, orderBy, descending: true, limit: WORDS_BEFORE })].reverse();
  });
  return agentsFromRows({
    offers: [...within(file, period, OFFERS)],
    changes: [...before, ...changes],
  });
}
