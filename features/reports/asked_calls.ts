import { LocalHours } from "../../core/base/mod.ts";
import { isShort } from "./kpi_call.ts";
import type { AnyOf, CallQuestion } from "./report.ts";
import type { ReportCall } from "./report_call.ts";

const DIRECTIONS: Readonly<Record<ReportCall["direction"], string>> = {
  inbound: "in",
  outbound: "out",
  internal: "internal",
};

/** Whether a row of a report counts a call: as the list of the box's own calls is asked for them. */
function isAsked(call: ReportCall, question: CallQuestion, isThen: (at: number) => boolean): boolean {
  const { since, until, direction, outcome, counted, queue, trunk, dialled, reached, account, extension } = question;
  const { waitedOver = -1, waitedWithin = Infinity, shortAbandon } = question;
  const { startedAt, ended, madeBy, offers, exits = [] } = call;
  const { visited, left } = question;
  return since <= startedAt && startedAt < until && isThen(startedAt) &&
    isOneOf(DIRECTIONS[call.direction], direction) && isOneOf(ended, outcome) &&
    call.waitS > waitedOver && call.waitS <= waitedWithin && !isShort(call, shortAbandon) &&
    (counted === undefined || (ended !== "unreached" && ended !== "void")) &&
    isOneOf(call.queue, queue) && isOneOf(call.trunk, trunk) && isOneOf(call.dialled, dialled) &&
    isOneOf(call.answeredBy, reached) &&
    (visited === undefined && left === undefined ||
      exits.some(({ queue, how }) => isOneOf(queue, visited) && isOneOf(how, left))) &&
    (account === undefined || call.account === account) &&
    (extension === undefined || isOneOf(madeBy, extension) ||
      offers.some((offer) => isOneOf(offer.extension, extension)));
}

function isOneOf(name: string | undefined, wanted: AnyOf | undefined): boolean {
  return wanted === undefined || (typeof wanted === "string" ? name === wanted : wanted.includes(name ?? ""));
}

/** Those that are asked for, newest first, behind one that was seen. */
export function listedOf(calls: readonly ReportCall[], { question, after, limit }: {
  readonly question: CallQuestion;
  readonly after?: readonly [startedAt: number, id: string];
  readonly limit: number;
}): readonly ReportCall[] {
  const { hour, weekday, zone = "UTC" } = question;
  const hours = LocalHours.of(zone);
  const isThen = (at: number) =>
    (hour === undefined || hours.at(at).hour === hour) && (weekday === undefined || hours.at(at).weekday === weekday);
  const [at, seen] = after ?? [Infinity, ""];
  return calls.filter((call) =>
    isAsked(call, question, isThen) && (call.startedAt < at || (call.startedAt === at && call.id < seen))
  ).toSorted((one, other) => other.startedAt - one.startedAt || (one.id < other.id ? 1 : -1)).slice(0, limit);
}
