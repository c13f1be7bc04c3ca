/**
 * Reports of another phone system, made as a box makes them: its rows read by one worker, the report made by another.
 *
 * @module
 */
import assert from "node:assert/strict";
import { START, toText } from "../../core/base/mod.ts";
import { buildDirectory, DEFAULT_CSV, type Pbx, type SavedReport } from "../../core/directory/mod.ts";
import { ForeignPast } from "../../features/missed/io/mod.ts";
import { type Call, homeOf, judge, judgementOf, scopeOf } from "../../features/missed/mod.ts";
import { Reporting } from "../../features/reports/io/mod.ts";
import { callsFromForeign, makeReport, type Period, planFor } from "../../features/reports/mod.ts";

const MADE_AT = Date.UTC(2026, 2, 31);
/** To the calls behind what is counted: as a report has them, and as they are told. */
const LINKS = ["ask", "asks", "calls"];
const REPORT: SavedReport = {
  ...{ name: "all", parts: ["summary", "hours", "queues", "numbers", "agents", "extensions", "calls"] },
  ...{ period: "last-week", format: "csv", csv: DEFAULT_CSV, to: [] },
};

export interface TenantReports {
  /** The sections of a report of a period, as its workers make it, but for what agents did. */
  live(tenant: string, period: Period): Promise<unknown>;
  /** What agents did in a period, as its workers make it. */
  agents(tenant: string, period: Period): Promise<unknown>;
  /** The sections that {@link live} gives, of calls that are at hand. */
  counted(tenant: string, calls: readonly Call[], period: Period): unknown;
  readonly past: ForeignPast;
  readonly reports: Reporting;
}

/** For as long as `run` takes. */
export async function withReports(
  pbx: readonly Pbx[],
  country: string,
  run: (reports: TenantReports) => Promise<void>,
): Promise<void> {
  const data = await Deno.makeTempDir({ prefix: "kontor-tenants-" });
  const office = { name: "Lab", country, timeZone: "Europe/Bucharest", language: "en" } as const;
  const directory = buildDirectory({ office, extensions: [], pbx }, { revision: 1, realm: "kontor" });
  const said: string[] = [];
  const log = { write: ({ text }: { readonly text: string }) => void said.push(text) };
  const past = new ForeignPast({ log, actionsIn: () => Promise.resolve([]) });
  past.follow(directory.pbx, homeOf(directory));
  const reports = new Reporting({
    ...{ log, data, post: () => {}, wall: () => START + MADE_AT as never, timer: () => () => {} },
    seal: () => {
      throw new Error("Cannot seal: no file is made here");
    },
    caughtUp: () => Promise.resolve(),
    onChange: () => {},
    foreign: (tenant, wanted) => past.read(tenant, wanted),
  });
  reports.follow(directory);
  const sectionsOf = async (tenant: string, period: Period): Promise<readonly Record<string, unknown>[]> => {
    const told = await reports.json({ report: REPORT, period, tenant });
    return JSON.parse(toText(told)).sections;
  };
  // What agents did is in lines of no call, too: it is compared where those are (agent_lines_test.ts).
  const plain = (sections: readonly object[]) =>
    JSON.parse(JSON.stringify(sections, (key, value) => LINKS.includes(key) ? undefined : value))
      .filter(({ key }: Record<string, unknown>) => key !== "agent_activity");
  try {
    await run({
      past,
      reports,
      live: async (tenant, period) => plain(await sectionsOf(tenant, period)),
      agents: async (tenant, period) =>
        (await sectionsOf(tenant, period)).find(({ key }) => key === "agent_activity")?.["rows"],
      counted: (tenant, calls, period) => {
        const of = directory.pbx.find(({ name }) => name === tenant);
        const plan = planFor(REPORT, directory, { period, madeAt: MADE_AT, of });
        const { policy } = scopeOf(of!, homeOf(directory));
        const judged = calls.map((call) => ({ ...call, judgement: judgementOf(judge(call, policy).outcome) }));
        return plain(makeReport({ calls: callsFromForeign(judged) }, plan).sections);
      },
    });
    assert.deepEqual(said, []);
  } finally {
    reports.stop();
    past.stop();
    await Deno.remove(data, { recursive: true });
  }
}
