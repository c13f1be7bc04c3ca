import assert from "node:assert/strict";
import { program } from "../../tests/lab/program.ts";
import { SeededChance, type WallTime } from "../../core/base/mod.ts";
import type { CallEvent, CallFact } from "../../core/record/mod.ts";
import { KeyRing, MemoryDisk, openMemoryStore } from "../../core/store/mod.ts";
import { LEDGERS, readLedger } from "../../features/asterisk/mod.ts";
import { apiRoutes } from "./api.ts";
import { CLOCK, NOON, quietApi } from "./stage.ts";

/** A box with so many calls from 101 to 102, a minute apart, and a key for everything. */
async function box(calls = 0) {
  const disk = new MemoryDisk();
  const record = {
    after: (sequence: number, limit: number) => disk.events.slice(sequence, sequence + limit),
    eventsOf: (call: string) => disk.events.filter((event) => event.call === call),
  };
  const store = openMemoryStore(CLOCK, disk);
  const keys = await KeyRing.load(store.keys, { clock: CLOCK, chance: new SeededChance(1) });
  const made = await keys.add("all", ["calls:read", "record:read"], "ana");
  assert.ok(made.ok);
  for (let call = 0; call < calls; call++) {
    for (const event of callAt(call, store.record.acknowledged)) store.record.append(event);
  }
  const app = apiRoutes({
    ...quietApi(),
    reader: store.reader,
    numbersCalled: (name) => name === "popa" ? ["103"] : [],
    asterisk: {
      lines: (question) => {
        const ledger = LEDGERS.find(({ name }) => name === question.ledger)!;
        return Promise.resolve(readLedger(record, ledger, { ...question, timeZone: "Europe/Bucharest" }));
      },
    },
    record: store.record,
    keyOf: (key) => keys.of(key),
  });
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    app.request(`/api/v1${path}`, { headers: { authorization: `Bearer ${made.value}`, ...headers } });
  return { app, get, keys, store };
}

function callAt(call: number, after: number): readonly CallEvent[] {
  const [ana, bob] = [{ number: "101", name: "Ana" }, { number: call % 2 === 0 ? "102" : "103" }];
  const facts: readonly CallFact[] = [
    { type: "call.started", from: ana, dialled: bob.number, sipCallId: "a@x" },
    { type: "leg.offered", leg: "a", party: ana, direction: "in", sipCallId: "a@x" },
    { type: "leg.offered", leg: "b", party: bob, direction: "out", sipCallId: "b@x" },
    { type: "bridge.made", a: "a", b: "b" },
    { type: "leg.ended", leg: "b", by: "them", cause: "normal" },
    { type: "leg.ended", leg: "a", by: "us", cause: "normal" },
    { type: "call.ended", cause: "normal" },
  ];
  return facts.map((fact, at) => ({
    ...fact,
    call: `c${call}`,
    sequence: after + at + 1,
    at: NOON + 60_000 * call + 1_000 * at as WallTime,
    monotonicMs: 60_000 * call + 1_000 * at,
  }));
}

Deno.test("a call is shown with whom it reached, how long it took, and everybody who sat in it", async () => {
  const { get } = await box(1);
  const response = await get("/calls/c0");
  assert.equal(response.status, 200);
  const call = await response.json();
  assert.deepEqual({ ...call, seats: undefined }, {
    call: "c0",
    started_at: "2026-11-21T12:00:00.000Z",
    ended_at: "2026-11-21T12:00:06.000Z",
    direction: "internal",
    from: { number: "101", name: "Ana", trunk: null },
    dialled: "102",
    reached: { number: "102", name: null, trunk: null },
    reached_at: "2026-11-21T12:00:03.000Z",
    waited_ms: 3_000,
    talked_ms: 2_000,
    cause: "normal",
    ended_by: "called",
    outcome: "answered",
    queue: null,
    trunk: null,
    account: null,
    seats: undefined,
  });
  assert.deepEqual(call.seats.map((seat: Record<string, unknown>) => [seat["number"], seat["offered_at"]]), [
    ["101", "2026-11-21T12:00:01.000Z"],
    ["102", "2026-11-21T12:00:02.000Z"],
  ]);
});

Deno.test("calls are read page by page, newest first, each once, though one comes in between", async () => {
  const { get, store } = await box(7);
  const seen: string[] = [];
  let cursor = "";
  for (let page = 0; page < 4; page++) {
    const { calls, next } = await (await get(`/calls?limit=3${cursor}`)).json();
    seen.push(...calls.map(({ call }: { call: string }) => call));
    if (page === 0) { for (const event of callAt(7, store.record.acknowledged)) store.record.append(event); }
    if (next === null) break;
    cursor = `&cursor=${next}`;
  }
  assert.deepEqual(seen, ["c6", "c5", "c4", "c3", "c2", "c1", "c0"]);
});

