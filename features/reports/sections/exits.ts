import { VISIT_ENDS, type VisitEnd } from "../../../core/record/mod.ts";
import { share, sum } from "../kpi_call.ts";
import type { Making } from "../make_report.ts";
import type { Table } from "../report.ts";
import { compareNames } from "../tally.ts";
import { say, type Word } from "../words.ts";

const SAID: Readonly<Record<VisitEnd, Word>> = {
  answered: "exitAnswered",
  "picked-up": "exitPickedUp",
  abandoned: "exitAbandoned",
  "call-back": "exitCallBack",
  key: "exitKey",
  timeout: "exitTimeout",
  empty: "exitEmpty",
  sent: "exitSent",
  full: "exitFull",
  unstaffed: "exitUnstaffed",
  ended: "exitEnded",
  cut: "exitCut",
};

interface Left {
  count: number;
  /** How many were brought where. */
  readonly to: Map<string, number>;
}

/** `queue 8002 (3), voicemail 101 (1)`: most first, as the office's file writes them; null: nobody was brought anywhere. */
function placesIn(to: ReadonlyMap<string, number>): string | null {
  const places = [...to].toSorted(([one, a], [other, b]) => b - a || compareNames(one, other));
  return places.length === 0 ? null : places.map(([place, count]) => `${place} (${count})`).join(", ");
}

/** How callers left each queue, and where they were brought then, by the visit: who comes to two has left two. Nothing where nobody tells. */
export function exitTables(making: Making): readonly Table[] {
  const { exits, period, language, shortAbandonS = 0, forPrograms = false } = making;
  if (exits === undefined) return [];
  const queues = new Map<string, Map<VisitEnd, Left>>();
  for (const { queue, how, to } of exits) {
    const ends = queues.get(queue) ?? new Map<VisitEnd, Left>();
    const left = ends.get(how) ?? { count: 0, to: new Map<string, number>() };
    left.count++;
    if (to !== undefined) left.to.set(to, (left.to.get(to) ?? 0) + 1);
    queues.set(queue, ends.set(how, left));
  }
  const lines = [...queues].toSorted(([one], [other]) => compareNames(one, other)).flatMap(([queue, ends]) => {
    const all = sum([...ends.values()].map(({ count }) => count));
    return VISIT_ENDS.flatMap((how) => {
      const left = ends.get(how);
      return left === undefined ? [] : [{ queue, how, ...left, share: share(left.count, all) }];
    });
  });
  return [{
    kind: "table",
    key: "exits",
    title: say("exits", language),
    columns: [
      { key: "queue", title: say("queue", language), unit: "phone" },
      { key: "how", title: say("ended", language), unit: "text" },
      { key: "count", title: say("count", language), unit: "count" },
      { key: "share", title: say("share", language), unit: "share" },
      { key: "to", title: say("wentTo", language), unit: "text" },
    ],
    rows: lines.map((
      { queue, how, count, share, to },
    ) => [queue, forPrograms ? how : say(SAID[how], language), count, share, placesIn(to)]),
    codes: lines.map(({ how }) => how),
    asks: lines.map(({ queue: visited, how: left }) => ({
      ...{ since: period.from, until: period.to, direction: "in", visited, left },
      ...left === "abandoned" && shortAbandonS > 0 ? { shortAbandon: shortAbandonS } : {},
    })),
  }];
}
