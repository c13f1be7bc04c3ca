import { type Period, periodBefore, periodOf, type Table, type Value } from "../../../features/reports/mod.ts";
import type { ReportFilter, ReportPart, ReportPeriod } from "../../../core/directory/mod.ts";
import type { DeskReports } from "../../page/mod.ts";
import type { Scope } from "../../live/mod.ts";
import { OWN_ROWS, pageReport } from "./asked.ts";
import type { Card } from "./cards.ts";
import { seriesOf, tableOf, type Told } from "./told.ts";
import { periodOfDays, USUAL_PERIOD, type Within } from "../../period/mod.ts";

const MINUTE_MS = 60_000;

/** A card with what it shows. */
export interface Kpi extends Pick<Card, "key" | "unit" | "better"> {
  /** Null is what nobody counted. */
  readonly value: Value;
  readonly before: Value;
}

/** What the page shows of a period. */
export interface Shown {
  readonly period: Period;
  readonly kpis: readonly Kpi[];
  readonly now: Told;
  /** The period before; undefined: there was no such time. */
  readonly then: Told | undefined;
  /** Who had the calls, a table for each; the first two as far as somebody's scope goes. */
  readonly queues: Table | undefined;
  readonly people: Table | undefined;
  readonly numbers: Table | undefined;
  readonly trunks: Table | undefined;
  /** What agents of queues did, with their score: where the office has asked for one. */
  readonly agents: Table | undefined;
  readonly isEmpty: boolean;
}

export interface Asking {
  readonly within: Within;
  readonly scope: Scope;
  /** Another phone system, whose calls are counted; undefined: the box's own are. */
  readonly tenant: string | undefined;
  /** Of these calls alone; undefined: of all. */
  readonly of: ReportFilter | undefined;
  readonly timeZone: string;
  /** Now: milliseconds since 1970 UTC. */
  readonly at: number;
  readonly cards: readonly Card[];
  /** What else of the whole office the page tells; the first of it beside the time before. */
  readonly parts: readonly [ReportPart, ...ReportPart[]];
  readonly withAgents?: boolean;
}

/** The figures of a period beside those of the one before it, as far as somebody's scope goes. */
export async function shownOf(reports: DeskReports, asking: Asking): Promise<Shown> {
  const { within, scope, tenant, of, timeZone, at, cards, parts, withAgents = false } = asking;
  const whose = tenant === undefined ? {} : { tenant };
  // To the minute, so that whoever looks again is shown the same.
  const clock = { timeZone, at: at - at % MINUTE_MS };
  const asked = typeof within === "string" ? within : periodOfDays(within, clock);
  const wish = (period: ReportPeriod | Period, wanted: readonly ReportPart[]) => ({
    ...{ report: pageReport(within, wanted, of), period, ...whose },
  });
  const read = async (octets: Promise<Uint8Array>) => JSON.parse(new TextDecoder().decode(await octets));
  const earlier = typeof asked === "string"
    ? periodBefore(asked, periodOf(asked, clock.at, timeZone), timeZone)
    : periodBefore(USUAL_PERIOD, asked, timeZone);
  // Who was called, in the calls of a queue, a number or a trunk, takes longer to count than all else.
  const isOfPeople = of === undefined || of.extension !== undefined;
  const others: readonly ReportPart[] = [
    ...["levels", "hours", "queues", "exits", "numbers", "trunks", isOfPeople ? "extensions" : "agents"] as const,
    ...withAgents ? ["agents"] as const : [],
  ];
  const isWhole = scope === undefined && of === undefined && tenant === undefined;
  const all = partsFor(scope, cards, [...parts, ...others]);
  const wanted = wish(asked, isWhole ? all.filter((part) => part !== "missed") : all);
  const [told, then]: readonly [Told, Told?] = earlier.from < earlier.to
    ? await read(reports.both(wanted, wish(earlier, partsFor(scope, cards, parts.slice(0, 1)))))
    : [await read(reports.json(wanted))];
  // Who was missed is counted each time anew, and all else is kept.
  const missed: Told | undefined = isWhole ? await read(reports.json(wish(asked, ["missed"]))) : undefined;
  const now = missed === undefined ? told : { ...told, sections: [...told.sections, ...missed.sections] };
  const own: Period = { from: Date.parse(now.since), to: Date.parse(now.until) };
  const [queues, people] = [tableOf(now, "queues", scope), tableOf(now, isOfPeople ? "extensions" : "agents", scope)];
  const whole = (key: string) => scope === undefined ? tableOf(now, key) : undefined;
  const valueOf = (told: Told, { read, mine }: Card) => scope === undefined ? read(told) : mine?.read(told, scope);
  return {
    period: own,
    kpis: cards.map((card) => ({
      key: card.key,
      unit: card.unit,
      ...card.better === undefined ? {} : { better: card.better },
      value: valueOf(now, card) ?? null,
      before: then === undefined ? null : valueOf(then, card) ?? null,
    })),
    now,
    then,
    queues,
    people,
    numbers: whole("numbers"),
    trunks: whole("trunks"),
    // No part of the office is judged by whoever does not answer for all of it.
    agents: withAgents ? whole("agent_activity") : undefined,
    isEmpty: [queues, people].every((table) => table === undefined || table.rows.length === 0) &&
      (seriesOf(now, "hours")?.lines ?? []).every(({ values }) => values.every((value) => (value ?? 0) === 0)),
  };
}

/** What the page is made of: of somebody's own rows, or of the whole office; no part is made that nobody looks at. */
function partsFor(scope: Scope, cards: readonly Card[], others: readonly ReportPart[]): readonly ReportPart[] {
  if (scope !== undefined) return OWN_ROWS;
  return [...new Set<ReportPart>([...cards.map(({ part }) => part), ...others])];
}
