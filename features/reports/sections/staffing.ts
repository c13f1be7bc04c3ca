import { share, sum } from "../kpi_call.ts";
import type { Making } from "../make_report.ts";
import type { Column, Table } from "../report.ts";
import { say, type Word } from "../words.ts";
import { askThen } from "./clock.ts";

/** How many people each hour needs. */
export function staffingTable(making: Making): Table {
  const { counted, language, answerWithinS: thresholdS, goal: level } = making;
  const hints = counted.staffing({ level, thresholdS, wrapUpS: wrapUpOf(making) });
  const column = (word: Word, unit: Column["unit"]): Column => ({ key: word, title: say(word, language), unit });
  return {
    kind: "table",
    key: "staffing",
    title: say("staffing", language),
    columns: [
      column("hour", "text"),
      column("callsPerHour", "number"),
      column("handling", "seconds"),
      column("people", "count"),
      column("serviceLevel", "share"),
      column("averageWait", "seconds"),
      column("occupancy", "share"),
    ],
    rows: hints.map(
      ({ hour, callsPerHour, handlingS, agents, expected: { serviceLevel, averageWaitS, occupancy } }) => [
        String(hour).padStart(2, "0"),
        callsPerHour,
        handlingS,
        agents,
        serviceLevel,
        averageWaitS,
        occupancy,
      ],
    ),
    asks: hints.map(({ hour }) => askThen(making, { hour })),
    note: say("noteErlang", language),
  };
}

/** Of all who were answered: only who came by a queue leaves his agent something to do. */
function wrapUpOf({ counted, wrapUps = {} }: Making): number {
  const { inboundReached, missed } = counted.kpis();
  const seconds = sum(counted.tallies("queue").map(([queue, { answered }]) => answered * (wrapUps[queue] ?? 0)));
  return share(seconds, inboundReached - missed) ?? 0;
}
