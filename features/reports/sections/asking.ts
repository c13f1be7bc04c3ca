import type { Making } from "../make_report.ts";
import type { CallQuestion } from "../report.ts";

/** What is asked of the calls of the period, or of some other time. */
export type Asked = Omit<CallQuestion, "since" | "until"> & Partial<Pick<CallQuestion, "since" | "until">>;

/** The calls that a figure counts which leaves out who gave up too soon to count. */
export function asking({ period: { from: since, to: until }, shortAbandonS = 0 }: Making, asked: Asked): CallQuestion {
  const hasGivenUp = asked.outcome === undefined ? asked.counted : [asked.outcome].flat().includes("abandoned");
  const short = shortAbandonS > 0 && hasGivenUp === true ? { shortAbandon: shortAbandonS } : {};
  return { since, until, ...asked, ...short };
}
