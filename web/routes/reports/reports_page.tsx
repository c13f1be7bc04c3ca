import type { VNode } from "preact";
import type { SignedVisit } from "../../page/mod.ts";
import { ChartCard } from "../../charts/mod.ts";
import { Charts } from "../../islands/mod.ts";
import { Empty, Icon, periodOf, sayValue, Told } from "../../parts/mod.ts";
import { ChooseCalls, sayOf } from "./choose_calls.tsx";
import { callsOfCard, callsThen, daysOf, type When } from "./calls_of.ts";
import { changeOf } from "./change_of.ts";
import { chartsOf, hoursChart, STEPS } from "./charts_of.ts";
import type { ReportsParts } from "./reports_parts.ts";
import { MakeReport, SavedReports } from "./saved_reports.tsx";
import { MissedEnds } from "./missed_ends.tsx";
import { PeriodChoice } from "../period_choice.tsx";
import { QueueExits } from "./queue_exits.tsx";
import { ReadingAnew } from "../readings.tsx";
import { Rows } from "./rows.tsx";
import { ServedCallers } from "./served_callers.tsx";
import type { Kpi, Shown } from "./shown.ts";
import { WeekMaps } from "./week_maps.tsx";
import { calledBy } from "../../period/mod.ts";

export function ReportsPage(parts: ReportsParts): VNode {
  const { visit: { words: { reports: words }, account }, of, shown, fault } = parts;
  return (
    <>
      <header class="head">
        <h1>{of === undefined ? words.title : `${words.title}: ${sayOf(of, parts)}`}</h1>
        <Question {...parts} />
      </header>
      {fault !== undefined
        ? <Told kind="bad">{fault}</Told>
        : shown === undefined
        ? <ReadingAnew visit={parts.visit} />
        : typeof shown === "string"
        ? (
          <Told kind="bad">
            {words.unread} {shown}
          </Told>
        )
        : <Figures {...parts} shown={shown} />}
      {account.scope === undefined ? <SavedReports {...parts} /> : <MakeReport {...parts} saved={[]} />}
    </>
  );
}

/** Of which system, which period, and by what it is drawn. */
function Question({ visit, tenant, of, within, periods, step }: ReportsParts): VNode {
  const { words: { reports: words, missed }, world, account } = visit;
  const tenants = account.scope === undefined ? world.directory().pbx : [];
  return (
    <form class="row" method="get" action="/reports">
      {tenants.length > 0 && (
        <>
          <label class="only-heard" for="tenant">{missed.tenant}</label>
          <select class="input" id="tenant" name="tenant">
            <option value="">{missed.ownOffice}</option>
            {tenants.map(({ name }) => <option key={name} value={name} selected={name === tenant}>{name}</option>)}
          </select>
        </>
      )}
      {account.scope === undefined && <ChooseCalls {...{ visit, tenant, of }} />}
      <label class="only-heard" for="period">{words.period}</label>
      <PeriodChoice id="period" {...{ periods, within, words }} />
      <label class="only-heard" for="by">{words.by}</label>
      <select class="input" id="by" name="by">
        {STEPS.map((each) => <option key={each} value={each} selected={each === step}>{words.steps[each]}</option>)}
      </select>
      <button class="button" type="submit">{words.show}</button>
      {tenant !== undefined && (
        <a class="button" href={`/tenants/${encodeURIComponent(tenant)}/calls`}>{words.tenant.calls}</a>
      )}
      <a class="button" href="/reports/cards">
        <Icon name="sliders-horizontal" />
        {words.chooseCards}
      </a>
    </form>
  );
}

function Figures({ visit, tenant, of: filter, shown, within, step }: ReportsParts & { readonly shown: Shown }): VNode {
  const { words: { reports: words, language }, world, account } = visit;
  const { office, pbx, reports: { shortAbandonS } } = world.directory();
  const of = pbx.find(({ name }) => name === tenant);
  const timeZone = of?.timeZone ?? office.timeZone;
  const said = periodOf(shown.period, { timeZone, language });
  const charts = chartsOf(shown.now, shown.then, { step, timeZone, language, words });
  const callsAt = tenant === undefined ? "/calls" : `/tenants/${encodeURIComponent(tenant)}/calls`;
  const when = { callsAt, days: daysOf(shown.period, timeZone), of: filter, shortAbandonS };
  const hours = hoursChart(
    shown.now,
    words,
    (hour) => account.scope === undefined ? callsThen("hours", { hour }, when) : undefined,
  );
  const nameOf = (number: string) =>
    (of === undefined ? world.directory().queues.get(number) : of.queues.find(({ id }) => id === number))?.name ?? "";
  return (
    <>
      <p class="soft">{said}</p>
      {account.scope !== undefined && <Told>{words.scoped}</Told>}
      {shown.kpis.length > 0 && (
        <dl class="kpis">
          {shown.kpis.map((kpi) => (
            <Card key={kpi.key} kpi={kpi} visit={visit} when={account.scope === undefined ? when : undefined} />
          ))}
        </dl>
      )}
      {shown.isEmpty && (
        <section class="card">
          <Empty icon="bar-chart-3" title={words.noCalls} text={words.noCallsText} />
        </section>
      )}
      {!shown.isEmpty && charts.points.length > 0 && (
        <Charts
          {...charts}
          language={language}
          words={visit.words.charts}
          period={said}
          name={`kontor-${calledBy(within)}`}
        />
      )}
      {!shown.isEmpty && hours !== undefined && (
        <ChartCard chart={hours} words={visit.words.charts} language={language} />
      )}
      {!shown.isEmpty && (
        <WeekMaps told={shown.now} words={words} when={account.scope === undefined ? when : undefined} />
      )}
      {!shown.isEmpty && account.scope === undefined && (
        <ServedCallers {...{ shown, visit, when, of: filter, tenant }} />
      )}
      {account.scope === undefined && <QueueExits {...{ shown, visit, when, nameOf }} />}
      {account.scope === undefined && <MissedEnds {...{ shown, visit, when }} />}
      <Rows title={words.queues} table={shown.queues} visit={visit} nameOf={nameOf} when={when} />
      <Rows title={words.people} table={shown.people} visit={visit} when={when} />
      <Rows title={words.dimensions.number} table={shown.numbers} visit={visit} when={when} />
      <Rows title={words.dimensions.trunk} table={shown.trunks} visit={visit} when={when} />
      <Rows title={words.agents} table={shown.agents} visit={visit} when={when} />
    </>
  );
}

function Card(
  { kpi, visit, when }: {
    readonly kpi: Kpi;
    readonly visit: SignedVisit;
    /** Undefined where its calls cannot be listed. */
    readonly when: When | undefined;
  },
): VNode {
  const { words: { reports: words, reportCards, language } } = visit;
  const { key, unit, value } = kpi;
  const { name, about } = reportCards.cards[key];
  const change = changeOf(kpi, language);
  const said = sayValue(value, unit, language);
  const calls = when === undefined || value === null ? undefined : callsOfCard(key, when);
  return (
    <div class="kpi card">
      <dt>{name}</dt>
      <dd class="value">{calls === undefined ? said : <a href={calls}>{said}</a>}</dd>
      {change !== undefined && (
        <dd class={`change ${change.kind}`}>
          {change.text === "" ? words.same : change.text}
          <span class="only-heard">{words.before}</span>
        </dd>
      )}
      <dd class="soft">{about}</dd>
    </div>
  );
}
