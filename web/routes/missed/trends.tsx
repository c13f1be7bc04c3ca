import type { VNode } from "preact";
import { daysUpTo, MOST_IN_TRENDS, type TrendCounts, trendsOf } from "../../../features/missed/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { dayPoints, HeatMap } from "../../charts/mod.ts";
import { Charts, type ChartsProps } from "../../islands/mod.ts";
import { CallerName, DialLink, Empty, Icon, type MissedRow, Told } from "../../parts/mod.ts";
import { entriesFor, tenantOf, tenantQuery } from "./question.ts";
import { rowsOf } from "./row_of.ts";

const DAYS = 30;

/** At what times callers are missed, and who they are. */
export const missedTrends: Route = {
  path: "/missed/trends",
  needs: "see-calls",
  get: async (visit) => {
    const { world, words, url } = visit;
    const { since, ...days } = daysUpTo(world.clock.wall(), DAYS, world.directory().office.timeZone);
    const wanted = { tenant: tenantOf(url, visit), question: { since } };
    const { entries, older } = await entriesFor(visit, wanted, MOST_IN_TRENDS);
    const counts = trendsOf(entries, days);
    const top = await rowsOf(counts.callers.map(({ entry }) => entry), visit);
    return {
      title: words.missed.trends,
      page: <Trends {...{ visit, counts, top }} isCut={older !== undefined} />,
    };
  },
};

interface TrendParts {
  readonly visit: SignedVisit;
  readonly counts: TrendCounts;
  readonly top: readonly MissedRow[];
  readonly isCut: boolean;
}

function Trends({ visit, counts, top, isCut }: TrendParts): VNode {
  const { words: { missed: words, reports, language }, url } = visit;
  const query = tenantQuery(tenantOf(url, visit));
  return (
    <>
      <p>
        <a href={`/missed${query}`}>{words.back}</a>
      </p>
      <header class="head">
        <h1>{words.trends}</h1>
        <span class="soft">{words.trendsText}</span>
      </header>
      {isCut && <Told kind="warn">{words.onlyNewest}</Told>}
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
            <Callers {...{ visit, counts, top }} />
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

function Callers({ visit, counts, top }: Omit<TrendParts, "isCut">): VNode {
  const { words: { missed: words }, url } = visit;
  const tenant = tenantOf(url, visit);
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
              ...tenant === "own" ? {} : { tenant },
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
