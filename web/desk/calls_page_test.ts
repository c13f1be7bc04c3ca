import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { CallFact, Party } from "../../core/record/mod.ts";
import { type DeskStage, deskStage, type DeskStageOptions } from "./stage.ts";

const START = 1_750_000_000_000;
const PEOPLE = { ana: "owner", sue: "supervisor", emil: "employee", eric: "employee" } as const;
const BOB: Party = { number: "102", name: "Bob" };
const ION: Party = { number: "+40722000222", trunk: "provider" };

/** Tells the box of a call that is over. */
function happened(
  stage: DeskStage,
  call: string,
  startS: number,
  from: Party,
  to: Party,
  { dialled = to.number, isHidden = false, account }: {
    readonly dialled?: string;
    readonly isHidden?: boolean;
    readonly account?: string;
  } = {},
): void {
  const facts: readonly (readonly [s: number, fact: CallFact])[] = [
    [0, { type: "call.started", from, dialled, sipCallId: `${call}@x`, ...isHidden ? { isHidden } : {} }],
    [0, { type: "leg.offered", leg: `${call}a`, party: from, direction: "in", sipCallId: `${call}@x` }],
    ...account === undefined ? [] : [[1, { type: "account.given", leg: `${call}a`, by: from, account }] as const],
    [1, { type: "leg.offered", leg: `${call}b`, party: to, direction: "out", sipCallId: `${call}b@x` }],
    [1, { type: "leg.ringing", leg: `${call}b` }],
    [5, { type: "leg.answered", leg: `${call}b`, codec: "PCMA" }],
    [5, { type: "leg.answered", leg: `${call}a`, codec: "PCMA" }],
    [5, { type: "bridge.made", a: `${call}a`, b: `${call}b` }],
    [25, { type: "bridge.broken", a: `${call}a`, b: `${call}b` }],
    [25, { type: "leg.ended", leg: `${call}a`, by: "them", cause: "normal" }],
    [25, { type: "leg.ended", leg: `${call}b`, by: "us", cause: "normal" }],
    [25, { type: "call.ended", cause: "normal" }],
  ];
  for (const [second, fact] of facts) {
    const ms = 1_000 * (startS + second);
    const sequence = stage.store.record.acknowledged + 1;
    stage.store.record.append({ ...fact, call, sequence, at: START + ms as WallTime, monotonicMs: ms });
  }
}

async function staged(options: DeskStageOptions = {}): Promise<DeskStage> {
  const stage = await deskStage(PEOPLE, {
    accounts: { sue: { scope: ["103"] }, emil: { extension: "102" } },
    ...options,
  });
  happened(stage, "c1", 0, ION, BOB, { dialled: "+40211234567" });
  happened(stage, "c2", 100, { number: "101", name: "Ana" }, BOB);
  happened(stage, "c3", 200, { number: "101", name: "Ana" }, { number: "103", name: "Eve" });
  return stage;
}

const shown = (html: string) => [...html.matchAll(/data-call="([^"]+)"/g)].map(([, id]) => id);

Deno.test("everybody sees the calls that are his to see, and no page of any other", async () => {
  const stage = await staged();
  const seen = async (name: string) => shown(await (await (await stage.signedIn(name)).get("/calls")).text());
  assert.deepEqual(await seen("ana"), ["c3", "c2", "c1"]);
  assert.deepEqual(await seen("sue"), ["c3"]);
  assert.deepEqual(await seen("emil"), ["c2", "c1"]);
  assert.deepEqual(await seen("eric"), []);
  const statuses = async (name: string) => {
    const browser = await stage.signedIn(name);
    return await Promise.all(["c1", "c2", "c3"].map(async (call) => (await browser.get(`/calls/${call}`)).status));
  };
  assert.deepEqual(await statuses("ana"), [200, 200, 200]);
  assert.deepEqual(await statuses("sue"), [404, 404, 200]);
  assert.deepEqual(await statuses("emil"), [200, 200, 404]);
  assert.deepEqual(await statuses("eric"), [404, 404, 404]);
});

