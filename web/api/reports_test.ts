import assert from "node:assert/strict";
import { SeededChance, START, type WallTime } from "../../core/base/mod.ts";
import { DEFAULT_CSV, type SavedReport } from "../../core/directory/mod.ts";
import { KeyRing, openMemoryStore } from "../../core/store/mod.ts";
import { type ReportCall, SourceFault } from "../../features/reports/mod.ts";
import { apiRoutes } from "./api.ts";
import { quietApi } from "./stage.ts";

const WEEKLY: SavedReport = {
  ...{ name: "weekly", parts: ["summary"], period: "last-week", format: "pdf", csv: DEFAULT_CSV },
  to: ["ana@example.com"],
  cron: "0 8 * * MON",
};
const AWAY = 'Cannot read the rows of tenant "away" from mariadb 192.0.2.1:3306/asteriskcdrdb: ECONNREFUSED';
/** Of another phone system. */
const CALL: ReportCall = {
  ...{ id: "1772442000.1", direction: "inbound", startedAt: Date.UTC(2026, 2, 2, 9), ended: "answered" },
  ...{ waitS: 12, talkS: 60, durationS: 72, waits: [], dialled: "+40376443311", offers: [], sounds: [] },
  ...{ outside: "+40745123456", answeredBy: "101", queue: "800" },
};
const octets = (text: string) => new TextEncoder().encode(text);

/** A box that tells what its reports were asked for. */
async function box() {
  const clock = { now: () => START, wall: () => Date.UTC(2026, 10, 21, 12) as WallTime };
  const store = openMemoryStore(clock);
  const keys = await KeyRing.load(store.keys, { clock, chance: new SeededChance(1) });
  const asked: unknown[] = [];
  const wished: SavedReport[] = [];
  let made = 0;
  const app = apiRoutes({
    ...quietApi(),
    reader: store.reader,
    record: store.record,
    keyOf: (key) => keys.of(key),
    reports: {
      saved: [WEEKLY],
      types: { pdf: "application/pdf", xlsx: "application/xlsx", csv: "text/csv", jsonl: "application/jsonl" },
      json: ({ report, period, tenant }, lists) => {
        const { name } = report;
        wished.push(report);
        if (tenant === "away") throw new SourceFault(AWAY);
        asked.push([name, "json", period, lists.calls, ...tenant === undefined ? [] : [tenant]]);
        return Promise.resolve(octets(`{"title":"Weekly","made_at":"${++made}","sections":[]}`));
      },
      octets: ({ report: { name }, period }, format) => {
        asked.push([name, format, period]);
        return Promise.resolve(octets("%PDF"));
      },
      list: ({ from, to }) => Promise.resolve(new Blob([`{"from":${from}}\n`, `{"to":${to}}\n`]).stream()),
    },
    tenants: {
      has: (tenant) => tenant === "acme" || tenant === "away",
      calls: (tenant, wanted) => {
        if (tenant === "away") throw new SourceFault(AWAY);
        asked.push([tenant, wanted]);
        return Promise.resolve([CALL]);
      },
      rowsOf: (tenant, call, at) => {
        asked.push([tenant, call, at]);
        const none = { cdr: [], cel: [], queueLog: [], xmlCdr: [] };
        return Promise.resolve(call === CALL.id ? { ...none, cdr: [{ uniqueid: call }] } : none);
      },
    },
  });
  const key = async (name: string, scopes: Parameters<KeyRing["add"]>[1]) => {
    const made = await keys.add(name, scopes, "ana");
    assert.ok(made.ok);
    return made.value;
  };
  const all = await key("all", ["calls:read", "reports:read"]);
  const get = (path: string, accept?: string, secret = all, more: Readonly<Record<string, string>> = {}) =>
    app.request(`/api/v1${path}`, {
      headers: { authorization: `Bearer ${secret}`, ...more, ...accept === undefined ? {} : { accept } },
    });
  return { asked, wished, get, key };
}

Deno.test("the reports of the office are listed, and nobody's mail address with them", async () => {
  const { get } = await box();
  assert.deepEqual(await (await get("/reports")).json(), {
    reports: [{
      name: "weekly",
      title: "weekly",
      parts: ["summary"],
      period: "last-week",
      of: {},
      interval: null,
      time_zone: null,
      format: "pdf",
      cron: "0 8 * * MON",
    }],
  });
});

