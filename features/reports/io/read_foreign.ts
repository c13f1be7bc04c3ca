import { callsFromForeign } from "../from_calls.ts";
import type { ReportData, ReportPlan } from "../make_report.ts";
import { missesFrom } from "../misses.ts";
import type { Period } from "../period.ts";
import type { ReportCall } from "../report_call.ts";
import { SourceFault } from "../source_fault.ts";
import type { ForeignWord } from "./words.ts";

/** What another phone system has of a report's periods, as it comes through a port. Throws what is wrong with its source. */
export async function readForeign(
  port: MessagePort,
  { period, periodBefore, parts }: Pick<ReportPlan, "period" | "periodBefore" | "parts">,
): Promise<ReportData> {
  const calls = new Map<string, ReportCall>();
  const over = Promise.withResolvers<Extract<ForeignWord, { readonly type: "end" }>>();
  port.onmessage = ({ data }: MessageEvent<ForeignWord>) => {
    if (data.type === "fault") return over.reject(new SourceFault(data.text));
    if (data.type === "end") return over.resolve(data);
    for (const id of data.gone) calls.delete(id);
    for (const call of callsFromForeign(data.calls)) calls.set(call.id, call);
  };
  try {
    const { entries } = await over.promise;
    const all = [...calls.values()];
    const within = ({ from, to }: Period) => all.filter(({ startedAt }) => from <= startedAt && startedAt < to);
    return {
      calls: within(period),
      ...parts.includes("missed") ? { misses: missesFrom(entries) } : {},
      ...periodBefore === undefined ? {} : { before: within(periodBefore) },
    };
  } finally {
    port.close();
  }
}
