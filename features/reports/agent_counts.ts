import { agentTrafficOf, type Row } from "../../core/record/mod.ts";

/** What an agent was offered in a period, and what he did with it. */
export interface AgentCounts {
  /** However it ended. */
  readonly offered: number;
  readonly answered: number;
  readonly missed: number;
  /** Of the missed: his phone has rung. */
  readonly rang: number;
  /** Of the answered: as soon as the office wants it. */
  readonly prompt: number;
  readonly ringS: number;
  readonly talkS: number;
  readonly wrapUpS: number;
  readonly calledBack: number;
  /** Somebody was to be called back, and was not reached. */
  readonly notCalledBack: number;
}

export const NO_COUNTS: AgentCounts = Object.freeze({
  ...{ offered: 0, answered: 0, missed: 0, rang: 0, prompt: 0, ringS: 0, talkS: 0, wrapUpS: 0 },
  ...{ calledBack: 0, notCalledBack: 0 },
});

/** Rows of the sums `agent_hour`, and of `agent_ring` those who were taken in time; several of one agent are added up. */
export function agentCounts(hours: readonly Row[], prompt: readonly Row[]): ReadonlyMap<string, AgentCounts> {
  const counts = new Map<string, { -readonly [Name in keyof AgentCounts]: number }>();
  const of = (row: Row) => {
    const agent = String(row["agent"]);
    const known = counts.get(agent) ?? { ...NO_COUNTS };
    counts.set(agent, known);
    return known;
  };
  for (const row of hours) {
    const known = of(row);
    for (const name of ["offered", "answered", "missed", "rang"] as const) known[name] += Number(row[name]);
    known.ringS += Number(row["ring_ms"]) / 1_000;
    known.talkS += Number(row["talk_ms"]) / 1_000;
    known.wrapUpS += Number(row["wrap_up_ms"]) / 1_000;
    known.calledBack += Number(row["called_back"]);
    known.notCalledBack += Number(row["not_called_back"]);
  }
  for (const row of prompt) of(row).prompt += Number(row["count"]);
  return counts;
}

/** The sums that rows of `queue_offer` and `agent_change` come to, as {@link agentCounts} takes them. */
export function agentSumsOf(
  { offers, changes }: { readonly offers: readonly Row[]; readonly changes: readonly Row[] },
  ringWithinS: number,
): readonly [hours: readonly Row[], prompt: readonly Row[]] {
  const { agent_hour: hours = [], agent_ring: taken = [] } = agentTrafficOf({
    ...{ queue_offer: offers, agent_change: changes },
  });
  return [hours, taken.filter((row) => Number(row["ring_s"]) <= ringWithinS).map((row) => ({ ...row, count: 1 }))];
}
