import assert from "node:assert/strict";
import type { Pbx } from "../../core/directory/mod.ts";
import { idOf, type Ignored, isWanted, type KeptEntry, trendsOf } from "../../features/missed/mod.ts";
import type { MissedDoor } from "../page/mod.ts";
import { deskStage, PASSWORD } from "./stage.ts";

const NOW = 1_750_000_000_000;
const ZONE = "Europe/Bucharest";
const PEOPLE = { ana: "owner", sue: "supervisor", otto: "auditor", emil: "employee" } as const;

function entry(call: string, change: Partial<KeptEntry> = {}): KeptEntry {
  return {
    ...{ id: call, tenant: "own", callerKey: "+40745123456", did: "+40211234567", state: "open" },
    attempts: [{ call, at: NOW - 60_000, endedAt: NOW - 50_000 }],
    ...{ attemptsSinceOpen: 1, clearedBy: undefined, closedByExt: undefined, closedAt: undefined, note: undefined },
    ...{ reopenedCount: 0, route: "Ext 101", rang: ["101"], isErased: false },
    audit: [{ action: "created", at: NOW, actor: "system", reason: call }],
    ...change,
  };
}

/** A list that is kept as the real one is, as far as pages see it. */
function listOf(...entries: KeptEntry[]): MissedDoor {
  const ignored = new Map<string, Map<string, Ignored>>([["own", new Map()], ["branch", new Map()]]);
  return {
    ignored: (tenant) => Promise.resolve([...ignored.get(tenant)!.values()]),
    ignore: ({ caller, isIgnored, user, note }, tenant) => {
      const his = ignored.get(tenant)!;
      if (his.has(caller) === isIgnored) return Promise.resolve(false);
      if (isIgnored) his.set(caller, { caller, user, note, at: NOW });
      else his.delete(caller);
      return Promise.resolve(true);
    },
    has: (tenant) => tenant === "own" || tenant === "branch",
    entries: (tenant, question) => {
      const { after: [lastAt, last] = [Infinity, ""], limit } = question;
      const place = (each: KeptEntry) => [each.attempts.at(-1)!.at, idOf(each)] as const;
      const wanted = entries.filter((each) => each.tenant === tenant && isWanted(each, question, ZONE))
        .filter((each) => place(each)[0] < lastAt || (place(each)[0] === lastAt && place(each)[1] < last))
        .sort((one, other) => place(other)[0] - place(one)[0] || (place(one)[1] > place(other)[1] ? -1 : 1));
      return Promise.resolve(wanted.slice(0, limit));
    },
    trends: (tenant, question) => Promise.resolve(trendsOf(entries.filter((each) => each.tenant === tenant), question)),
    entry: (tenant, id) => Promise.resolve(entries.find((each) => each.tenant === tenant && each.id === id)),
    act: (tenant, deed) => {
      const at = entries.findIndex((each) => each.tenant === tenant && "id" in deed && each.id === deed.id);
      const known = entries[at];
      if (deed.do === "forget") {
        const his = entries.filter(({ callerKey }) => callerKey === deed.caller);
        entries.splice(0, entries.length, ...entries.filter(({ callerKey }) => callerKey !== deed.caller));
        return Promise.resolve(his.length > 0);
      }
      if (known === undefined || (deed.do === "resolve") !== (known.state === "open")) return Promise.resolve(false);
      const isDone = deed.do === "resolve";
      entries[at] = {
        ...known,
        state: isDone ? "cleared" : "open",
        clearedBy: isDone ? "manual" : undefined,
        note: deed.note,
        audit: [...known.audit, {
          action: isDone ? "cleared" : "reopened",
          at: NOW,
          actor: deed.user,
          reason: deed.note,
        }],
      };
      return Promise.resolve(true);
    },
  };
}

const shown = (html: string) => [...html.matchAll(/data-entry="([^"]+)"/g)].map(([, id]) => id);

