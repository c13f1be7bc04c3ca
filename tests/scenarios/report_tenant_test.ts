import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import {
  buildDirectory,
  DEFAULT_CSV,
  DEFAULT_REPORTS,
  type Pbx,
  type ReportFilter,
  type SavedReport,
} from "../../core/directory/mod.ts";
import { ForeignPast } from "../../features/missed/io/mod.ts";
import { homeOf } from "../../features/missed/mod.ts";
import { Reporting } from "../../features/reports/io/mod.ts";
import { SourceFault } from "../../features/reports/mod.ts";

const T0 = Date.UTC(2026, 2, 2, 9) / 1_000;
const PERIOD = { from: Date.UTC(2026, 2, 2), to: Date.UTC(2026, 2, 3) };
const WEEKLY: SavedReport = {
  ...{ name: "weekly", parts: ["summary", "comparison", "queues", "exits", "extensions", "missed", "costs", "calls"] },
  ...{ period: "last-week", format: "csv", csv: DEFAULT_CSV, to: [] },
};

function tenant(name: string, queueLog: string): Pbx {
  return {
    ...{ name, kind: "asterisk-files", queueLog, everyS: 3_600, historyDays: 1, extensions: ["101"], tls: "off" },
    ...{ trunkChannels: [], outboundPrefixes: [], groups: [], menus: [], members: [], missed: {} },
    queues: [{ id: "800", name: "Sales", ...name === "prompt" ? { answerWithinS: 10, wrapUpS: 15 } : {} }],
    ...name === "brisk" ? { answerWithinS: 5 } : {},
  };
}

/** Two waited in a queue, and one was taken; the day before one more. */
const LINES = [
  ...[[-86_400, "0", "ENTERQUEUE||0745999999|1"], [-86_390, "0", "ABANDON|1|1|10"]],
  ...[[0, "1", "ENTERQUEUE||0722000111|1"], [12, "1", `CONNECT|12|${T0}.9|5`], [72, "1", "COMPLETECALLER|12|60|1"]],
  ...[[100, "5", "ENTERQUEUE||0745123456|1"], [108, "5", "ABANDON|1|1|8"]],
].map(([at, id, rest]) =>
  `${T0 + Number(at)}|${T0 + 100 * Math.floor(Number(at) / 100)}.${id}|800|${
    String(rest).startsWith("CO") ? "PJSIP/101" : "NONE"
  }|${rest}\n`
).join("");

async function office(
  run: (office: { reports: Reporting; past: ForeignPast; folder: string }) => Promise<void>,
  ignored: readonly string[] = [],
) {
  const folder = await Deno.makeTempDir({ prefix: "kontor-tenant-" });
  const directory = buildDirectory({
    office: { name: "Țîrlea", country: "RO", timeZone: "Europe/Bucharest", language: "en" },
    extensions: [
      { number: "101", name: "Ana", secret: "x".repeat(12), ringForS: 20, callLimit: 2, phones: 3, srtp: "off" },
    ],
    pbx: [
      ...["acme", "prompt", "brisk"].map((name) => tenant(name, `${folder}/acme`)),
      tenant("away", `${folder}/away`),
    ],
    reports: { ...DEFAULT_REPORTS, saved: [WEEKLY] },
  }, { revision: 1, realm: "kontor" });
  const log = { write: () => {} };
  const past = new ForeignPast({
    log,
    actionsIn: () => Promise.resolve([]),
    ignoredIn: () => Promise.resolve(ignored),
  });
  past.follow(directory.pbx, homeOf(directory));
  const reports = new Reporting({
    ...{ log, data: folder, post: () => {}, wall: () => Date.UTC(2026, 2, 9) as never },
    timer: () => () => {},
    seal: () => ({ id: "", key: new Uint8Array(32) }) as never,
    caughtUp: () => Promise.resolve(),
    onChange: () => {},
    foreign: (name, wanted) => past.read(name, wanted),
  });
  reports.follow(directory);
  try {
    await Deno.writeTextFile(`${folder}/acme`, LINES);
    await run({ reports, past, folder });
  } finally {
    reports.stop();
    past.stop();
    await Deno.remove(folder, { recursive: true });
  }
}

