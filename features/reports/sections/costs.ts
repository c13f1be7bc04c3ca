import { sumOfCosts } from "../cost.ts";
import { sum } from "../kpi_call.ts";
import type { Making } from "../make_report.ts";
import type { CallQuestion, Column, Language, Table, Value } from "../report.ts";
import type { Cost, ReportCall } from "../report_call.ts";
import { compareNames } from "../tally.ts";
import { say, type Word } from "../words.ts";

const MILLION = 1_000_000;

/** Which currencies these calls cost, in order. */
export function currenciesOf(calls: readonly ReportCall[]): readonly string[] {
  const found = new Set<string>();
  for (const { cost } of calls) for (const currency of cost?.of.keys() ?? []) found.add(currency);
  return [...found].sort();
}

/** A column for each currency: amounts of two are never added. */
export function costColumns(currencies: readonly string[], language: Language): readonly Column[] {
  const title = say("cost", language);
  return currencies.map((currency) => ({
    key: `cost_${currency.toLowerCase()}`,
    title: `${title} (${currency})`,
    unit: "money",
  }));
}

/** In the order of {@link costColumns}. */
export function costCells(cost: Cost | undefined, currencies: readonly string[]): readonly Value[] {
  return currencies.map((currency) => {
    const millionths = cost?.of.get(currency);
    return millionths === undefined ? null : millionths / MILLION;
  });
}

interface Grouping {
  readonly key: string;
  readonly title: Word;
  readonly of: Word;
  readonly unit: Column["unit"];
  readonly keyOf: (call: ReportCall) => string | undefined;
  readonly ask: (key: string) => Partial<CallQuestion>;
}

const GROUPINGS: readonly Grouping[] = [
  {
    ...{ key: "costs", title: "costs", of: "extension", unit: "phone" },
    keyOf: ({ madeBy }) => madeBy,
    ask: (extension) => ({ extension }),
  },
  {
    ...{ key: "trunk_costs", title: "trunkCosts", of: "trunk", unit: "text" },
    keyOf: ({ trunk }) => trunk,
    ask: (trunk) => ({ trunk }),
  },
  {
    ...{ key: "account_costs", title: "accounts", of: "account", unit: "text" },
    keyOf: ({ account }) => account,
    ask: (account) => ({ account }),
  },
];

/** What calls outside have cost, by who made them, through which trunk and for whom. */
export function costTables({ paid, language, period: { from: since, to: until } }: Making): readonly Table[] {
  const currencies = currenciesOf(paid);
  const column = (word: Word, unit: Column["unit"]): Column => ({ key: word, title: say(word, language), unit });
  return GROUPINGS.map(({ key, title, of, unit, keyOf, ask }): Table => {
    const groups = [...Map.groupBy(paid, keyOf)].filter((group): group is [string, ReportCall[]] =>
      group[0] !== undefined
    ).sort(([one], [other]) => compareNames(one, other));
    const costs = groups.map(([, theirs]) => sumOfCosts(theirs.map(({ cost }) => cost)));
    return {
      kind: "table",
      key,
      title: say(title, language),
      columns: [
        column(of, unit),
        column("calls", "count"),
        column("talk", "seconds"),
        ...costColumns(currencies, language),
        column("unpriced", "count"),
      ],
      rows: groups.map(([name, theirs], at) => [
        name,
        theirs.length,
        sum(theirs.map(({ talkS }) => talkS)),
        ...costCells(costs[at], currencies),
        costs[at]!.unknown,
      ]),
      asks: groups.map(([name]) => ({ since, until, ...ask(name) })),
      ...costs.some(({ unknown }) => unknown > 0) ? { note: say("noteCosts", language) } : {},
    };
  });
}