const CALLS_AT = "/api/v1/calls";
const WRITTEN = '{"title":"Weekly","made_at":"1","sections":[]}';
const MADE: readonly (readonly [path: string, accept: string | undefined, asked: unknown, type: string])[] = [
  ["/reports/weekly", undefined, ["weekly", "json", undefined, CALLS_AT], "application/json"],
  ["/reports/weekly", "text/html, */*;q=0.1", ["weekly", "json", undefined, CALLS_AT], "application/json"],
  ["/reports/weekly?period=yesterday", "application/pdf", ["weekly", "pdf", "yesterday"], "application/pdf"],
  ["/reports/weekly", "application/json;q=0.5, text/csv", ["weekly", "csv", undefined], "text/csv"],
  [
    "/reports/weekly?since=2026-11-01T00:00:00Z&until=2026-11-02T00:00:00%2B02:00",
    "application/jsonl",
    ["weekly", "jsonl", { from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 1, 22) }],
    "application/jsonl",
  ],
  ["/quality?period=this-week", undefined, ["quality", "json", "this-week", CALLS_AT], "application/json"],
];
for (const [path, accept, expected, type] of MADE) {
  Deno.test(`GET ${path} as ${accept ?? "anything"} is ${type}`, async () => {
    const { asked, get } = await box();
    const response = await get(path, accept);
    assert.deepEqual([response.status, response.headers.get("content-type")], [200, type]);
    assert.deepEqual(asked, [expected]);
    assert.equal(await response.text(), type === "application/json" ? WRITTEN : "%PDF");
  });
}

Deno.test("every call of a period is a stream of lines", async () => {
  const { get } = await box();
  const response = await get("/exports/calls?since=1970-01-01T00:00:01Z&until=1970-01-01T00:00:02Z");
  assert.deepEqual([response.status, response.headers.get("content-type")], [200, "application/jsonl"]);
  assert.equal(await response.text(), '{"from":1000}\n{"to":2000}\n');
});

const REFUSED: readonly (readonly [path: string, accept: string | undefined, status: number, detail: RegExp])[] = [
  ["/reports/monthly", undefined, 404, /^Cannot find report "monthly"/],
  ["/reports/weekly", "image/png", 406, /it comes as application\/json, application\/pdf/],
  ["/reports/weekly?period=some-day", undefined, 400, /^Cannot read "period"/],
  ["/reports/weekly?since=2026-11-01T00:00:00Z", undefined, 400, /both "since" and "until"/],
  [
    "/reports/weekly?since=2026-11-01T00:00:00Z&until=2026-10-01T00:00:00Z",
    undefined,
    400,
    /is not after "2026-11-01T00:00:00Z"/,
  ],
  ["/exports/calls", undefined, 400, /expected a period/],
  ["/reports/weekly?interval=fortnight", undefined, 400, /^Cannot read "interval": .*, and not "fortnight"$/],
  ["/reports/weekly?zone=Mars/Olympus", undefined, 400, /^Cannot read "zone": .* and not "Mars\/Olympus"$/],
  ["/reports/weekly?zone=%2B02:00", undefined, 400, /^Cannot read "zone": .* and not "\+02:00"$/],
  ["/quality?queue=", undefined, 400, /^Cannot read "queue\.0": .* and not ""$/],
];
for (const [path, accept, status, detail] of REFUSED) {
  Deno.test(`GET ${path} as ${accept ?? "anything"} is refused with ${status}`, async () => {
    const { asked, get } = await box();
    const response = await get(path, accept);
    assert.equal(response.status, status);
    assert.match((await response.json()).detail, detail);
    assert.deepEqual(asked, []);
  });
}

Deno.test("a report may be asked of some calls, as finely and by whose clock one wants", async () => {
  const { wished, get } = await box();
  const asked = "queue=8001&queue=8002&trunk=digi&interval=week&zone=Asia/Kolkata";
  for (const path of ["/reports/weekly", "/quality"]) assert.equal((await get(`${path}?${asked}`)).status, 200);
  const of = { queue: ["8001", "8002"], trunk: ["digi"] };
  const wanted = { of, interval: "week", timeZone: "Asia/Kolkata" };
  assert.deepEqual(wished.map(({ of, interval, timeZone }) => ({ of, interval, timeZone })), [wanted, wanted]);
  const { paths } = await (await get("/openapi.json")).json();
  const told = paths["/api/v1/reports/{name}"].get.parameters.map(({ name }: { readonly name: string }) => name);
  for (const name of ["queue", "number", "trunk", "agent", "extension", "interval", "zone"]) {
    assert.ok(told.includes(name), name);
  }
});

