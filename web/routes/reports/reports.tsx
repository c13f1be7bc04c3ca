import { REPORT_FORMATS, REPORT_PERIODS } from "../../../core/directory/mod.ts";
import { SourceFault } from "../../../features/reports/mod.ts";
import type { Route } from "../../page/mod.ts";
import { AS_FILE, formatIn, pageReport, periodIn, stepIn, tenantIn } from "./asked.ts";
import { chosenCards } from "./cards.ts";
import { PART_OF } from "./charts_of.ts";
import { ReportsPage } from "./reports_page.tsx";
import { type Shown, shownOf } from "./shown.ts";

/** How the office did, beside the time before; the reports that it keeps, and one made now. */
export const reports: Route = {
  path: "/reports",
  needs: "see-reports",
  get: async (visit) => {
    const { world, url, account, words } = visit;
    const { scope } = account;
    const period = periodIn(url);
    const tenant = tenantIn(url, visit);
    const { office, pbx, reports: { agentScore: withAgents } } = world.directory();
    const timeZone = pbx.find(({ name }) => name === tenant)?.timeZone ?? office.timeZone;
    const step = stepIn(url, period);
    const parts = [PART_OF[step], "week"] as const;
    const cards = chosenCards(account.reportCards, scope);
    const at = world.clock.wall();
    const shown = await orUnread(
      shownOf(world.reports, { period, scope, tenant, timeZone, at, cards, parts, withAgents }),
    );
    const asked = { visit, tenant, period, step, periods: REPORT_PERIODS, formats: REPORT_FORMATS };
    return {
      title: words.reports.title,
      page: <ReportsPage {...asked} shown={shown} made={await world.reportsMade()} />,
    };
  },
};

/** What there is to show, or why another phone system's rows cannot be read. */
async function orUnread(shown: Promise<Shown>): Promise<Shown | string> {
  try {
    return await shown;
  } catch (error) {
    if (error instanceof SourceFault) return error.message;
    throw error;
  }
}

/** A report as a file, made now: `?report=weekly&period=last-week&format=xlsx`. */
export const reportFile: Route = {
  path: "/reports/file",
  needs: "see-reports",
  get: async (visit) => {
    const { world, url, account, from } = visit;
    // A file tells of the whole office.
    if (account.scope !== undefined) return { goTo: "/reports" };
    const name = url.searchParams.get("report");
    const saved = world.reports.saved.find((each) => each.name === name);
    const period = periodIn(url, saved?.period);
    const format = formatIn(url);
    const report = saved ?? pageReport(period, AS_FILE);
    const tenant = tenantIn(url, visit);
    const whose = tenant === undefined ? {} : { tenant };
    const octets = await world.reports.octets({ report, period, ...whose }, format).catch((error) => {
      if (error instanceof SourceFault) return undefined;
      throw error;
    });
    // The page says what is wrong with the source.
    if (octets === undefined) return { goTo: `/reports?${new URLSearchParams({ period, ...whose })}` };
    const facts = { report: report.name, period, format, ...whose };
    await world.signIn.note("report.made", { who: account.name, address: from.address, facts });
    return new Response(octets, {
      headers: {
        "content-type": world.reports.types[format],
        "content-disposition": `attachment; filename*=UTF-8''${
          encodeURIComponent(`${report.name}-${period}.${format}`)
        }`,
        "cache-control": "no-store",
      },
    });
  },
};
