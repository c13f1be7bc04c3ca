import type { VNode } from "preact";
import type { SavedReport } from "../../../core/directory/mod.ts";
import { nextRun } from "../../../features/reports/mod.ts";
import { Icon, Moment } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import type { ReportsParts } from "./reports_parts.ts";

/** The reports that the office keeps, and any of them made now. */
export function SavedReports({ visit, tenant, made, period, periods, formats }: ReportsParts): VNode {
  const { words: { reports: words, language }, world, account } = visit;
  const { saved } = world.reports;
  const whose: Record<string, string> = tenant === undefined ? {} : { tenant };
  const { timeZone } = world.directory().office;
  const moment = (at: number | undefined) => at === undefined ? "–" : <Moment {...{ at, timeZone, language }} />;
  const next = (report: SavedReport) => nextRun([report], world.clock.wall(), world.directory());
  return (
    <div class="columns">
      <section class="card">
        <header>
          <h2>{words.saved}</h2>
        </header>
        {saved.length === 0
          ? (
            <div class="empty">
              <Icon name="clipboard-list" />
              <b>{words.noSaved}</b>
              <span class="soft">{words.noSavedText}</span>
              {mayDo(account, "change-office") && <a class="button" href="/office/reports">{words.addSaved}</a>}
            </div>
          )
          : (
            <div class="wide">
              <table class="table stacks named">
                <thead>
                  <tr>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.period}</th>
                    <th scope="col">{words.next}</th>
                    <th scope="col">{words.last}</th>
                  </tr>
                </thead>
                <tbody>
                  {saved.map((report) => (
                    <tr key={report.name}>
                      <td>
                        <a
                          href={`/reports/file?${new URLSearchParams({
                            report: report.name,
                            format: report.format,
                            ...whose,
                          })}`}
                        >
                          {report.title ?? report.name}
                        </a>
                        {report.to.length > 0 && <div class="soft">{words.sentTo(report.to.length)}</div>}
                      </td>
                      <td data-label={words.period}>{words.periods[report.period]}</td>
                      <td data-label={words.next}>
                        {report.cron === undefined ? words.onlyAsked : moment(next(report))}
                      </td>
                      <td data-label={words.last}>{moment(made.get(report.name))}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
      </section>
      <form class="card padded" method="get" action="/reports/file">
        <h2>{words.make}</h2>
        <p class="soft">{words.makeText}</p>
        {tenant !== undefined && <input type="hidden" name="tenant" value={tenant} />}
        <div class="field">
          <label for="report">{words.report}</label>
          <select id="report" name="report">
            <option value="">{words.thisPage}</option>
            {saved.map(({ name, title }) => <option key={name} value={name}>{title ?? name}</option>)}
          </select>
        </div>
        <div class="field">
          <label for="of">{words.period}</label>
          <select id="of" name="period">
            {periods.map((each) => (
              <option key={each} value={each} selected={each === period}>{words.periods[each]}</option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="format">{words.format}</label>
          <select id="format" name="format">
            {formats.map((each) => <option key={each} value={each}>{each.toUpperCase()}</option>)}
          </select>
        </div>
        <p>
          <button class="button first" type="submit">
            <Icon name="download" />
            {words.download}
          </button>
        </p>
      </form>
    </div>
  );
}