const FILTERS: readonly (readonly [query: string, calls: readonly string[]])[] = [
  ["reached=103", ["c3", "c1"]],
  ["outcome=answered&outcome=lost&waited_within=60", ["c3", "c2", "c1", "c0"]],
  ["waited_over=60", []],
  ["reached=102&reached=103", ["c3", "c2", "c1", "c0"]],
  ["extension=102&extension=103&limit=3", ["c3", "c2", "c1"]],
  ["since=2026-11-21T12:02:00Z", ["c3", "c2"]],
  ["until=2026-11-21T14:01:00%2B02:00", ["c0"]],
  ["from=102", []],
  ["hour=14&since=2026-11-21T00:00:00Z&until=2026-11-22T00:00:00Z", ["c3", "c2", "c1", "c0"]],
  ["hour=12&zone=UTC&weekday=6&since=2026-11-01T00:00:00Z&until=2026-11-22T00:00:00Z&limit=2", ["c3", "c2"]],
  ["hour=12&since=2026-11-21T00:00:00Z&until=2026-11-22T00:00:00Z", []],
  ["weekday=6&extension=103&since=2026-11-21T00:00:00Z&until=2026-11-22T00:00:00Z", ["c3", "c1"]],
  ["weekday=7&extension=103&since=2026-11-21T00:00:00Z&until=2026-11-22T00:00:00Z", []],
  ["direction=internal&limit=1", ["c3"]],
  ["sounded=bad", []],
  ["sounded=jitter&extension=102", []],
];
for (const [query, expected] of FILTERS) {
  Deno.test(`of four calls "${query}" wants ${expected.length}`, async () => {
    const { get } = await box(4);
    const { calls } = await (await get(`/calls?${query}`)).json();
    assert.deepEqual(calls.map(({ call }: { call: string }) => call), expected);
  });
}

Deno.test("calls go out as a table: those that are looked for, all of them, and no others' to a key for some extensions", async () => {
  const { app, get, keys } = await box(4);
  const answer = await get("/calls/export.csv?outcome=answered&dialled=102");
  assert.equal(answer.headers.get("content-type"), "text/csv");
  const [head = "", ...rows] = (await answer.text()).trim().split("\r\n");
  assert.match(head, /^\ufeff?Call,When,/);
  assert.deepEqual(rows.map((row) => row.split(",")[0]), ["c2", "c0"]);
  assert.match(await (await get("/calls/export.csv?visited=800&left=answered")).text(), /^[^\n]+\n$/);
  const { detail } = await (await get("/calls/export.csv?left=answered")).json();
  assert.equal(detail, 'Cannot read "left": expected it with "visited"');
  const made = await keys.add("desk of 103", ["calls:read"], "ana", ["103"]);
  const headers = { authorization: `Bearer ${made.ok ? made.value : ""}` };
  const asked = (query: string) => app.request(`/api/v1/calls/export.csv${query}`, { headers });
  assert.deepEqual((await (await asked("?extension=103")).text()).match(/^c\d/gm), ["c3", "c1"]);
  assert.deepEqual([(await asked("")).status, (await asked("?extension=102")).status], [403, 403]);
});

const WRITTEN = ["0722 000 222", "+40722000222", "0040722000222"];

Deno.test("calls are found by a number however it is written, there and in the record, page by page", async () => {
  const { get, store } = await box();
  for (const [nth, number] of ["+40722000222", "0722000222", "+40722000222", "+40722000223"].entries()) {
    const from = { number, trunk: "first" };
    for (const event of callAt(nth, store.record.acknowledged)) {
      const { type } = event;
      store.record.append(type === "call.started" ? { ...event, from, dialled: "+40376443311" } : event);
    }
  }
  const found = async (query: string) => {
    const { calls, next } = await (await get(`/calls?${query}`)).json();
    return { calls: calls.map(({ call }: { call: string }) => call), next };
  };
  for (const written of WRITTEN) {
    const from = `from=${encodeURIComponent(written)}`;
    assert.deepEqual((await found(from)).calls, ["c2", "c1", "c0"]);
    const first = await found(`${from}&limit=2`);
    const second = await found(`${from}&limit=2&cursor=${first.next}`);
    assert.deepEqual([first.calls, second.calls, second.next], [["c2", "c1"], ["c0"], null]);
    assert.deepEqual((await found(`${from}&extension=103`)).calls, ["c1"]);
    assert.deepEqual((await found(`${from}&dialled=0376443311&reached=102`)).calls, ["c2", "c0"]);
  }
});