Deno.test("calls are found by number however it is written, by name, direction and day", async () => {
  const contacts = [{ name: "Ștefan Pop", company: "Popa SRL", numbers: ["0722 000 222"] }];
  const stage = await staged({ office: { contacts } });
  const ana = await stage.signedIn("ana");
  const of = async (query: Record<string, string>) =>
    shown(await (await ana.get(`/calls?${new URLSearchParams(query)}`)).text());
  assert.deepEqual(await of({ q: "0722 000-222" }), ["c1"]);
  assert.deepEqual(await of({ q: "stefan" }), ["c1"]);
  assert.deepEqual(await of({ q: "102" }), ["c2", "c1"]);
  assert.deepEqual(await of({ q: "102", direction: "internal" }), ["c2"]);
  assert.deepEqual(await of({ direction: "in" }), ["c1"]);
  assert.deepEqual(await of({ outcome: "answered", trunk: "provider" }), ["c1"]);
  assert.deepEqual(await of({ outcome: "lost" }), []);
  assert.deepEqual(await of({ until: "2025-06-14" }), []);
  assert.deepEqual(await of({ q: "nobody" }), []);
  assert.deepEqual(await of({ q: "0211 234 567" }), ["c1"], "nobody sits at the number that was dialled");
  assert.deepEqual(await of({ q: "0211 234 567", direction: "out" }), []);
  for (const begun of ["722000", "0722 000", "+40722", "004072"]) {
    assert.deepEqual(await of({ q: begun }), ["c1"], begun);
  }
  assert.deepEqual([await of({ q: "72" }), await of({ q: "0723" }), await of({ q: "000222" })], [[], [], []]);
  const emil = await stage.signedIn("emil");
  assert.deepEqual(shown(await (await emil.get("/calls?q=103")).text()), [], "another's calls are not found either");
});

Deno.test("where many numbers begin so the page says whose calls it has", async () => {
  const stage = await staged();
  const ana = await stage.signedIn("ana");
  const page = async (q: string) => await (await ana.get(`/calls?q=${q}`)).text();
  for (let at = 0; at < 31; at++) {
    happened(stage, `d${at}`, 300 + at, { number: `+407330000${10 + at}`, trunk: "provider" }, BOB);
  }
  const [all, some] = [await page("0733"), await page("07330000")];
  assert.deepEqual([shown(all).length, shown(some).length], [30, 30]);
  for (const html of [all, some]) assert.match(html, /More than 30 numbers begin so/);
  const few = await page("0733000011");
  assert.deepEqual(shown(few), ["d1"]);
  assert.doesNotMatch(few, /numbers begin so/);
});

Deno.test("whose number somebody hides is not found out digit by digit", async () => {
  const stage = await staged();
  happened(stage, "h1", 300, { number: "+40722000333", trunk: "provider" }, BOB, { isHidden: true });
  const ana = await stage.signedIn("ana");
  const of = async (q: string) => shown(await (await ana.get(`/calls?q=${q}`)).text());
  assert.deepEqual(await of("072200033"), []);
  assert.deepEqual(await of("0722000333"), ["h1"], "who has it may look for it");
});

Deno.test("calls that sounded bad are found, by the limits that the office has", async () => {
  const stage = await staged();
  const heard = (call: string, lostIn: number, jitterMs: number) => {
    const sequence = stage.store.record.acknowledged + 1;
    const report = {
      ...{ packetsIn: 1_000 - lostIn, packetsOut: 1_000, octetsIn: 1, octetsOut: 1, lostIn, jitterMs },
      ...{ worstJitterMs: jitterMs, mos: 4.3, strangers: 0 },
    };
    const at = START + 30_000 as WallTime;
    stage.store.record.append({ type: "leg.quality", leg: `${call}a`, report, call, sequence, at, monotonicMs: 0 });
  };
  heard("c1", 50, 5);
  heard("c2", 0, 5);
  const ana = await stage.signedIn("ana");
  const of = async (query: string) => shown(await (await ana.get(`/calls?${query}`)).text());
  const found = await Promise.all(
    ["bad", "loss", "jitter", "bad&q=102", "bad&q=103"].map((each) => of(`sounded=${each}`)),
  );
  assert.deepEqual(found, [["c1"], ["c1"], [], ["c1"], []]);
});

