import type { AgentChange } from "../agents.ts";
import { agentsOf, isOf } from "../calls_of.ts";
import { agentsFromForeign, callsFromForeign, type ForeignCall } from "../from_calls.ts";
import type { ReportData, ReportPlan } from "../make_report.ts";
import { missesFrom } from "../misses.ts";
import { type Period, withLater } from "../period.ts";
import type { ReportCall } from "../report_call.ts";
import { SourceFault } from "../source_fault.ts";
import type { ForeignWord } from "./words.ts";

/** What is counted of a call, once for all the reports that are made of it. */
interface Counted extends Pick<ForeignCall, "agentOffers"> {
  readonly call: ReportCall;
}

/**
 * What another phone system has of each report's periods, as it comes through a port: read once for all of them. Throws what is
 * wrong with its source.
 */
export async function readForeign(port: MessagePort, plans: readonly ReportPlan[]): Promise<readonly ReportData[]> {
  const calls = new Map<string, Counted>();
  const over = Promise.withResolvers<Extract<ForeignWord, { readonly type: "end" }>>();
  port.onmessage = ({ data }: MessageEvent<ForeignWord>) => {
    if (data.type === "fault") return over.reject(new SourceFault(data.text));
    if (data.type === "end") return over.resolve(data);
    for (const id of data.gone) calls.delete(id);
    for (const told of data.calls) {
      const { agentOffers } = told;
      for (const call of callsFromForeign([told])) {
        calls.set(call.id, agentOffers === undefined ? { call } : { call, agentOffers });
      }
    }
  };
  try {
    const { openings, changes } = await over.promise;
    const misses = missesFrom(openings);
    return plans.map((plan) => dataFor(plan, [...calls.values()], { misses, changes }));
  } finally {
    port.close();
  }
}

function dataFor(
  { parts, period, periodBefore, wrapUps, agentScore, resolutionWindowS, of }: ReportPlan,
  all: readonly Counted[],
  { misses, changes }: Required<Pick<ReportData, "misses">> & { readonly changes: readonly AgentChange[] },
): ReportData {
  const within = (period: Period) => {
    const { from, to } = withLater(period, resolutionWindowS);
    return all.filter(({ call: { startedAt } }) => from <= startedAt && startedAt < to).map(({ call }) => call);
  };
  const known = parts.includes("agents")
    ? agentsFromForeign(all, changes, { period, ...agentScore, ...wrapUps === undefined ? {} : { wrapUps } })
    : undefined;
  const agents = known && agentsOf(known, of);
  const theirs = of && new Set(all.filter(({ call }) => isOf(call, of)).map(({ call: { id } }) => id));
  return {
    calls: within(period),
    ...parts.includes("missed") ? { misses: misses.filter(({ call = "" }) => theirs?.has(call) ?? true) } : {},
    ...periodBefore === undefined ? {} : { before: within(periodBefore) },
    ...agents === undefined ? {} : { agents },
  };
}