const LISTS = { calls: "/tenants/acme/calls", missed: "/missed?tenant=acme" };

Deno.test("a report of another phone system's days is made of its own rows, which it leads to", () =>
  office(async ({ reports, past }) => {
    const wish = { report: WEEKLY, period: PERIOD, tenant: "acme" };
    const told = JSON.parse(toText(await reports.json(wish, LISTS)));
    assert.equal(told.office, "Țîrlea: acme");
    const section = (key: string) => told.sections.find((each: { key: string }) => each.key === key);
    const figure = (name: string) => section("summary").figures.find(({ key }: { key: string }) => key === name)?.value;
    assert.deepEqual([figure("totalCalls"), figure("abandonRate"), figure("serviceLevel")], [2, 0.5, 0.5]);
    assert.deepEqual(section("queues").rows[0].slice(0, 4), ["800", 2, 1, 1]);
    assert.deepEqual(section("exits").rows, [
      ["800", "Taken by an agent", 1, 0.5, null],
      ["800", "Gave up", 1, 0.5, null],
    ]);
    const gaveUp = { since: PERIOD.from, until: PERIOD.to, visited: "800", left: "abandoned" } as const;
    assert.equal((await reports.calls("acme", { question: gaveUp, limit: 10 })).length, 1);
    // 101 is somebody else there, and what its calls cost nobody knows.
    assert.ok(!JSON.stringify(told).includes("Ana"));
    assert.equal(section("costs"), undefined);
    assert.equal(section("calls").rows.length, 2);
    assert.match(section("queues").calls[0], /^\/tenants\/acme\/calls\?since=2026-03-02T00/);
    const query = new URL(section("queues").calls[0], "http://box").searchParams;
    const question = { since: Date.parse(query.get("since")!), until: Date.parse(query.get("until")!), queue: "800" };
    const calls = await reports.calls("acme", { question, limit: 10 });
    assert.deepEqual(calls.map(({ ended }) => ended), ["abandoned", "answered"]);
    const [last] = calls;
    assert.ok(last !== undefined);
    const after = [last.startedAt, last.id] as const;
    assert.deepEqual(await reports.calls("acme", { question, limit: 10, after }), calls.slice(1));
    const { queueLog, cdr } = await past.rowsOf("acme", last.id, last.startedAt);
    assert.deepEqual([queueLog.length, cdr.length], [2, 0]);
  }));

Deno.test("a report of another phone system is of some calls alone, and leads to them", () =>
  office(async ({ reports }) => {
    const total = async (of: ReportFilter) => {
      const wish = { report: { ...WEEKLY, of }, period: PERIOD, tenant: "acme" };
      const told = JSON.parse(toText(await reports.json(wish, LISTS)));
      const { value, calls } = sectionIn(told, "summary").figures.find(({ key }) => key === "totalCalls")!;
      return [
        value,
        sectionIn(told, "missed").figures[0]?.value,
        new URL(calls, "http://box").searchParams.getAll("queue"),
      ];
    };
    assert.deepEqual(await total({ queue: ["800"] }), [2, 1, ["800"]]);
    assert.deepEqual(await total({ queue: ["801", "802"] }), [0, 0, ["801", "802"]]);
    assert.deepEqual(await total({ agent: ["101"] }), [1, 0, []]);
    assert.deepEqual(await total({ extension: ["101"], queue: ["800"] }), [1, 0, ["800"]]);
  }));

Deno.test("whom nobody misses there is in no figure of its reports", () =>
  office(async ({ reports }) => {
    const told = JSON.parse(toText(await reports.json({ report: WEEKLY, period: PERIOD, tenant: "acme" })));
    const figures = sectionIn(told, "summary").figures;
    assert.equal(figures.find(({ key }) => key === "missed")?.value, 0);
  }, ["+40745123456"]));

