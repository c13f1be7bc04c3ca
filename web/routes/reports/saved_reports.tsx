import type { VNode } from "preact";
import type { SavedReport } from "../../../core/directory/mod.ts";
import { nextRun } from "../../../features/reports/mod.ts";
import { Empty, Icon, Moment } from "../../parts/mod.ts";
import { mayDo } from "../../sign_in/mod.ts";
import { filterText } from "./asked.ts";
import type { ReportsParts } from "./reports_parts.ts";
import { PeriodChoice } from "../period_choice.tsx";

/** The reports that the office keeps, and any of them made now. */
export function SavedReports(parts: ReportsParts): VNode {
  const { visit, tenant, made } = parts;
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
            <Empty icon="clipboard-list" title={words.noSaved} text={words.noSavedText}>
              {mayDo(account, "change-office") && <a class="button" href="/office/reports">{words.addSaved}</a>}
            </Empty>
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
                          data-makes
                          href={`/reports/file?${new URLSearchParams({
                            report: report.name,
                            format: report.format,
                            ...whose,
                          })}`}
                        >
                          {report.title ?? report.name}
                        </a>
                        <Making text={words.making} />
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
      <MakeReport {...parts} saved={saved} />
    </div>
  );
}

/** One of the reports that are kept, or what the page shows, as a file. */
export function MakeReport(
  { visit, tenant, of, within, periods, formats, saved }: ReportsParts & { readonly saved: readonly SavedReport[] },
): VNode {
  const { words: { reports: words }, account } = visit;
  return (
    <form
      class={`card padded ${account.scope === undefined ? "" : "narrow"}`}
      method="get"
      action="/reports/file"
      data-makes
    >
      <h2>{words.make}</h2>
      <p class="soft">{words.makeText}</p>
      {tenant !== undefined && <input type="hidden" name="tenant" value={tenant} />}
      {of !== undefined && <input type="hidden" name="of" value={filterText(of)} />}
      {saved.length > 0 && (
        <div class="field">
          <label for="report">{words.report}</label>
          <select id="report" name="report">
            <option value="">{words.thisPage}</option>
            {saved.map(({ name, title }) => <option key={name} value={name}>{title ?? name}</option>)}
          </select>
        </div>
      )}
      <div class="field">
        <label for="within">{words.period}</label>
        <PeriodChoice id="within" {...{ periods, within, words }} />
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
      <Making text={words.making} />
    </form>
  );
}

/** A report of a year takes some seconds. */
function Making({ text }: { readonly text: string }): VNode {
  return (
    <p class="soft" role="status" hidden data-making>
      <progress class="far" aria-label={text} /> {text}
    </p>
  );
}
