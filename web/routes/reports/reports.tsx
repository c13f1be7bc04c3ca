import { REPORT_FORMATS, REPORT_PERIODS } from "../../../core/directory/mod.ts";
import type { Route } from "../../page/mod.ts";
import {
  filterIn,
  filterText,
  formatIn,
  OWN_ROWS,
  pageReport,
  partsOfFile,
  periodIn,
  stepIn,
  tenantIn,
} from "./asked.ts";
import { chosenCards } from "./cards.ts";
import { PART_OF } from "./charts_of.ts";
import { sayOf } from "./choose_calls.tsx";
import { orUnread } from "./or_unread.ts";
import { ReportsPage } from "./reports_page.tsx";
import { shownOf } from "./shown.ts";

/** How the office did, beside the time before; the reports that it keeps, and one made now. */
export const reports: Route = {
  path: "/reports",
  needs: "see-reports",
  get: async (visit) => {
    const { world, url, account, words } = visit;
    const { scope } = account;
    const period = periodIn(url);
    const tenant = tenantIn(url, visit);
    const of = filterIn(url, visit);
    const { office, pbx, reports: { agentScore: withAgents } } = world.directory();
    const timeZone = pbx.find(({ name }) => name === tenant)?.timeZone ?? office.timeZone;
    const step = stepIn(url, period);
    const parts = [PART_OF[step], "week"] as const;
    const cards = chosenCards(account.reportCards, scope);
    const at = world.clock.wall();
    // They wait for whole tables: nobody is to wait for minutes, and not to know why.
    const shown = world.reader.isFarBehind() ? undefined : await orUnread(
      shownOf(world.reports, { period, scope, tenant, of, timeZone, at, cards, parts, withAgents }),
    );
    const asked = { visit, tenant, of, period, step, periods: REPORT_PERIODS, formats: REPORT_FORMATS };
    return {
      title: of === undefined ? words.reports.title : `${words.reports.title}: ${sayOf(of, asked)}`,
      page: <ReportsPage {...asked} shown={shown} made={await world.reportsMade()} />,
    };
  },
};

/** A report as a file, made now: `?report=weekly&period=last-week&format=xlsx`. */
export const reportFile: Route = {
  path: "/reports/file",
  needs: "see-reports",
  get: async (visit) => {
    const { world, url, account, from } = visit;
    const { scope: only } = account;
    const name = url.searchParams.get("report");
    // Those that are kept tell of the whole office.
    const saved = only === undefined ? world.reports.saved.find((each) => each.name === name) : undefined;
    const period = periodIn(url, saved?.period);
    const format = formatIn(url);
    const tenant = tenantIn(url, visit);
    const of = filterIn(url, visit);
    const report = saved === undefined
      ? pageReport(period, only === undefined ? partsOfFile(of) : OWN_ROWS, of)
      : { ...saved, ...of === undefined ? {} : { of: { ...saved.of, ...of } } };
    const whose = { ...tenant === undefined ? {} : { tenant }, ...of === undefined ? {} : { of: filterText(of) } };
    const wish = { report, period, ...tenant === undefined ? {} : { tenant }, ...only === undefined ? {} : { only } };
    const octets = await orUnread(world.reports.octets(wish, format));
    // The page says what is wrong with the source.
    if (typeof octets === "string") return { goTo: `/reports?${new URLSearchParams({ period, ...whose })}` };
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