Deno.test("calls are found by what was dialled or by a name, page by page, and of one extension alone", async () => {
  const { get, store } = await box(5);
  for (const event of callAt(5, store.record.acknowledged)) {
    store.record.append(event.type === "call.started" ? { ...event, dialled: "+40376443311" } : event);
  }
  const found = async (query: string) => {
    const { calls, next } = await (await get(`/calls?${query}`)).json();
    return { calls: calls.map(({ call }: { call: string }) => call), next };
  };
  assert.deepEqual((await found("q=0376%20443%20311")).calls, ["c5"]);
  assert.deepEqual((await found("q=102")).calls, ["c4", "c2", "c0"]);
  assert.deepEqual((await found("q=101&extension=103")).calls, ["c5", "c3", "c1"]);
  assert.deepEqual((await found("q=nobody")).calls, []);
  assert.deepEqual((await found("q=popa")).calls, ["c5", "c3", "c1"], "a customer database has told of him");
  const first = await found("q=103&limit=2");
  const second = await found(`q=103&limit=2&cursor=${first.next}`);
  assert.deepEqual([first.calls, second.calls, second.next], [["c5", "c3"], ["c1"], null]);
  for (const event of callAt(6, store.record.acknowledged)) {
    const party = { number: "+40745123456", trunk: "first" };
    store.record.append(event.type === "leg.offered" && event.direction === "in" ? { ...event, party } : event);
  }
  assert.deepEqual(
    await Promise.all(["745123", "0745", "%2B40745", "45123"].map(async (q) => (await found(`q=${q}`)).calls)),
    [
      ...[["c6"], ["c6"], ["c6"]],
      [],
    ],
  );
});

const REFUSED: readonly (readonly [path: string, status: number, detail: RegExp])[] = [
  ["/calls?limit=0", 400, /^Cannot read "limit": /],
  ["/calls?q=102&from=101", 400, /^Cannot read "q": expected it without "from"/],
  ["/calls?left=key", 400, /^Cannot read "left": expected it with "visited"$/],
  ["/calls?hour=9", 400, /^Cannot read "hour" or "weekday": expected them with "since" and "until"$/],
  ["/calls?since=yesterday", 400, /^Cannot read "since": /],
  ["/calls?cursor=c2F5", 400, /^Cannot read cursor "c2F5": expected "next" of the page before$/],
  ["/calls/nobody", 404, /^Cannot find call "nobody": none of that id has ended$/],
  ["/asterisk/messages", 400, /^Cannot read "file": /],
  ["/asterisk/cel?cursor=-1", 400, /^Cannot read "cursor": /],
  ["/cats", 404, /^Cannot find "\/api\/v1\/cats"$/],
  ["/events?after=now", 400, /^Cannot read Last-Event-ID "now": expected a sequence$/],
];
for (const [path, status, detail] of REFUSED) {
  Deno.test(`GET ${path} is refused with ${status}, and its value named`, async () => {
    const { get } = await box(1);
    const response = await get(path);
    assert.equal(response.status, status);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    assert.match((await response.json()).detail, detail);
  });
}

Deno.test("without a key, with another's, and with one that may not, nothing is told", async () => {
  const { app, get, keys } = await box(1);
  const told = async (authorization?: string) => {
    const response = await app.request("/api/v1/calls", {
      headers: authorization === undefined ? {} : { authorization },
    });
    return [response.status, response.headers.get("www-authenticate"), (await response.json()).detail];
  };
  assert.deepEqual(await told(), [
    401,
    'Bearer realm="kontor"',
    'Cannot answer: expected a header "Authorization: Bearer kontor_..."',
  ]);
  assert.deepEqual((await told("Bearer kontor_0"))[0], 401);
  const made = await keys.add("wallboard", ["record:read"], "ana");
  assert.deepEqual(await told(`Bearer ${made.ok ? made.value : ""}`), [
    403,
    'Bearer realm="kontor", error="insufficient_scope", scope="calls:read"',
    'Cannot answer: key "wallboard" may not "calls:read"',
  ]);
  await keys.remove("all");
  assert.equal((await get("/calls")).status, 401);
});

Deno.test("no answer of the interface is a page, whatever it is", async () => {
  const { app, get } = await box(1);
  const answers = [
    ...await Promise.all(
      ["/calls", "/calls/c0", "/asterisk/cdr", "/events", "/openapi.json", "/nothing"].map((path) => get(path)),
    ),
    await app.request("/api/v1/calls"),
    await app.request("/api/v1/token", { method: "POST" }),
    await app.request("/api/v1/webhooks", { method: "POST", body: "no JSON" }),
  ];
  for (const { url, status, headers, body } of answers) {
    const said = `${status} ${url}`;
    assert.equal(headers.get("content-security-policy"), "default-src 'none'; frame-ancestors 'none'", said);
    assert.equal(headers.get("x-content-type-options"), "nosniff", said);
    assert.equal(headers.get("x-frame-options"), "DENY", said);
    assert.equal(headers.get("referrer-policy"), "no-referrer", said);
    assert.equal(headers.get("strict-transport-security"), null, said);
    await body?.cancel();
  }
});

