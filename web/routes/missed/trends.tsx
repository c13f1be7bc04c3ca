import type { VNode } from "preact";
import { REPORT_PERIODS } from "../../../core/directory/mod.ts";
import { amongOf, OWN_TENANT, type TrendCounts } from "../../../features/missed/mod.ts";
import { rowsOf } from "../../missed/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { dayPoints, HeatMap } from "../../charts/mod.ts";
import { Charts, type ChartsProps } from "../../islands/mod.ts";
import { CallerName, DialLink, Empty, Icon, type MissedRow, Told } from "../../parts/mod.ts";
import { PeriodChoice } from "../period_choice.tsx";
import {
  daysUpToNow,
  endOfToday,
  isFault,
  periodWithin,
  sayFault,
  type Within,
  withinIn,
  zoneFor,
} from "../../period/mod.ts";
import { tenantOf, tenantQuery } from "./question.ts";

/** Up to today, with it, unless one asks for another time. */
const DAYS = 30;

/** At what times callers are missed, and who they are. */
export const missedTrends: Route = {
  path: "/missed/trends",
  needs: "see-calls",
  get: async (visit) => {
    const { world, words, url, account: { scope } } = visit;
    const tenant = tenantOf(url, visit);
    const directory = world.directory();
    const clock = { timeZone: zoneFor(tenant, directory), at: world.clock.wall() };
    const usual = daysUpToNow(DAYS, clock);
    const given = withinIn(url, clock, usual);
    const within = isFault(given) ? usual : given;
    const fault = isFault(given) ? sayFault(given, words.reports) : undefined;
    const counts = await world.missed.trends(tenant, {
      ...{ ...periodWithin(within, endOfToday(clock)), timeZone: clock.timeZone },
      ...scope === undefined ? {} : { among: amongOf(scope, directory) },
    });
    const top = await rowsOf(counts.callers.map(({ entry }) => entry), visit);
    return {
      title: words.missed.trends,
      page: <Trends {...{ visit, tenant, within, fault, counts, top }} />,
      status: fault === undefined ? 200 : 422,
    };
  },
};

interface TrendParts {
  readonly visit: SignedVisit;
  readonly tenant: string;
  readonly within: Within;
  /** What is wrong with the days that were asked for. */
  readonly fault: string | undefined;
  readonly counts: TrendCounts;
  readonly top: readonly MissedRow[];
}

function Trends({ visit, tenant, within, fault, counts, top }: TrendParts): VNode {
  const { words: { missed: words, reports, language } } = visit;
  const query = tenantQuery(tenant);
  return (
    <>
      <p>
        <a href={`/missed${query}`}>{words.back}</a>
      </p>
      <header class="head">
        <h1>{words.trends}</h1>
        <form class="row" method="get" action="/missed/trends">
          {tenant !== OWN_TENANT && <input type="hidden" name="tenant" value={tenant} />}
          <label class="only-heard" for="period">{reports.period}</label>
          <PeriodChoice id="period" periods={REPORT_PERIODS} within={within} words={reports} />
          <button class="button" type="submit">{reports.show}</button>
        </form>
      </header>
      <p class="soft">{words.trendsText}</p>
      {fault !== undefined && <Told kind="bad">{fault}</Told>}
      {counts.isCut && <Told kind="warn">{words.onlyNewest}</Told>}
      {counts.attempts === 0
        ? (
          <section class="card">
            <Empty icon="check" title={words.noTrends} text={words.noTrendsText} />
          </section>
        )
        : (
          <>
            <Charts
              {...dayChart(visit, counts)}
              language={language}
              words={visit.words.charts}
              period={words.trendsText}
              name="kontor-missed"
            />
            <HeatMap
              title={words.byHour}
              of={reports.weekday}
              columns={counts.week[0]!.map((_, hour) => String(hour).padStart(2, "0"))}
              rows={reports.weekdays}
              cells={counts.week}
              tone="bad"
            />
            <Callers {...{ visit, tenant, counts, top }} />
          </>
        )}
    </>
  );
}

function dayChart(
  { words: { missed: words, reports, language } }: SignedVisit,
  { days }: TrendCounts,
): Pick<ChartsProps, "points" | "drawings"> {
  const values = days.map(({ count }) => count);
  return {
    points: dayPoints(days.map(({ day }) => day.toString()), language),
    drawings: [{
      ...{ key: "days", title: words.byDay, unit: "count" },
      curves: [{ key: "missed", label: reports.curves.missed, tone: "bad", drawn: "bars", values }],
    }],
  };
}

function Callers({ visit, tenant, counts, top }: Omit<TrendParts, "within" | "fault">): VNode {
  const { words: { missed: words } } = visit;
  const most = counts.callers[0]?.count ?? 1;
  return (
    <section class="card" aria-labelledby="top-title">
      <header>
        <h2 id="top-title">{words.topCallers}</h2>
      </header>
      <table class="table">
        <tbody>
          {counts.callers.map(({ entry, count }, at) => {
            const asked = new URLSearchParams({
              state: "all",
              caller: entry.callerKey,
              ...tenant === OWN_TENANT ? {} : { tenant },
            });
            return (
              <tr key={entry.callerKey}>
                <th scope="row">
                  <a class="person" href={`/missed?${asked}`}>
                    <CallerName row={top[at]!} words={words.list} />
                  </a>
                </th>
                <td class="measure">
                  <svg width="100%" height="8" aria-hidden="true">
                    <rect class="bar-of" width={`${100 * count / most}%`} height="8" rx="2" />
                  </svg>
                </td>
                <td class="end">{count}</td>
                <td class="end">
                  {top[at]?.dial !== undefined && (
                    <DialLink number={top[at].dial} kind="button bare small">
                      <Icon name="phone-outgoing" />
                      <span class="only-heard">{words.list.callBack} {top[at].name ?? top[at].number}</span>
                    </DialLink>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
