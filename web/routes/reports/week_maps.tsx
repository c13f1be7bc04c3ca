import type { VNode } from "preact";
import { HeatMap } from "../../charts/mod.ts";
import type { ReportsWords } from "../../words/mod.ts";
import { callsThen, type When } from "./calls_of.ts";
import { tableOf, type Told } from "./told.ts";

/** When callers come, and when they are missed: the hours of the week. Nothing where the period has no week of them. */
export function WeekMaps({ told, words, when }: {
  readonly told: Told;
  readonly words: ReportsWords;
  /** Undefined where the calls cannot be listed. */
  readonly when: When | undefined;
}): VNode {
  const maps = ([["week", "accent"], ["week_missed", "bad"]] as const).flatMap(([key, tone]) => {
    const table = tableOf(told, key);
    if (table === undefined) return [];
    const hours = table.rows.map(([hour]) => String(hour));
    const cells = words.weekdays.map((_, day) =>
      table.rows.map((row) => typeof row[day + 1] === "number" ? Number(row[day + 1]) : null)
    );
    return cells.filter((day) => day.some((cell) => cell !== null)).length < 2 ? [] : [
      <HeatMap
        key={key}
        {...{ tone, cells, columns: hours, rows: words.weekdays, of: words.weekday }}
        listOf={(day, hour) => when && callsThen(key, { weekday: day + 1, hour }, when)}
        title={key === "week" ? words.byWeek : words.missedByWeek}
      />,
    ];
  });
  return <>{maps}</>;
}