Deno.test("several that are ticked are done with one note, those of one's scope that are open alone", async () => {
  const stage = await deskStage(PEOPLE, {
    missed: listOf(entry("c1"), entry("c2", { did: "+40211234568" }), entry("c3")),
  });
  const ana = await stage.signedIn("ana");
  const page = await (await ana.get("/missed")).text();
  assert.equal(page.match(/<input type="checkbox" name="entry"[^>]* form="several"/g)?.length, 3);
  await ana.post("/missed/c2/done");
  const sent = await ana.post("/missed/done", [["entry", "c1"], ["entry", "c2"], ["entry", "nobody"], [
    "note",
    "rung",
  ]]);
  assert.deepEqual([sent.status, sent.headers.get("location")], [303, "/missed"]);
  assert.deepEqual(shown(await (await ana.get("/missed")).text()), ["c3"]);
  const lines = await stage.store.audit.lines({ action: "missed.done", limit: 9 });
  assert.deepEqual(lines.map(({ facts }) => facts), [{ entry: "c1", note: "rung" }, { entry: "c2" }]);
  assert.doesNotMatch(await (await ana.get("/missed")).text(), /id="several"/, "one alone has its own button");
});

Deno.test("an entry is marked done with a note, told in its audit and the desk's, and opened again", async () => {
  const stage = await deskStage(PEOPLE, { missed: listOf(entry("c1")) });
  const ana = await stage.signedIn("ana");
  assert.deepEqual(shown(await (await ana.get("/missed")).text()), ["c1"]);
  const done = await ana.post("/missed/c1/done", { note: "will call <b>tomorrow</b>" });
  assert.deepEqual([done.status, done.headers.get("location")], [303, "/missed/c1"]);
  assert.deepEqual(shown(await (await ana.get("/missed")).text()), []);
  const page = await (await ana.get("/missed/c1")).text();
  assert.match(page, /data-audit="cleared"/);
  assert.match(page, /will call &lt;b>tomorrow&lt;\/b>|will call &lt;b&gt;tomorrow/);
  assert.match(await (await ana.get("/audit?action=missed.done")).text(), /entry: c1/);
  assert.equal((await ana.post("/missed/c1/done")).status, 409, "somebody else was faster");
  await ana.post("/missed/c1/reopen");
  assert.deepEqual(shown(await (await ana.get("/missed")).text()), ["c1"]);
});

Deno.test("a caller is found by his number however it is written, and by his name in the phone book or a customer database", async () => {
  const missed = listOf(
    entry("c1"),
    entry("c2", { callerKey: "+40722000222" }),
    entry("c3", { callerKey: "raw:1234" }),
  );
  const contacts = [{ name: "Ștefan Pop", numbers: ["0722 000 222"] }];
  const numbersCalled = (name: string) => name === "popa" ? ["+40745123456"] : [];
  const ana = await (await deskStage(PEOPLE, { missed, numbersCalled, office: { contacts } })).signedIn("ana");
  const of = async (caller: string) =>
    shown(await (await ana.get(`/missed?${new URLSearchParams({ caller })}`)).text());
  assert.deepEqual(await of("0745 123 456"), ["c1"]);
  assert.deepEqual(await of("stefan"), ["c2"]);
  assert.deepEqual(await of("popa"), ["c1"]);
  assert.deepEqual(await of("raw:1234"), ["c3"]);
  assert.deepEqual(await of("nobody"), []);
});

Deno.test("a caller who only tests the line is ignored from his row, with a note, and missed again", async () => {
  const stage = await deskStage(PEOPLE, { missed: listOf(entry("c1"), entry("c2", { callerKey: "anonymous" })) });
  const ana = await stage.signedIn("ana");
  const list = await (await ana.get("/missed")).text();
  assert.equal(list.match(/href="\/missed\/ignored\?caller=/g)?.length, 1, "nobody can tell who hides");
  const form = await (await ana.get("/missed/ignored?caller=%2B40745123456")).text();
  assert.match(form, /name="caller"[^>]* value="\+40745123456"/);
  await ana.post("/missed/ignored", { caller: "0745 123 456", note: "The <lift>" });
  const page = await (await ana.get("/missed/ignored", { "accept-language": "ro" })).text();
  assert.match(page, /Apelanți ignorați.*data-ignored="\+40745123456".*0745 123 456.*The &lt;lift/s);
  assert.match(await (await ana.get("/audit?action=missed.ignored")).text(), /caller: \+40745123456/);
  await ana.post("/missed/ignored/remove", { caller: "+40745123456" });
  assert.doesNotMatch(await (await ana.get("/missed/ignored")).text(), /data-ignored/);
  assert.equal((await ana.post("/missed/ignored/remove", { caller: "+40745123456" })).status, 409);
  for (const caller of ["", "anonymous", "lift"]) {
    const refused = await ana.post("/missed/ignored", { caller, note: "kept" });
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), /is no number that a caller could be told by.*value="kept"/s);
  }
});

