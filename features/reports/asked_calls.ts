import type { CallQuestion } from "./report.ts";
import type { ReportCall } from "./report_call.ts";

const DIRECTIONS: Readonly<Record<ReportCall["direction"], CallQuestion["direction"]>> = {
  inbound: "in",
  outbound: "out",
  internal: "internal",
};

/** Whether a row of a report counts a call: as the list of the box's own calls is asked for them. */
export function isAsked(call: ReportCall, question: CallQuestion): boolean {
  const { since, until, direction, outcome, counted, queue, trunk, dialled, reached, account, extension } = question;
  const { startedAt, ended, madeBy, offers } = call;
  return since <= startedAt && startedAt < until &&
    (direction === undefined || DIRECTIONS[call.direction] === direction) &&
    (outcome === undefined || ended === outcome) &&
    (counted === undefined || (ended !== "unreached" && ended !== "void")) &&
    (queue === undefined || call.queue === queue) &&
    (trunk === undefined || call.trunk === trunk) &&
    (dialled === undefined || call.dialled === dialled) &&
    (reached === undefined || call.answeredBy === reached) &&
    (account === undefined || call.account === account) &&
    (extension === undefined || madeBy === extension || offers.some((offer) => offer.extension === extension));
}

/** Those that are asked for, newest first, behind one that was seen. */
export function listedOf(calls: readonly ReportCall[], { question, after, limit }: {
  readonly question: CallQuestion;
  readonly after?: readonly [startedAt: number, id: string];
  readonly limit: number;
}): readonly ReportCall[] {
  const [at, seen] = after ?? [Infinity, ""];
  return calls.filter((call) =>
    isAsked(call, question) && (call.startedAt < at || (call.startedAt === at && call.id < seen))
  ).toSorted((one, other) => other.startedAt - one.startedAt || (one.id < other.id ? 1 : -1)).slice(0, limit);
}