Deno.test("calls for an account are found by its name, or a part of it, and say whose they are", async () => {
  const accounts = [{ name: "Dosar Ștefan SRL", code: "4711" }, { name: "Other", code: "4712" }];
  const stage = await staged({ office: { accounts } });
  happened(stage, "c4", 300, { number: "101", name: "Ana" }, ION, { account: "Dosar Ștefan SRL" });
  const ana = await stage.signedIn("ana");
  const page = async (query: Record<string, string>) =>
    await (await ana.get(`/calls?${new URLSearchParams(query)}`)).text();
  for (const query of [{ q: "dosar stefan" }, { account: "Dosar Ștefan SRL" }]) {
    const html = await page(query);
    assert.deepEqual(shown(html), ["c4"]);
    assert.match(html, /<span class="tag accent">Dosar Ștefan SRL</);
  }
  assert.deepEqual(shown(await page({ account: "Other" })), []);
  assert.match(await (await ana.get("/calls/c4")).text(), /Ana had it charged to Dosar Ștefan SRL/);
  assert.match(await (await ana.get("/calls/export.csv?q=dosar")).text(), /^c4,.*,Dosar Ștefan SRL,/m);
});

Deno.test("calls are found by a name that only a customer database knows", async () => {
  const numbersCalled = (name: string) => name === "popa" ? ["+40722000222"] : [];
  const stage = await staged({ numbersCalled });
  const ana = await stage.signedIn("ana");
  const of = async (q: string) => shown(await (await ana.get(`/calls?q=${q}`)).text());
  assert.deepEqual([await of("popa"), await of("pope")], [["c1"], []]);
});

Deno.test("a long list is read on page by page, each call once, whether all are seen or one's own", async () => {
  const stage = await staged();
  for (let at = 0; at < 260; at++) happened(stage, `d${at}`, 300 + Math.floor(at / 3), BOB, { number: "104" });
  for (const [name, count] of [["ana", 263], ["emil", 262]] as const) {
    const browser = await stage.signedIn(name);
    const seen: (string | undefined)[] = [];
    for (let path: string | undefined = "/calls"; path !== undefined;) {
      const html: string = await (await browser.get(path)).text();
      seen.push(...shown(html));
      path = /class="button" href="(\/calls\?[^"]*before=[^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
    }
    assert.deepEqual([seen.length, new Set(seen).size], [count, count], name);
  }
});