Deno.test("who cannot be read is named with the reason, and nobody waits for it", () =>
  office(async ({ reports, past }) => {
    const wish = { report: WEEKLY, period: PERIOD, tenant: "away" };
    await assert.rejects(reports.json(wish), (error) => {
      assert.ok(error instanceof SourceFault);
      assert.match(error.message, /^Cannot read the rows of tenant "away" from file .*\/away: No such file/);
      return true;
    });
    await assert.rejects(past.rowsOf("away", "1", 0), /^Error: Cannot read the rows of tenant "away" from file/);
    await assert.rejects(reports.json({ ...wish, tenant: "nobody" }), /nobody of that name is followed/);
    // Whoever comes next has his report.
    assert.ok((await reports.octets({ ...wish, tenant: "acme" }, "csv")).length > 100);
  }));

interface ToldSection {
  readonly key: string;
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly columns: readonly { readonly key: string }[];
  readonly figures: readonly { readonly key: string; readonly value: number; readonly calls: string }[];
}

/** A table or the figures of a report that was written as JSON. */
function sectionIn(told: { readonly sections: readonly ToldSection[] }, key: string): ToldSection {
  const found = told.sections.find((section) => section.key === key);
  assert.ok(found !== undefined, key);
  return found;
}

Deno.test("each queue is judged by what it promises, else by what its system does, else by what the office does", () =>
  office(async ({ reports }) => {
    const report: SavedReport = { ...WEEKLY, parts: ["summary", "queues", "staffing"] };
    const told = await Promise.all(["acme", "brisk", "prompt"].map(async (tenant) => {
      const made = JSON.parse(toText(await reports.json({ report, period: PERIOD, tenant })));
      const { columns, rows: [queue] } = sectionIn(made, "queues");
      const [staffing] = sectionIn(made, "staffing").rows;
      const level = sectionIn(made, "summary").figures.find(({ key }) => key === "serviceLevel")?.value;
      return [level, queue?.[columns.findIndex(({ key }) => key === "serviceLevel")], staffing?.[2]];
    }));
    // One was taken after 12 s, within the office's 20 and nobody else's; her agent talked 60 s, and has 15 s more where told.
    assert.deepEqual(told, [[0.5, 0.5, 60], [0, 0, 60], [0, 0, 75]]);
  }));

Deno.test("a period and the one before it are read at once, and are each what they are alone", () =>
  office(async ({ reports, past, folder }) => {
    const logins = [
      [-3 * 86_400, "NONE|800|PJSIP/101|ADDMEMBER|"],
      [40, "NONE|800|PJSIP/101|PAUSE|Tea"],
      [70, "NONE|800|PJSIP/101|UNPAUSE|"],
    ].map(([at, rest]) => `${T0 + Number(at)}|${rest}\n`);
    const all = [...LINES.trimEnd().split("\n").map((line) => `${line}\n`), ...logins];
    await Deno.writeTextFile(`${folder}/acme`, all.sort((one, other) => (one < other ? -1 : 1)).join(""));
    const read = past.read.bind(past);
    const asked: number[] = [];
    past.read = (tenant, wanted) => {
      asked.push(wanted.periods.length);
      return read(tenant, wanted);
    };
    const now = {
      report: { ...WEEKLY, parts: ["summary", "agents", "missed"] } as SavedReport,
      period: PERIOD,
      tenant: "acme",
    };
    const then = { ...now, period: { from: PERIOD.from - 86_400_000, to: PERIOD.from } };
    const [one, other] = JSON.parse(toText(await reports.both(now, then)));
    assert.deepEqual(asked, [2]);
    assert.deepEqual(one, JSON.parse(toText(await reports.json(now))));
    assert.deepEqual(other, JSON.parse(toText(await reports.json(then))));
    const missed = (told: typeof one) => sectionIn(told, "missed").figures.find(({ key }) => key === "missed")?.value;
    assert.deepEqual([missed(one), missed(other)], [1, 1]);
    // Who came to work days before was there all day; a cup of tea was half a minute of it.
    const { columns, rows: [agent] } = sectionIn(one, "agent_activity");
    const of = (key: string) => agent?.[columns.findIndex((column) => column.key === key)];
    assert.deepEqual([of("agent"), of("answered"), of("talk"), of("averageRing"), of("paused"), of("loggedIn")], [
      ...["101", 1, 60, 5, 30, 86_400],
    ]);
  }));
