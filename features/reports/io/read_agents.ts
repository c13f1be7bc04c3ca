import type { Cell, Condition, Row } from "../../../core/record/mod.ts";
import { rowOf, type RowsFile } from "../../../core/store/io/rows/mod.ts";
import { agentCounts, agentSumsOf } from "../agent_counts.ts";
import { agentChanges, type AgentData, agentsFromRows, CHANGE_COLUMNS, RING_WITHIN_S } from "../agents.ts";
import type { Period } from "../period.ts";
import { partHourOf } from "../sums.ts";
import { byCalls, cellsWithin, within } from "./within.ts";

/** So many of an agent's words before the period tell what he was when it began. */
const WORDS_BEFORE = 500;
const CHANGES = { table: "agent_change", column: "changed_at", columns: CHANGE_COLUMNS };
const OFFERS = {
  ...{ table: "queue_offer", column: "offered_at" },
  columns: ["queue", "agent", "offered_at", "outcome", "ring_ms", "talked_ms", "wrap_up_ms"],
};

export interface AgentsWanted {
  readonly period: Period;
  readonly madeAt: number;
  readonly members: readonly string[];
  readonly ringWithinS: number | undefined;
  /** Whether the hours of the sums are those of the period. */
  readonly isAddedUp: boolean;
}

/** What agents did in a period, and before it what they were when it began. */
export async function readAgents(file: RowsFile, wanted: AgentsWanted): Promise<AgentData> {
  const { period, members, ringWithinS = RING_WITHIN_S, isAddedUp } = wanted;
  const changes = [...cellsWithin(file, period, CHANGES)];
  const agents = new Set([...members, ...changes.map(([agent]) => String(agent))]);
  const known = [...[...agents].flatMap((agent) => wordsBefore(file, period, agent)), ...changes];
  if (!isAddedUp) {
    const rows = known.map((cells) => rowOf(cells, CHANGE_COLUMNS));
    return agentsFromRows(
      { offers: [...within(file, ...byCalls(period, OFFERS))], changes: rows },
      period,
      ringWithinS,
    );
  }
  return { counts: agentCounts(...await sumsOf(file, { ...wanted, ringWithinS })), changes: agentChanges(known) };
}

function wordsBefore(file: RowsFile, { from }: Period, agent: string): readonly (readonly Cell[])[] {
  const where: readonly Condition[] = [
    { column: "agent", is: "=", value: agent },
    { column: "changed_at", is: "<", value: from },
  ];
  const orderBy = ["changed_at", "place"];
  const question = { table: "agent_change", where, orderBy, descending: true, limit: WORDS_BEFORE };
  return file.cells(question, CHANGE_COLUMNS).toReversed();
}

/** Whole hours as they are kept; of the part of one with which the period ends, row by row. */
async function sumsOf(
  file: RowsFile,
  { period, madeAt, ringWithinS }: Pick<AgentsWanted, "period" | "madeAt"> & { readonly ringWithinS: number },
): Promise<readonly [hours: readonly Row[], prompt: readonly Row[]]> {
  const part = partHourOf({ period, madeAt });
  const where: readonly Condition[] = [
    { column: "hour", is: ">=", value: period.from },
    { column: "hour", is: "<", value: part?.from ?? period.to },
  ];
  const inTime: Condition = { column: "ring_s", is: "<=", value: ringWithinS };
  const [hours, prompt] = await Promise.all([
    file.sums({ table: "agent_hour", where, by: ["agent"] }),
    file.sums({ table: "agent_ring", where: [...where, inTime], by: ["agent"] }),
  ]);
  if (part === undefined) return [hours, prompt];
  const [more, morePrompt] = agentSumsOf({
    offers: [...within(file, ...byCalls(part, OFFERS))],
    changes: [...within(file, part, CHANGES)],
  }, ringWithinS);
  return [[...hours, ...more], [...prompt, ...morePrompt]];
}
