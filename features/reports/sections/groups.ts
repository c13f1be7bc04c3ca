import type { Group } from "../counted.ts";
import type { Making } from "../make_report.ts";
import type { Column, Language, Table, Value } from "../report.ts";
import type { Tally } from "../tally.ts";
import { say, type Word } from "../words.ts";
import { type Asked, asking } from "./asking.ts";

export function tallyColumns(language: Language): readonly Column[] {
  const column = (word: Word, unit: Column["unit"]): Column => ({ key: word, title: say(word, language), unit });
  return [
    column("inbound", "count"),
    column("answered", "count"),
    column("missed", "count"),
    column("abandonRate", "share"),
    column("serviceLevel", "share"),
    column("averageWait", "seconds"),
    column("outbound", "count"),
    column("talk", "seconds"),
    column("averageTalk", "seconds"),
  ];
}

/** In the order of {@link tallyColumns}. */
export function tallyCells(tally: Tally): readonly Value[] {
  const { inbound, answered, missed, abandonRate, serviceLevel, averageWaitS, outbound, talkS, averageTalkS } = tally;
  return [inbound, answered, missed, abandonRate, serviceLevel, averageWaitS, outbound, talkS, averageTalkS];
}

export function queueTable(making: Making): Table {
  return table(making, {
    ...{ title: "queues", of: "queue", unit: "phone" },
    group: "queue",
    ask: (queue) => ({ queue, direction: "in", counted: true }),
  });
}

/** Our own numbers, as they were called from outside. */
export function numberTable(making: Making): Table {
  return table(making, {
    ...{ title: "numbers", of: "number", unit: "phone" },
    group: "number",
    ask: (dialled) => ({ dialled, direction: "in", counted: true }),
  });
}

export function trunkTable(making: Making): Table {
  return table(making, {
    ...{ title: "trunks", of: "trunk", unit: "text" },
    group: "trunk",
    ask: (trunk) => ({ trunk, counted: true }),
  });
}

/** Who spoke first with callers from outside. */
export function agentTable(making: Making): Table {
  const { columns, rows, ...rest } = table(making, {
    ...{ title: "agents", of: "agent", unit: "phone" },
    group: "agent",
    ask: (reached) => ({ reached, direction: "in", outcome: "answered" }),
  });
  const [agent, ...others] = columns;
  const name: Column = { key: "name", title: say("name", making.language), unit: "text" };
  return {
    ...rest,
    columns: [agent!, name, ...others].filter(isOfAgents),
    rows: rows.map(([extension, ...cells]) =>
      [extension!, making.names.get(String(extension)) ?? null, ...cells].filter((_, at) =>
        isOfAgents([agent!, name, ...others][at]!)
      )
    ),
  };
}

/** A call that somebody took was not missed, and is not outbound: these columns would be 0 in every line. */
function isOfAgents({ key }: Column): boolean {
  return !["inbound", "missed", "abandonRate", "outbound"].includes(key);
}

interface Grouping {
  readonly title: Word;
  readonly of: Word;
  readonly unit: Column["unit"];
  readonly group: Group;
  /** The calls behind a row, of all in the period. */
  readonly ask: (key: string) => Asked;
}

function table(
  making: Making,
  { title, of, unit, group, ask }: Grouping,
): Table {
  const { counted, language } = making;
  const tallies = counted.tallies(group);
  return {
    kind: "table",
    key: title,
    title: say(title, language),
    columns: [{ key: of, title: say(of, language), unit }, ...tallyColumns(language)],
    rows: tallies.map(([key, tally]) => [key, ...tallyCells(tally)]),
    asks: tallies.map(([key]) => asking(making, ask(key))),
  };
}
