import assert from "node:assert/strict";
import {
  buildDirectory,
  DEFAULT_CSV,
  DEFAULT_REPORTS,
  type ReportSettings,
  type SavedReport,
} from "../../core/directory/mod.ts";
import { dueRuns, makeReport, planFor, reportMails } from "./mod.ts";
import { QUEUE } from "../../tests/lab/queues.ts";
import { BUCHAREST, monthOf } from "./stage.ts";

const WEEKLY: SavedReport = {
  name: "weekly",
  title: "Săptămâna",
  parts: ["summary", "extensions"],
  period: "last-week",
  format: "csv",
  csv: DEFAULT_CSV,
  to: ["ana@example.com", "ion@example.com"],
  cron: "0 8 * * MON",
};
const OFFICE = { name: "Cabinet Țîrlea", country: "RO", timeZone: BUCHAREST, language: "ro" };
const ANA = { number: "101", name: "Ana Pop", secret: "s3cret-101", ringForS: 25, callLimit: 4, phones: 5 };
const DIRECTORY = buildDirectory({
  office: OFFICE,
  extensions: [{ ...ANA, srtp: "allowed" }],
  reports: { ...DEFAULT_REPORTS, saved: [WEEKLY], goalPercent: 90 },
}, { revision: 1, realm: "kontor" });

const [RUN] = dueRuns(DIRECTORY.reports.saved, {
  afterOf: () => Date.parse("2026-03-29T12:00:00Z"),
  until: Date.parse("2026-03-30T05:00:00Z"),
  officeZone: BUCHAREST,
});

Deno.test("a saved report is made with the office's names, zone, language and goals", () => {
  assert.ok(RUN !== undefined);
  const plan = planFor(RUN.report, DIRECTORY, { period: RUN.period, madeAt: RUN.at });
  const report = makeReport({ calls: monthOf(1_000) }, plan);
  assert.partialDeepStrictEqual(report, { title: "Săptămâna", office: "Cabinet Țîrlea", timeZone: BUCHAREST });
  assert.equal(plan.goal, 0.9);
  const [, people] = report.sections;
  assert.ok(people?.kind === "table" && people.title === "Interioare");
  assert.deepEqual(people.rows[0]?.slice(0, 2), ["101", "Ana Pop"]);
});

Deno.test("a report judges by what the office has set, each queue's agents by how long they wrap up", () => {
  assert.ok(RUN !== undefined);
  const reports: ReportSettings = {
    ...DEFAULT_REPORTS,
    serviceLevel: "flow-out",
    misdialledS: 3,
    shortAbandonS: 4,
    timeOf: "duration",
    repeatWithinHours: 72,
    agentScore: true,
    ringWithinS: 8,
  };
  const directory = buildDirectory(
    { office: OFFICE, extensions: [], reports, queues: [{ ...QUEUE, wrapUpS: 30 }] },
    { revision: 1, realm: "kontor" },
  );
  const plan = planFor({ ...RUN.report, parts: ["summary", "staffing", "agents"] }, directory, {
    period: RUN.period,
    madeAt: RUN.at,
  });
  assert.partialDeepStrictEqual(plan, {
    ...{ variant: "flow-out", shortS: 3, shortAbandonS: 4, timeOf: "duration", resolutionWindowS: 72 * 3_600 },
    ...{ agentScore: { ringWithinS: 8 }, wrapUps: { "8001": 30 } },
  });
  const calls = monthOf(2_000).map((call) => ({ ...call, queue: "8001" }));
  const handled = (wrapUps: Readonly<Record<string, number>>) => {
    const [, staffing] = makeReport({ calls }, { ...plan, wrapUps }).sections;
    return staffing?.kind === "table" ? staffing.rows.map((row) => Number(row[2])) : [];
  };
  assert.deepEqual(handled({ "8001": 30 }), handled({}).map((seconds) => seconds + 30));
  const report = makeReport({ calls, agents: { counts: new Map(), changes: [] } }, plan);
  const [figures] = report.sections;
  assert.equal(
    figures?.kind === "figures" && figures.figures.at(-1)?.title,
    "Rezolvate din prima (fără revenire în 72 h)",
  );
  const columns = (wanted: typeof plan) => {
    const table = makeReport({ calls, agents: { counts: new Map(), changes: [] } }, wanted).sections.at(-1);
    return table?.kind === "table" ? table.columns.map(({ key }) => key) : [];
  };
  const { agentScore: _, ...without } = plan;
  assert.deepEqual(columns(plan).slice(-4), ["score", "takenShare", "promptShare", "calledBackShare"]);
  assert.equal(columns(without).includes("score"), false, "nobody has a score where the office has not asked for it");
});

Deno.test("a run is a mail to each who is to have it, the same however often it is made", () => {
  assert.ok(RUN !== undefined);
  const mails = reportMails(RUN, "reports/a.csv", OFFICE);
  assert.deepEqual(mails, reportMails(RUN, "reports/a.csv", OFFICE));
  assert.equal(new Set(mails.map(({ id }) => id)).size, 2);
  const [first] = mails;
  assert.deepEqual(first, {
    id: `report.weekly.${RUN.at}.0`,
    to: "ana@example.com",
    subject: "Cabinet Țîrlea: Săptămâna",
    // The week in which the clock went forward: 167 hours.
    text: "Săptămâna: de la 2026-03-23 00:00 până la 2026-03-30 00:00 (Europe/Bucharest).\n\nRaportul este atașat.\n",
    attachments: [{ path: "reports/a.csv", name: "weekly-2026-03-30.csv", type: "text/csv" }],
  });
  assert.equal(RUN.period.to - RUN.period.from, 167 * 3_600_000);
});