Deno.test("who has seen a report is told that nothing has changed, whenever it was counted", async () => {
  const { get, asked } = await box();
  const tenants = "/tenants/acme/calls?since=2026-03-02T00:00:00Z&until=2026-03-03T00:00:00Z";
  for (const path of ["/reports", "/reports/weekly", "/quality", tenants]) {
    const first = await get(path);
    assert.equal(first.status, 200);
    const etag = first.headers.get("etag");
    assert.ok(etag !== null, path);
    const again = await get(path, undefined, undefined, { "if-none-match": etag });
    assert.deepEqual([again.status, again.headers.get("etag"), await again.text()], [304, etag, ""], path);
    assert.equal((await get(path, undefined, undefined, { "if-none-match": 'W/"other"' })).status, 200);
  }
  assert.ok(asked.length > 3, "each is counted anew");
});

Deno.test("who may read calls may not read reports, and the other way round", async () => {
  const { get, key } = await box();
  const [calls, reports] = [await key("calls", ["calls:read"]), await key("reports", ["reports:read"])];
  assert.deepEqual(
    [(await get("/reports", undefined, calls)).status, (await get("/quality", undefined, calls)).status],
    [
      403,
      403,
    ],
  );
  const whole = "/exports/calls?since=1970-01-01T00:00:01Z&until=1970-01-01T00:00:02Z";
  assert.equal((await get(whole, undefined, reports)).status, 403);
});

Deno.test("a report of another phone system's calls leads to them, and each of them to its rows", async () => {
  const { asked, get } = await box();
  assert.equal((await get("/reports/weekly?tenant=acme")).status, 200);
  assert.equal((await get("/reports/weekly?tenant=own")).status, 200);
  const since = "2026-03-02T00:00:00Z";
  const until = "2026-03-03T00:00:00Z";
  const list = `/tenants/acme/calls?${new URLSearchParams({
    since,
    until,
    outcome: "answered",
    counted: "true",
    limit: "1",
  })}`;
  const { calls: [call], next } = await (await get(list)).json();
  assert.deepEqual([call.call, call.outcome, call.answered_by, call.waited_ms, call.made_by], [
    CALL.id,
    "answered",
    "101",
    12_000,
    null,
  ]);
  assert.equal((await get(`${list}&cursor=${next}`)).status, 200);
  assert.deepEqual(await (await get(call.rows.replace("/api/v1", ""))).json(), {
    ...{ cdr: [{ uniqueid: CALL.id }], cel: [], queue_log: [], v_xml_cdr: [] },
  });
  const question = { since: Date.parse(since), until: Date.parse(until), outcome: ["answered"], counted: true };
  assert.deepEqual(asked, [
    ["weekly", "json", undefined, "/api/v1/tenants/acme/calls", "acme"],
    ["weekly", "json", undefined, CALLS_AT],
    ["acme", { question, limit: 1 }],
    ["acme", { question, limit: 1, after: [CALL.startedAt, CALL.id] }],
    ["acme", CALL.id, CALL.startedAt],
  ]);
});

Deno.test("what cannot be read of another phone system says where and why, and who is not followed is not found", async () => {
  const { get, key } = await box();
  const span = new URLSearchParams({ since: "2026-03-02T00:00:00Z", until: "2026-03-03T00:00:00Z" });
  for (const path of ["/reports/weekly?tenant=away", `/tenants/away/calls?${span}`]) {
    const away = await get(path);
    assert.equal(away.status, 502, path);
    assert.equal((await away.json()).detail, AWAY);
  }
  for (
    const path of [
      "/reports/weekly?tenant=nobody",
      `/tenants/nobody/calls?${span}`,
      "/tenants/nobody/calls/1?at=2026-03-02T00:00:00Z",
    ]
  ) {
    assert.equal((await get(path)).status, 404, path);
  }
  assert.equal((await get("/tenants/acme/calls/none?at=2026-03-02T00:00:00Z")).status, 404);
  assert.equal((await get(`/tenants/acme/calls?${span}&cursor=nonsense`)).status, 400);
  const reports = await key("reports", ["reports:read"]);
  assert.equal((await get(`/tenants/acme/calls?${span}`, undefined, reports)).status, 403);
});