Deno.test("who guesses at keys is counted by where he comes from", async () => {
  const { app } = await box();
  const guess = async (address: string) => {
    const response = await app.request("/api/v1/calls", { headers: { authorization: "Bearer kontor_0" } }, { address });
    return response.status;
  };
  for (let guesses = 0; guesses < 10; guesses++) assert.equal(await guess("192.0.2.7"), 401);
  assert.deepEqual([await guess("192.0.2.7"), await guess("192.0.2.8")], [429, 401]);
});

Deno.test("who has a page already is told that nothing has changed", async () => {
  const { get } = await box(1);
  const tag = (await get("/calls")).headers.get("etag")!;
  const again = await get("/calls", { "if-none-match": tag });
  assert.deepEqual([again.status, await again.text()], [304, ""]);
});

Deno.test("the record is streamed from behind the event that was seen last, and goes on as it is written", async () => {
  const { get, store } = await box(1);
  const response = await get("/events", { "last-event-id": "5" });
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  const until = async (pattern: RegExp) => {
    while (!pattern.test(heard)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`The stream ended: ${heard}`);
      heard += value;
    }
  };
  await until(/event: call\.ended\n.*\n?id: 7\n\n/);
  assert.deepEqual([...heard.matchAll(/^id: (\d+)$/gm)].map(([, id]) => id), ["6", "7"]);
  for (const event of callAt(1, 7)) store.record.append(event);
  await until(/id: 14\n\n/);
  assert.deepEqual(JSON.parse(/^data: (.*)$/m.exec(heard)![1]!)["sequence"], 6);
  await reader.cancel();
  await store.close();
});

Deno.test("the record is read as Asterisk would have written it, page by page, and goes on where it was", async () => {
  const { get, store } = await box(3);
  const seen: string[] = [];
  let cursor = "0";
  const page = async () => {
    const response = await get(`/asterisk/cdr?limit=2&cursor=${cursor}`);
    assert.equal(response.headers.get("content-type"), "text/plain; charset=utf-8");
    cursor = response.headers.get("kontor-cursor")!;
    seen.push(...(await response.text()).split("\n").filter((line) => line !== ""));
    return response.headers.get("kontor-more");
  };
  assert.deepEqual([await page(), await page(), await page()], ["yes", "no", "no"]);
  for (const event of callAt(3, store.record.acknowledged)) store.record.append(event);
  assert.equal(await page(), "no");
  assert.deepEqual(seen.map((line) => line.split(",")[2]), ['"102"', '"103"', '"102"', '"103"']);
  assert.match(seen[0]!, /"2026-11-21 14:00:02","2026-11-21 14:00:03","2026-11-21 14:00:04",2,1,"ANSWERED"/);
});

Deno.test("whoever asks for JSON has a row a line, its keys as FreePBX's columns", async () => {
  const { get } = await box(1);
  const response = await get("/asterisk/cel?limit=1", { accept: "application/jsonl" });
  assert.equal(response.headers.get("content-type"), "application/jsonl");
  const { eventtype, cid_num, exten } = JSON.parse(await response.text());
  assert.deepEqual([eventtype, cid_num, exten], ["CHAN_START", "101", "102"]);
  assert.equal(await (await get("/asterisk/queue_log?format=text")).text(), "");
});

Deno.test("the interface describes itself", async () => {
  const { app } = await box();
  const { openapi, paths, components } = await (await app.request("/api/v1/openapi.json")).json();
  assert.equal(openapi, "3.1.0");
  // Which paths there are, and what each wants, tests/security/interface_matrix_test.ts knows.
  assert.ok(Object.keys(paths).length > 0);
  assert.ok(components.schemas.Call.properties.reached_at);
});

Deno.test("whoever asks too often is told when to come again, as a problem that other pages may read", async () => {
  const { app, key } = await program(undefined, ["calls:read"], { perMinute: 2, origins: ["https://crm.example"] });
  const headers = { authorization: `Bearer ${key}`, origin: "https://crm.example" };
  const ask = (address: string) => app.request("/api/v1/calls", { headers }, { address });
  assert.deepEqual([(await ask("192.0.2.7")).status, (await ask("192.0.2.7")).status], [200, 200]);
  const refused = await ask("192.0.2.7");
  assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "30"]);
  assert.equal(refused.headers.get("access-control-allow-origin"), "https://crm.example");
  assert.match((await refused.json()).detail, /too many requests, wait 30 s$/);
  assert.equal((await ask("192.0.2.8")).status, 200);
});
