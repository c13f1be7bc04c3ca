import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { buildDirectory, DEFAULT_CSV, DEFAULT_REPORTS, type Pbx, type SavedReport } from "../../core/directory/mod.ts";
import { ForeignPast } from "../../features/missed/io/mod.ts";
import { homeOf } from "../../features/missed/mod.ts";
import { Reporting } from "../../features/reports/io/mod.ts";
import { SourceFault } from "../../features/reports/mod.ts";

const T0 = Date.UTC(2026, 2, 2, 9) / 1_000;
const PERIOD = { from: Date.UTC(2026, 2, 2), to: Date.UTC(2026, 2, 3) };
const WEEKLY: SavedReport = {
  ...{ name: "weekly", parts: ["summary", "comparison", "queues", "extensions", "missed", "costs", "calls"] },
  ...{ period: "last-week", format: "csv", csv: DEFAULT_CSV, to: [] },
};

function tenant(name: string, queueLog: string): Pbx {
  return {
    ...{ name, kind: "asterisk-files", queueLog, everyS: 3_600, historyDays: 1, extensions: ["101"], tls: "off" },
    ...{ trunkChannels: [], outboundPrefixes: [], queues: [{ id: "800", name: "Sales" }], groups: [], menus: [] },
    ...{ members: [], missed: {} },
  };
}

/** Two waited in a queue, and one was taken; the day before one more. */
const LINES = [
  ...[[-86_400, "0", "ENTERQUEUE||0745999999|1"], [-86_390, "0", "ABANDON|1|1|10"]],
  ...[[0, "1", "ENTERQUEUE||0722000111|1"], [12, "1", `CONNECT|12|${T0}.9|5`], [72, "1", "COMPLETECALLER|12|60|1"]],
  ...[[100, "5", "ENTERQUEUE||0745123456|1"], [108, "5", "ABANDON|1|1|8"]],
].map(([at, id, rest]) =>
  `${T0 + Number(at)}|${T0 + Number(at) - Number(at) % 100}.${id}|800|${
    String(rest).startsWith("CO") ? "PJSIP/101" : "NONE"
  }|${rest}\n`
).join("");

async function office(run: (office: { reports: Reporting; past: ForeignPast; folder: string }) => Promise<void>) {
  const folder = await Deno.makeTempDir({ prefix: "kontor-tenant-" });
  const directory = buildDirectory({
    office: { name: "Țîrlea", country: "RO", timeZone: "Europe/Bucharest", language: "en" },
    extensions: [
      { number: "101", name: "Ana", secret: "x".repeat(12), ringForS: 20, callLimit: 2, phones: 3, srtp: "off" },
    ],
    pbx: [tenant("acme", `${folder}/acme`), tenant("away", `${folder}/away`)],
    reports: { ...DEFAULT_REPORTS, saved: [WEEKLY] },
  }, { revision: 1, realm: "kontor" });
  const log = { write: () => {} };
  const past = new ForeignPast({ log, actionsIn: () => Promise.resolve([]) });
  past.follow(directory.pbx, homeOf(directory));
  const reports = new Reporting({
    ...{ log, data: folder, post: () => {}, wall: () => Date.UTC(2026, 2, 9) as never },
    timer: () => () => {},
    seal: () => ({ id: "", key: new Uint8Array(32) }) as never,
    caughtUp: () => Promise.resolve(),
    onChange: () => {},
    foreign: (name, periods) => past.read(name, periods),
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

Deno.test("a report of another phone system's days is made of its own rows, which it leads to", () =>
  office(async ({ reports, past }) => {
    const wish = { report: WEEKLY, period: PERIOD, tenant: "acme" };
    const told = JSON.parse(toText(await reports.json(wish, "/tenants/acme/calls")));
    assert.equal(told.office, "Țîrlea: acme");
    const section = (key: string) => told.sections.find((each: { key: string }) => each.key === key);
    const figure = (name: string) => section("summary").figures.find(({ key }: { key: string }) => key === name)?.value;
    assert.deepEqual([figure("totalCalls"), figure("abandonRate"), figure("serviceLevel")], [2, 0.5, 0.5]);
    assert.deepEqual(section("queues").rows[0].slice(0, 4), ["800", 2, 1, 1]);
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

Deno.test("who cannot be read is named with the reason, and nobody waits for it", () =>
  office(async ({ reports, past }) => {
    const wish = { report: WEEKLY, period: PERIOD, tenant: "away" };
    await assert.rejects(reports.json(wish, ""), (error) => {
      assert.ok(error instanceof SourceFault);
      assert.match(error.message, /^Cannot read the rows of tenant "away" from file .*\/away: No such file/);
      return true;
    });
    await assert.rejects(past.rowsOf("away", "1", 0), /^Error: Cannot read the rows of tenant "away" from file/);
    await assert.rejects(reports.json({ ...wish, tenant: "nobody" }, ""), /nobody of that name is followed/);
    // Whoever comes next has his report.
    assert.ok((await reports.octets({ ...wish, tenant: "acme" }, "csv")).length > 100);
  }));