Deno.test("callers of another phone system are ignored apart from the office's, by its country's numbers", async () => {
  const pbx: readonly Pbx[] = [{
    ...{ name: "branch", kind: "freepbx", country: "GB", tls: "off", everyS: 300, historyDays: 7, extensions: [] },
    ...{ trunkChannels: [], outboundPrefixes: [], queues: [], groups: [], menus: [], members: [], missed: {} },
  }];
  const missed = listOf(entry("c1", { tenant: "branch", callerKey: "+442079460000" }));
  const stage = await deskStage(PEOPLE, { missed, office: { pbx } });
  const ana = await stage.signedIn("ana");
  const read = async (path: string) => (await (await ana.get(path)).text()).replaceAll("&amp;", "&");
  const list = await read("/missed?tenant=branch");
  assert.match(list, /href="\/missed\/ignored\?tenant=branch"/);
  assert.match(list, /href="\/missed\/ignored\?tenant=branch&caller=%2B442079460000"/);
  assert.match(await read("/missed/c1?tenant=branch"), /href="\/missed\/ignored\?tenant=branch&caller=/);
  assert.match(
    await read("/missed/ignored?tenant=branch"),
    /<h1>Ignored callers: branch<.*action="\/missed\/ignored\?tenant=branch"/s,
  );
  const done = await ana.post("/missed/ignored?tenant=branch", { caller: "020 7946 0000", note: "the lift" });
  assert.equal(done.headers.get("location"), "/missed/ignored?tenant=branch");
  assert.match(
    await read("/missed/ignored?tenant=branch"),
    /data-ignored="\+442079460000".*action="\/missed\/ignored\/remove\?tenant=branch"/s,
  );
  assert.doesNotMatch(await read("/missed/ignored"), /data-ignored/);
  assert.match(await read("/audit?action=missed.ignored"), /phone system: branch/);
  // What was meant for a system that is followed no more is no matter of the office's own list.
  assert.equal(
    (await ana.post("/missed/ignored?tenant=gone", { caller: "0745123456" })).headers.get("location"),
    "/missed",
  );
  assert.doesNotMatch(await read("/missed/ignored"), /data-ignored/);
  await ana.post("/missed/c1/done?tenant=branch", { note: "rung" });
  assert.match(await read("/audit?action=missed.done"), /entry: c1, note: rung, phone system: branch/);
  await ana.post("/missed/ignored/remove?tenant=branch", { caller: "+442079460000" });
  assert.doesNotMatch(await read("/missed/ignored?tenant=branch"), /data-ignored/);
});

Deno.test("whom the office ignores or forgets is for who sees all of it", async () => {
  const accounts = { sue: { scope: ["101"] } };
  const stage = await deskStage(PEOPLE, { missed: listOf(entry("c1")), accounts });
  const sue = await stage.signedIn("sue");
  assert.doesNotMatch(await (await sue.get("/missed")).text(), /ignored\?caller/);
  assert.doesNotMatch(await (await sue.get("/missed/c1")).text(), /forget/);
  const sent = [
    sue.post("/missed/ignored", { caller: "0745123456" }),
    sue.post("/missed/ignored/remove", { caller: "+40745123456" }),
    sue.post("/missed/c1/forget"),
  ];
  assert.deepEqual((await Promise.all(sent)).map(({ status }) => status), [403, 403, 404]);
  const otto = await stage.signedIn("otto");
  assert.doesNotMatch(await (await otto.get("/missed/ignored")).text(), /name="caller"/);
  assert.equal((await otto.post("/missed/c1/forget")).status, 403);
});

Deno.test("a caller is forgotten with all his entries, by who proves who he is, and the audit does not say whom", async () => {
  const other = entry("c3", { callerKey: "+40745999999" });
  const stage = await deskStage(PEOPLE, { missed: listOf(entry("c1"), entry("c2", { did: "+40211234568" }), other) });
  const ana = await stage.signedIn("ana");
  assert.match(await (await ana.get("/missed/c1")).text(), /action="\/missed\/c1\/forget".*cannot be taken back/s);
  stage.clock.pass(600_000);
  assert.match(await (await ana.post("/missed/c1/forget")).text(), /Is it still you/);
  assert.deepEqual(shown(await (await ana.get("/missed")).text()).length, 3);
  const done = await ana.post("/missed/c1/forget", { "proof.password": PASSWORD });
  assert.deepEqual([done.status, done.headers.get("location")], [303, "/missed"]);
  assert.deepEqual(shown(await (await ana.get("/missed")).text()), ["c3"]);
  const [line] = await stage.store.audit.lines({ limit: 1 });
  assert.deepEqual([line?.action, line?.who, line?.facts], ["missed.forgotten", "ana", {}]);
});

Deno.test("whoever was missed is called by a click", async () => {
  const stage = await deskStage(PEOPLE, { missed: listOf(entry("c1")) });
  const ana = await stage.signedIn("ana");
  for (const path of ["/missed", "/missed/c1"]) {
    assert.match(await (await ana.get(path)).text(), /href="\/call\?to=%2B40745123456" data-dial="\+40745123456"/);
  }
});

Deno.test("an auditor looks and does nothing; an employee does not look", async () => {
  const stage = await deskStage(PEOPLE, { missed: listOf(entry("c1")) });
  const otto = await stage.signedIn("otto");
  const page = await (await otto.get("/missed/c1")).text();
  assert.doesNotMatch(page, /\/missed\/c1\/done/);
  assert.equal((await otto.post("/missed/c1/done")).status, 403);
  assert.equal((await (await stage.signedIn("emil")).get("/missed")).status, 403);
});

Deno.test("a supervisor sees and settles what his part of the office has missed, and no other list", async () => {
  const queue = { number: "800", name: "Sales", members: [] };
  const queues = [queue] as never;
  const stage = await deskStage(PEOPLE, {
    missed: listOf(
      entry("c1"),
      entry("c2", { rang: ["103"], route: "IVR → 1 → Sales" }),
      entry("c3", { rang: ["103"], route: "Ext 103" }),
      entry("c4", { tenant: "branch" }),
    ),
    accounts: { sue: { scope: ["101", "800"] } },
    office: { queues },
  });
  const sue = await stage.signedIn("sue");
  assert.deepEqual(shown(await (await sue.get("/missed")).text()), ["c2", "c1"]);
  assert.deepEqual(shown(await (await sue.get("/missed?tenant=branch")).text()), ["c2", "c1"]);
  const exported = await (await sue.get("/missed/export.csv?tenant=branch")).text();
  assert.equal(exported.trim().split(/\r?\n/).length, 3, "her two, below their header");
  assert.doesNotMatch(exported, /Ext 103/);
  assert.equal((await sue.get("/missed/c3")).status, 404);
  assert.equal((await sue.post("/missed/c3/done")).status, 404);
  assert.equal((await sue.get("/missed/c4?tenant=branch")).status, 404);
  const ana = await stage.signedIn("ana");
  assert.deepEqual(shown(await (await ana.get("/missed?tenant=branch")).text()), ["c4"]);
});

Deno.test("filters narrow the list, and what cannot be read does not", async () => {
  const day = 86_400_000;
  const earlier = entry("c2", {
    did: "+40211234568",
    callerKey: "anonymous",
    state: "cleared",
    clearedBy: "returned",
    attempts: [{ call: "c2", at: NOW - 3 * day, endedAt: NOW - 3 * day }],
    route: "Sales",
  });
  const stage = await deskStage(PEOPLE, { missed: listOf(entry("c1", { trunk: "digi" }), earlier) });
  const ana = await stage.signedIn("ana");
  const of = async (query: string) => shown(await (await ana.get(`/missed?${query}`)).text());
  assert.deepEqual(await of("state=all"), ["c1", "c2"]);
  assert.deepEqual(await of("state=cleared"), ["c2"]);
  assert.deepEqual(await of("state=all&via=Sales"), ["c2"]);
  assert.deepEqual(await of("state=all&number=%2B40211234567"), ["c1"]);
  assert.deepEqual(await of("state=all&until=2025-06-13"), ["c2"]);
  assert.deepEqual(await of("state=all&since=2025-06-14"), ["c1"]);
  assert.deepEqual(await of("state=all&trunk=digi"), ["c1"]);
  assert.deepEqual(await of("state=all&trunk=orange"), []);
  assert.deepEqual(await of("state=all&caller=0745"), ["c1"]);
  assert.deepEqual(await of("state=all&caller=3456"), ["c1"]);
  assert.deepEqual(await of("state=all&caller=anonymous"), ["c2"]);
  assert.deepEqual(await of("state=all&caller=nobody"), []);
  assert.deepEqual(await of("state=all&ended=returned"), ["c2"]);
  assert.deepEqual(await of("state=all&ended=open"), ["c1"]);
  assert.deepEqual(await of("state=all&missed_since=2025-06-14"), ["c1"]);
  assert.deepEqual(await of("state=all&missed_until=2025-06-13"), ["c2"]);
  const csv = await (await ana.get("/missed/export.csv?state=all&trunk=digi")).text();
  assert.match(csv, /Line outside/);
  assert.deepEqual(csv.match(/digi/g)?.length, 1);
  assert.deepEqual(await of("state=all&since=soon&hour=99&before=x"), ["c1", "c2"]);
});

Deno.test("more than a page is read on, and each entry stands once", async () => {
  const many = Array.from({ length: 120 }, (_, at) =>
    entry(`c${String(at).padStart(3, "0")}`, {
      attempts: [{ call: `c${String(at).padStart(3, "0")}`, at: NOW - Math.floor(at / 2) * 1_000, endedAt: NOW }],
    }));
  const stage = await deskStage(PEOPLE, { missed: listOf(...many) });
  const ana = await stage.signedIn("ana");
  const seen: (string | undefined)[] = [];
  for (let path: string | undefined = "/missed"; path !== undefined;) {
    const html: string = await (await ana.get(path)).text();
    seen.push(...shown(html));
    path = /href="(\/missed\?[^"]*before=[^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  }
  assert.equal(seen.length, 120);
  assert.equal(new Set(seen).size, 120);
});

Deno.test("the list is exported for a spreadsheet, and a caller's name is no formula there", async () => {
  const stage = await deskStage(PEOPLE, { missed: listOf(entry("c1", { callerKey: "raw:=cmd()", note: "=1+1" })) });
  const response = await (await stage.signedIn("ana")).get("/missed/export.csv");
  assert.match(response.headers.get("content-disposition")!, /attachment; filename="missed\.csv"/);
  const text = await response.text();
  assert.match(text, /'=cmd\(\)/);
  assert.match(text, /'=1\+1/);
  assert.match(text, /\+40211234567/);
});

Deno.test("a long list is exported whole, some of it at a time", async () => {
  const many = Array.from(
    { length: 10_050 },
    (_, at) => entry(`c${at}`, { note: `=${at}`, attempts: [{ call: `c${at}`, at: NOW - 1_000 * at, endedAt: NOW }] }),
  );
  const list = listOf(...many);
  const limits = new Set<number>();
  const entries: typeof list.entries = (tenant, question) => {
    limits.add(question.limit);
    return list.entries(tenant, question);
  };
  const stage = await deskStage(PEOPLE, { missed: { ...list, entries } });
  const text = await (await (await stage.signedIn("ana")).get("/missed/export.csv")).text();
  assert.equal(new Set(text.match(/'=\d+/g)).size, many.length);
  assert.doesNotMatch(text, /\uFEFF/, "the mark of the encoding stands in front alone");
  assert.deepEqual([...limits], [200]);
});

Deno.test("the trends count attempts, and lead to who called most often", async () => {
  const stage = await deskStage(PEOPLE, { missed: listOf(entry("c1"), entry("c2", { callerKey: "+40745999999" })) });
  const html = await (await (await stage.signedIn("ana")).get("/missed/trends")).text();
  assert.match(html, /data-chart="days"[\s\S]*class="heat heat-bad"/);
  assert.match(html, /\/missed\?state=all&(amp;)?caller=%2B40745123456/);
});

Deno.test("the trends are of the days that one asks for, and of those up to today unless one does", async () => {
  const ana = await (await deskStage(PEOPLE, { missed: listOf(entry("c1")) })).signedIn("ana");
  const shown = async (query: string) => await (await ana.get(`/missed/trends${query}`)).text();
  assert.match(await shown(""), /name="since" value="2025-05-17"[\s\S]*name="until" value="2025-06-15"/);
  assert.match(await shown("?period=last-month"), /value="last-month" selected[\s\S]*Nothing was missed on these days/);
  const answer = await ana.get("/missed/trends?period=days&since=2025-06-16&until=2025-06-16");
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /role="alert">“From”: “2025-06-16” has not come yet/);
});
