import { REPORT_FORMATS, REPORT_PERIODS } from "../../../core/directory/mod.ts";
import type { Route } from "../../page/mod.ts";
import { filterIn, filterText, formatIn, OWN_ROWS, pageReport, partsOfFile, stepIn, tenantIn } from "./asked.ts";
import { chosenCards } from "./cards.ts";
import { PART_OF } from "./charts_of.ts";
import { sayOf } from "./choose_calls.tsx";
import { orUnread } from "./or_unread.ts";
import { ReportsPage } from "./reports_page.tsx";
import { shownOf } from "./shown.ts";
import {
  askedFor,
  calledBy,
  isFault,
  periodOfDays,
  periodWithin,
  sayFault,
  USUAL_PERIOD,
  withinIn,
  zoneFor,
} from "../../period/mod.ts";

/** How the office did, beside the time before; the reports that it keeps, and one made now. */
export const reports: Route = {
  path: "/reports",
  needs: "see-reports",
  get: async (visit) => {
    const { world, url, account, words } = visit;
    const { scope } = account;
    const tenant = tenantIn(url, visit);
    const of = filterIn(url, visit);
    const { reports: { agentScore: withAgents } } = world.directory();
    const at = world.clock.wall();
    const timeZone = zoneFor(tenant, world.directory());
    const given = withinIn(url, { timeZone, at });
    const within = isFault(given) ? USUAL_PERIOD : given;
    const fault = isFault(given) ? sayFault(given, words.reports) : undefined;
    const step = stepIn(url, periodWithin(within, { timeZone, at }));
    const parts = [PART_OF[step], "week"] as const;
    const cards = chosenCards(account.reportCards, scope);
    // They wait for whole tables: nobody is to wait for minutes, and not to know why.
    const shown = fault !== undefined || world.reader.isFarBehind() ? undefined : await orUnread(
      shownOf(world.reports, { within, scope, tenant, of, timeZone, at, cards, parts, withAgents }),
    );
    const asked = { visit, tenant, of, within, fault, step, periods: REPORT_PERIODS, formats: REPORT_FORMATS };
    return {
      title: of === undefined ? words.reports.title : `${words.reports.title}: ${sayOf(of, asked)}`,
      page: <ReportsPage {...asked} shown={shown} made={await world.reportsMade()} />,
      status: fault === undefined ? 200 : 422,
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
    const format = formatIn(url);
    const tenant = tenantIn(url, visit);
    const clock = { timeZone: zoneFor(tenant, world.directory()), at: world.clock.wall() };
    const within = withinIn(url, clock, saved?.period);
    // The page says what is wrong with the days, or with the source.
    if (isFault(within)) return { goTo: `/reports?${url.searchParams}` };
    const period = typeof within === "string" ? within : periodOfDays(within, clock);
    const of = filterIn(url, visit);
    const report = saved === undefined
      ? pageReport(within, only === undefined ? partsOfFile(of) : OWN_ROWS, of)
      : { ...saved, ...of === undefined ? {} : { of: { ...saved.of, ...of } } };
    const whose = { ...tenant === undefined ? {} : { tenant }, ...of === undefined ? {} : { of: filterText(of) } };
    const wish = { report, period, ...tenant === undefined ? {} : { tenant }, ...only === undefined ? {} : { only } };
    const octets = await orUnread(world.reports.octets(wish, format));
    if (typeof octets === "string") {
      return { goTo: `/reports?${new URLSearchParams({ ...askedFor(within), ...whose })}` };
    }
    const facts = { report: report.name, period: calledBy(within), format, ...whose };
    await world.signIn.note("report.made", { who: account.name, address: from.address, facts });
    return new Response(octets, {
      headers: {
        "content-type": world.reports.types[format],
        "content-disposition": `attachment; filename*=UTF-8''${
          encodeURIComponent(`${report.name}-${calledBy(within)}.${format}`)
        }`,
        "cache-control": "no-store",
      },
    });
  },
};
