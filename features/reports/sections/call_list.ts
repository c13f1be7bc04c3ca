import type { Making } from "../make_report.ts";
import type { Column, Table, Value } from "../report.ts";
import type { ReportCall } from "../report_call.ts";
import { say, type Word } from "../words.ts";
import { costCells, costColumns, currenciesOf } from "./costs.ts";

const DIRECTION: Readonly<Record<ReportCall["direction"], Word>> = {
  inbound: "wasInbound",
  outbound: "wasOutbound",
  internal: "internal",
};
const ENDED: Readonly<Record<ReportCall["ended"], Word>> = {
  answered: "wasAnswered",
  abandoned: "abandoned",
  lost: "lost",
  message: "message",
  unreached: "unreached",
  void: "void",
};

/** Every call, one a line: what the figures are counted from. */
export function callList({ calls, listed, language, forPrograms = false }: Making): Table {
  const { calls: each, hasAccounts, currencies } = listed ?? {
    calls,
    hasAccounts: calls.some(({ account }) => account !== undefined),
    currencies: currenciesOf(calls),
  };
  const column = (word: Word, unit: Column["unit"]): Column => ({ key: word, title: say(word, language), unit });
  return {
    kind: "table",
    key: "calls",
    title: say("calls", language),
    columns: [
      column("startedAt", "instant"),
      column("direction", "text"),
      column("caller", "phone"),
      column("dialled", "phone"),
      column("ended", "text"),
      column("agent", "phone"),
      column("madeBy", "phone"),
      column("trunk", "text"),
      column("wait", "seconds"),
      column("talk", "seconds"),
      column("duration", "seconds"),
      ...hasAccounts ? [column("account", "text")] : [],
      ...costColumns(currencies, language),
      column("id", "text"),
    ],
    rows: Array.from(each, (call) => {
      const row: Value[] = [
        call.startedAt,
        forPrograms ? call.direction : say(DIRECTION[call.direction], language),
        call.outside ?? null,
        call.dialled,
        forPrograms ? call.ended : say(ENDED[call.ended], language),
        call.answeredBy ?? null,
        call.madeBy ?? null,
        call.trunk ?? null,
        call.waitS,
        call.talkS,
        call.durationS,
      ];
      if (hasAccounts) row.push(call.account ?? null);
      if (currencies.length > 0) row.push(...costCells(call.cost, currencies));
      row.push(call.id);
      return row;
    }),
  };
}