Deno.test("the page of a call tells it as a sentence, and shows SIP to who looks after the box", async () => {
  const stage = await staged();
  const page = async (name: string, call: string) =>
    await (await (await stage.signedIn(name)).get(`/calls/${call}`)).text();
  const html = await page("ana", "c1");
  assert.match(
    html,
    /0722 000 222 called 0211? ?[\d ]+ through provider; Bob’s phone rang 4\ss; Bob answered; they talked 20\ss; 0722 000 222 hung up\./,
  );
  // Whoever was outside is called again by a click; our own number is not.
  assert.deepEqual([...html.matchAll(/data-dial="([^"]+)"/g)].map(([, number]) => number), ["+40722000222"]);
  assert.match(html, /<details class="card"/);
  assert.doesNotMatch(await page("emil", "c1"), /<details class="card"/);
});

Deno.test("what was recorded of a call is a click away for who may hear, until it is thrown away", async () => {
  const stage = await staged();
  const tell = (fact: CallFact) => {
    const sequence = stage.store.record.acknowledged + 1;
    stage.store.record.append({ ...fact, call: "c1", sequence, at: START + 30_000 as WallTime, monotonicMs: 30_000 });
  };
  const player = /data-recordings="1"[^]*\/recordings\/[\w-]+\/sound/;
  const page = async (name: string) => await (await (await stage.signedIn(name)).get("/calls/c1")).text();
  const path = "recordings/c1.wav";
  tell({ type: "recording.stopped", leg: "c1a", path, why: "ended", durationMs: 20_000, bytes: 1 });
  assert.match(await page("ana"), player);
  assert.doesNotMatch(await page("emil"), player);
  tell({ type: "recording.erased", path, why: "age" });
  assert.doesNotMatch(await page("ana"), player);
});

Deno.test("a call is found by its id, and who hides his number is shown and exported without it", async () => {
  const stage = await staged();
  const id = "c0123456789abcdef";
  happened(stage, id, 300, { ...ION, name: "=Ion()" }, BOB, { isHidden: true });
  const ana = await stage.signedIn("ana");
  const page = await (await ana.get(`/calls?q=${id}`)).text();
  assert.deepEqual(shown(page), [id]);
  assert.match(page, /Hidden number/);
  assert.doesNotMatch(page, /222/);
  const story = await (await ana.get(`/calls/${id}`)).text();
  assert.match(story, /somebody who hides the number called/i);
  assert.doesNotMatch(story, /222|Ion/);
  const response = await ana.get("/calls/export.csv?direction=in");
  assert.match(response.headers.get("content-disposition")!, /attachment; filename="calls\.csv"/);
  const [head, ...lines] = (await response.text()).trim().split(/\r?\n/);
  assert.match(head!, /Call,When,Direction/);
  assert.deepEqual(lines.map((line) => line.split(",")[0]), [id, "c1"]);
  assert.match(lines[0]!, /Hidden number/);
  assert.doesNotMatch(lines[0]!, /222|Ion/);
  assert.match(lines[1]!, /\+40722000222/);
  const emil = await (await (await stage.signedIn("emil")).get("/calls/export.csv")).text();
  assert.doesNotMatch(emil, /c3/, "another's calls are not exported either");
  const sue = await (await (await stage.signedIn("sue")).get("/calls/export.csv")).text();
  assert.deepEqual(
    sue.trim().split(/\r?\n/).slice(1).map((line) => line.split(",")[0]),
    ["c3"],
    "and of a part its own",
  );
});

Deno.test("a long list is exported whole, each call once, and not read further than somebody takes it", async () => {
  const stage = await deskStage(PEOPLE);
  const calls = 10_050;
  for (let at = 0; at < calls; at++) {
    const fact = { call: `n${at}`, at: START + 1_000 * at as WallTime, monotonicMs: 1_000 * at };
    const from = { number: "101", name: "Ana" };
    const { record } = stage.store;
    record.append({ type: "call.started", from, dialled: "102", sipCallId: `${at}@x`, ...fact, sequence: 2 * at + 1 });
    record.append({ type: "call.ended", cause: "cancelled", ...fact, sequence: 2 * at + 2 });
  }
  const ana = await stage.signedIn("ana");
  const lines = (await (await ana.get("/calls/export.csv")).text()).trim().split(/\r\n/).slice(1);
  assert.equal(new Set(lines.map((line) => line.split(",")[0])).size, calls);
  assert.equal(lines.length, calls);
  const reader = (await ana.get("/calls/export.csv")).body!.getReader();
  await reader.read();
  const { value } = await reader.read();
  assert.equal(new TextDecoder().decode(value).split("\r\n").length - 1, 500);
  await reader.cancel();
});

Deno.test("calls are found by what a figure of a report counts of them", async () => {
  const ana = await (await staged()).signedIn("ana");
  const found: readonly (readonly [query: string, calls: readonly string[]])[] = [
    ["direction=outside", ["c1"]],
    ["outcome=judged", ["c3", "c2", "c1"]],
    ["outcome=missed", []],
    ["dialled=0211234567", ["c1"]],
    ["reached=102", ["c2", "c1"]],
    ["reached=102&waited_within=4", ["c2", "c1"]],
    ["waited_over=4", []],
    ["q=102&reached=102&direction=internal", ["c2"]],
  ];
  for (const [query, calls] of found) {
    assert.deepEqual(shown(await (await ana.get(`/calls?${query}`)).text()), calls, query);
  }
});

Deno.test("while the tables of calls are made anew their pages say so, wait for none, and ask whether it is over", async () => {
  const stage = await staged();
  const ana = await stage.signedIn("ana");
  const isSaid = async (page: string) => (await (await ana.get(page)).text()).includes("read into new tables");
  const pages = ["/calls", "/missed", "/reports"];
  for (const isFarBehind of [true, false]) {
    Object.assign(stage.store.reader, { isFarBehind: () => isFarBehind });
    assert.deepEqual(await Promise.all(pages.map(isSaid)), pages.map(() => isFarBehind));
    assert.equal((await (await ana.get("/readings")).json()).isOver, !isFarBehind);
  }
});
