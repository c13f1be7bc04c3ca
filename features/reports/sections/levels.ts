import { SERVICE_LEVELS } from "../../../core/directory/mod.ts";
import { levelOf, type Served } from "../kpi_service_level.ts";
import { share } from "../kpi_call.ts";
import type { Making } from "../make_report.ts";
import type { CallQuestion, Column, Table } from "../report.ts";
import { say, type Word } from "../words.ts";
import { asking } from "./asking.ts";

/** The service level in each way in which one counts it, and what they are all made of. */
export function levelTables(making: Making): readonly Table[] {
  const { counted, language } = making;
  const served = counted.served();
  const column = (word: Word, unit: Column["unit"]): Column => ({ key: word, title: say(word, language), unit });
  const levels = SERVICE_LEVELS.map((variant) => [variant, levelOf(served, variant)] as const);
  const [parts, withinS] = [partsOf(served), promiseOf(making)];
  const callers = parts.reduce((sum, [, count]) => sum + count, 0);
  return [
    {
      kind: "table",
      key: "levels",
      title: say("levels", language),
      columns: [
        column("variant", "text"),
        column("inTime", "count"),
        column("ofAll", "count"),
        column("serviceLevel", "share"),
      ],
      rows: levels.map(([variant, { inTime, of, level }]) => [variant, inTime, of, level]),
      asks: levels.map(([variant]) => asking(making, { direction: "in", outcome: OUTCOMES[variant] ?? JUDGED })),
    },
    {
      kind: "table",
      key: "served",
      title: say("served", language),
      columns: [column("ended", "text"), column("count", "count"), column("share", "share")],
      rows: parts.map(([word, count]) => [say(word, language), count, share(count, callers)]),
      ...withinS === undefined ? {} : {
        asks: parts.map(([, , ask]) => asking(making, { direction: "in", ...ask(withinS) })),
      },
    },
  ];
}

const JUDGED = ["answered", "abandoned"] as const;
/** Whom a level is of, where these are others than all who were answered or gave up. */
const OUTCOMES: Readonly<Record<string, CallQuestion["outcome"]>> = {
  F2: "answered",
  "flow-out": [...JUDGED, "lost"],
};

type Part = readonly [word: Word, count: number, ask: (withinS: number) => Partial<CallQuestion>];

function partsOf({ answered, abandoned, flowedOut, answeredInTime, abandonedInTime }: Served): readonly Part[] {
  return [
    ["answeredInTime", answeredInTime, (waitedWithin) => ({ outcome: "answered", waitedWithin })],
    ["answeredLate", answered - answeredInTime, (waitedOver) => ({ outcome: "answered", waitedOver })],
    ["abandonedInTime", abandonedInTime, (waitedWithin) => ({ outcome: "abandoned", waitedWithin })],
    ["abandonedLate", abandoned - abandonedInTime, (waitedOver) => ({ outcome: "abandoned", waitedOver })],
    ["sentAway", flowedOut, () => ({ outcome: "lost" })],
  ];
}

/** By what all these callers are judged; undefined: each by his queue's own. */
export function promiseOf(
  { answerWithinS, thresholds = {}, of }: Pick<Making, "answerWithinS" | "thresholds" | "of">,
): number | undefined {
  const promises = new Set((of?.queue ?? Object.keys(thresholds)).map((queue) => thresholds[queue] ?? answerWithinS));
  if (of?.queue === undefined) promises.add(answerWithinS);
  return promises.size === 1 ? [...promises][0] : undefined;
}
