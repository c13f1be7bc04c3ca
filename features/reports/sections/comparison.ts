import type { Counted } from "../counted.ts";
import { share } from "../kpi_call.ts";
import type { Making } from "../make_report.ts";
import type { CallQuestion, Table, Unit, Value } from "../report.ts";
import { say, type Word } from "../words.ts";
import { askOf } from "./summary.ts";

type Measure = readonly [word: Word, unit: Unit, value: number | null];

/** Each figure beside what it was before; nothing where nobody knows that. */
export function comparison(making: Making): readonly Table[] {
  const { counted, before, language } = making;
  if (before === undefined) return [];
  const [now, then] = [measures(counted), measures(before)];
  return UNITS.map(([unit, key]): Table => ({
    kind: "table",
    key,
    title: say("comparison", language),
    columns: [
      { key: "measure", title: say("measure", language), unit: "text" },
      { key: "now", title: say("now", language), unit },
      { key: "before", title: say("before", language), unit },
      { key: "change", title: say("change", language), unit },
      { key: "changeShare", title: say("changeShare", language), unit: "share" },
    ],
    asks: now.flatMap(([word, of]) => of === unit ? [askOf(word, making) ?? cameIn(making)] : []),
    rows: now.flatMap(([word, of, value], at): readonly (readonly Value[])[] => {
      if (of !== unit) return [];
      const old = then[at]![2];
      const change = value === null || old === null ? null : value - old;
      return [[say(word, language), value, old, change, change === null || old === null ? null : share(change, old)]];
    }),
  }));
}

/** Whoever waited in a queue is one of these. */
function cameIn({ period: { from: since, to: until } }: Making): CallQuestion {
  return { since, until, direction: "in", counted: true };
}

/** One table for what is counted alike, as a column has one unit. */
const UNITS: readonly (readonly [Unit, string])[] = [
  ["count", "comparison"],
  ["seconds", "comparison_seconds"],
  ["share", "comparison_shares"],
];

function measures(counted: Counted): readonly Measure[] {
  const kpis = counted.kpis();
  return [
    ["totalCalls", "count", kpis.totalCalls],
    ["inbound", "count", kpis.inboundReached],
    ["missed", "count", kpis.missed],
    ["averageTime", "seconds", kpis.averageTimeS],
    ["queueWait", "seconds", kpis.queueWait.averageS],
    ["abandonRate", "share", kpis.abandonRate],
    ["lostRate", "share", kpis.lostRate],
    ["serviceLevel", "share", kpis.serviceLevel.level],
  ];
}
