import assert from "node:assert/strict";
import { SeededChance, START, type WallTime } from "../../core/base/mod.ts";
import { type ApiScope, KeyRing, openMemoryStore } from "../../core/store/mod.ts";
import {
  type Call,
  type Deed,
  DEFAULT_POLICY,
  type EntryQuestion,
  type Ignored,
  type Ignoring,
  MemoryDesk,
  MemoryShelf,
  MissedEngine,
  type TrendQuestion,
} from "../../features/missed/mod.ts";
import { apiRoutes } from "./api.ts";
import { quietApi } from "./stage.ts";

const NOON = Date.UTC(2026, 10, 21, 12);
const MINUTE_MS = 60_000;
const DID = "+40376443311";

/** The list of missed calls, in memory. */
class List {
  readonly #shelf = new MemoryShelf();
  readonly #engine = new MissedEngine({ shelf: this.#shelf, policy: DEFAULT_POLICY });
  readonly #desk = new MemoryDesk({
    shelf: this.#shelf,
    engine: this.#engine,
    policy: { ...DEFAULT_POLICY, timeZone: "UTC" },
  });
  readonly #ignored = new Map<string, Ignored>();
  readonly #waiting: (() => void)[] = [];
  now = NOON;

  /** Somebody calls, and the phone of 101 rings. */
  miss(id: string, caller: string): void {
    const party = { is: "extension", number: "101" } as const;
    const call: Call = {
      tenant: "own",
      id,
      direction: "inbound",
      outsider: caller,
      did: DID,
      trunk: "digi",
      from: undefined,
      startedAt: this.now,
      endedAt: this.now + 20_000,
      isFinished: true,
      offers: [{ party, at: this.now, rang: true }],
      answers: [],
      steps: [{ kind: "queue", name: "Sales" }],
      destinations: [],
      queueExits: [],
      clues: new Set(),
    };
    this.now += MINUTE_MS;
    this.#engine.take({ calls: [call], gone: [] }, this.now);
    this.#tell();
  }

  /** Whose journals were asked for. */
  readonly asked = new Set<string>();

  readonly has = (tenant: string): boolean => tenant === "own" || tenant === "theirs";

  readonly entries = (_: string, question: EntryQuestion) => Promise.resolve(this.#desk.entries(question));

  readonly trends = (_: string, question: TrendQuestion) => Promise.resolve(this.#desk.trends(question));

  readonly entry = (_: string, id: string) => Promise.resolve(this.#desk.entry(id));

  readonly linesAfter = (tenant: string, sequence: number, limit: number) => {
    this.asked.add(tenant);
    return Promise.resolve(this.#shelf.journal.slice(sequence, sequence + limit));
  };

  readonly lastLine = () => Promise.resolve(this.#shelf.journal.length);

  readonly past = async (_: string, sequence: number): Promise<void> => {
    if (this.#shelf.journal.length > sequence) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    await promise;
  };

  readonly act = (_: string, deed: Deed): Promise<boolean> => {
    this.now += MINUTE_MS;
    const done = this.#desk.act(deed, this.now);
    if (done !== undefined) this.#tell();
    return Promise.resolve(done !== undefined);
  };

  readonly ignored = () => Promise.resolve([...this.#ignored.values()]);

  /** Of whose callers somebody was ignored. */
  readonly ignoredIn = new Set<string>();

  readonly ignore = ({ caller, isIgnored, user, note }: Ignoring, tenant = ""): Promise<boolean> => {
    this.ignoredIn.add(tenant);
    if (this.#ignored.has(caller) === isIgnored) return Promise.resolve(false);
    if (isIgnored) this.#ignored.set(caller, { caller, user, note, at: this.now });
    else this.#ignored.delete(caller);
    return Promise.resolve(true);
  };

  #tell(): void {
    for (const go of this.#waiting.splice(0)) go();
  }
}

/** A box whose list has these callers, and somebody who may do this. */
async function box(callers: readonly string[], scopes: readonly ApiScope[] = ["missed:read", "missed:write"]) {
  const clock = { now: () => START, wall: () => NOON as WallTime };
  const store = openMemoryStore(clock);
  const keys = await KeyRing.load(store.keys, { clock, chance: new SeededChance(1) });
  const made = await keys.add("desk", scopes, "ana");
  assert.ok(made.ok);
  const missed = new List();
  for (const [at, caller] of callers.entries()) missed.miss(`c${at}`, caller);
  const app = apiRoutes({
    ...quietApi(),
    keyOf: (key) => keys.of(key),
    missed,
    clock,
    audit: store.audit,
    names: () => Promise.resolve(new Map([["+40745000001", "Ion Vasile"]])),
  });
  const ask = (path: string, init: RequestInit = {}) =>
    app.request(`/api/v1/missed${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${made.value}`,
        ...(init.body === undefined ? {} : { "content-type": "application/json" }),
        ...init.headers,
      },
    });
  return { ask, missed, audit: store.audit };
}

const post = (body: unknown): RequestInit => ({ method: "POST", body: JSON.stringify(body) });

Deno.test("an entry is shown with what happened to it, and is done with a note by whoever has done it", async () => {
  const { ask } = await box(["+40745123456"]);
  const done = await ask("/c0/done", post({ note: "Sent a mail", by: "Ana" }));
  assert.equal(done.status, 200);
  const entry = await (await ask("/c0")).json();
  assert.deepEqual(entry, await done.json());
  assert.deepEqual(entry, {
    id: "c0",
    caller: "+40745123456",
    number: DID,
    state: "cleared",
    attempts: 1,
    attempts_since_open: 1,
    first_missed_at: "2026-11-21T12:00:00.000Z",
    last_missed_at: "2026-11-21T12:00:00.000Z",
    route: "Sales",
    trunk: "digi",
    rang: ["101"],
    cleared_by: "manual",
    cleared_by_extension: null,
    cleared_at: "2026-11-21T12:02:00.000Z",
    note: "Sent a mail",
    reopened: 0,
    calls: ["c0"],
    audit: [
      { action: "created", at: "2026-11-21T12:00:00.000Z", actor: "system", reason: "call c0" },
      { action: "cleared", at: "2026-11-21T12:02:00.000Z", actor: "Ana", reason: "manual: Sent a mail" },
    ],
  });
});

Deno.test("what is done cannot be done again, but be opened again; the key's name stands where nobody else is named", async () => {
  const { ask } = await box(["+40745123456"]);
  assert.equal((await ask("/c0/done", { method: "POST" })).status, 200);
  const again = await ask("/c0/done", post({}));
  assert.equal(again.status, 409);
  assert.equal((await again.json()).detail, 'Cannot change entry "c0": it is cleared');
  const open = await (await ask("/c0/reopen", post({ note: "It was not he" }))).json();
  assert.deepEqual([open.state, open.reopened, open.audit.at(-1).actor], ["open", 1, "desk"]);
});

Deno.test("several are done with one note, and what became of each is said", async () => {
  const { ask } = await box(["+40722000111", "+40722000222"]);
  const { entries } = await (await ask("")).json();
  const ids = entries.map(({ id }: { id: string }) => id);
  await ask(`/${ids[0]}/done`, post({}));
  const { results } = await (await ask("/done", post({ ids: [...ids, ids[1], "nobody"], note: "rung" }))).json();
  assert.deepEqual(results, [
    { id: ids[0], done: false, state: "cleared" },
    { id: ids[1], done: true, state: "cleared" },
    { id: "nobody", done: false, state: null },
  ]);
  assert.equal((await ask("/done", post({ ids: [] }))).status, 400);
});

Deno.test("the list is read page by page, and by what is wanted of it", async () => {
  const { ask } = await box(["+40745000000", "+40745000001", "+40745000002"]);
  const seen: string[] = [];
  for (let query = "?limit=2"; query !== "";) {
    const page = await (await ask(query)).json();
    seen.push(...page.entries.map(({ id }: { id: string }) => id));
    query = page.next === null ? "" : `?limit=2&cursor=${page.next}`;
  }
  assert.deepEqual(seen, ["c2", "c1", "c0"]);
  const count = async (query: string) => (await (await ask(query)).json()).entries.length;
  assert.equal(await count("?state=open&via=Sales&hour=12"), 3);
  assert.equal(await count(`?caller=${encodeURIComponent("+40745000001")}`), 1);
  assert.equal(await count("?since=2026-11-21T12:01:00Z&until=2026-11-21T12:02:00Z"), 1);
  assert.equal(await count("?state=cleared"), 0);
  assert.deepEqual([await count("?trunk=digi"), await count("?trunk=orange")], [3, 0]);
  assert.deepEqual(await Promise.all(["0745", "0001", "0745000001", "99", "Ion"].map((q) => count(`?q=${q}`))), [
    ...[3, 1, 1, 0, 0],
  ]);
});

Deno.test("missed callers go out as a table: those that are looked for, all of them, with the names that are known", async () => {
  const { ask } = await box(["+40745000000", "+40745000001", "anonymous"]);
  const rows = async (query: string) => (await (await ask(`/export.csv${query}`)).text()).trim().split("\r\n").slice(1);
  assert.deepEqual((await rows("")).map((row) => row.split(",").slice(0, 4)), [
    ["Number withheld", "–", DID, "open"],
    ["+40745000001", "Ion Vasile", DID, "open"],
    ["+40745000000", "–", DID, "open"],
  ]);
  assert.equal((await rows("?q=0001&state=open")).length, 1);
  const { detail } = await (await ask("/export.csv?tenant=acme")).json();
  assert.equal(detail, 'Cannot find tenant "acme": nobody of that name is followed');
});

Deno.test("the misses that a report counts are found by when they began, and by what became of them", async () => {
  const { ask, missed } = await box(["+40745000000", "+40745000001"]);
  await ask("/c0/done", post({}));
  missed.now += MINUTE_MS;
  missed.miss("c9", "+40745000000");
  const ids = async (query: string) =>
    (await (await ask(`?${query}`)).json()).entries.map(({ id }: { id: string }) => id);
  const noon = "missed_since=2026-11-21T12:00:00Z&missed_until=2026-11-21T12:02:00Z";
  // His first miss was cared for, whatever came later; the second one is open.
  assert.deepEqual([await ids(`${noon}&ended=manual`), await ids(`${noon}&ended=open`)], [["c0"], ["c1"]]);
  assert.deepEqual([await ids("ended=open"), await ids("ended=expired")], [["c0", "c1"], []]);
  assert.deepEqual(await ids("missed_since=2026-11-21T12:02:00Z"), ["c0"]);
});

Deno.test("a list that has not changed is not sent again", async () => {
  const { ask, missed } = await box(["+40745000000"]);
  const tag = (await ask("")).headers.get("etag")!;
  assert.equal((await ask("", { headers: { "if-none-match": tag } })).status, 304);
  missed.miss("c9", "+40745000000");
  assert.equal((await ask("", { headers: { "if-none-match": tag } })).status, 200);
});

for (
  const [path, init, status, detail] of [
    ["/nobody", {}, 404, 'Cannot find entry "nobody": there is none of that name'],
    ["/nobody/done", post({}), 404, 'Cannot find entry "nobody": there is none of that name'],
    ["/callers/0722000111", { method: "DELETE" }, 404, 'Cannot forget "0722000111": no entry is his'],
    ["/callers/anonymous", { method: "DELETE" }, 422, 'Cannot forget "anonymous": it is all who hide their number'],
    ["/c0/done", { method: "POST", body: "{" }, 400, "Malformed JSON in request body"],
    ["/c0/done", post({ note: 7 }), 400, /^Cannot read "note"/],
    ["?tenant=acme", {}, 404, 'Cannot find tenant "acme": nobody of that name is followed'],
    ["?cursor=x", {}, 400, 'Cannot read cursor "x": expected "next" of the page before'],
    ["?state=lost", {}, 400, /^Cannot read "state"/],
    ["?hour=24", {}, 400, /^Cannot read "hour"/],
  ] as const
) {
  Deno.test(`${path} is a fault that names the value`, async () => {
    const { ask } = await box(["+40745000000"]);
    const answer = await ask(path, init);
    assert.equal(answer.status, status);
    const told = (await answer.json()).detail;
    if (typeof detail === "string") assert.equal(told, detail);
    else assert.match(told, detail);
  });
}

Deno.test("who may only read changes nothing, and who may only write reads nothing", async () => {
  const reader = await box(["+40745000000"], ["missed:read"]);
  assert.equal((await reader.ask("/c0/done", post({}))).status, 403);
  assert.equal((await reader.ask("/callers/0745000000", { method: "DELETE" })).status, 403);
  assert.equal((await reader.ask("")).status, 200);
  const writer = await box(["+40745000000"], ["missed:write"]);
  assert.deepEqual([(await writer.ask("")).status, (await writer.ask("/events")).status], [403, 403]);
});

Deno.test("a caller is forgotten by his number", async () => {
  const { ask } = await box(["+40745000000"]);
  assert.equal((await ask(`/callers/${encodeURIComponent("+40745000000")}`, { method: "DELETE" })).status, 204);
  const [entry] = (await (await ask("")).json()).entries;
  assert.deepEqual([entry.caller, entry.state], ["erased:c0", "archived"]);
});

Deno.test("the stream tells each line of the journal once, from where somebody was cut off", async () => {
  const { ask, missed } = await box(["+40745000000", "+40745000001"]);
  const answer = await ask("/events", { headers: { "last-event-id": "1" } });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let told = "";
  const until = async (wanted: RegExp) => {
    while (!wanted.test(told)) told += (await reader.read()).value;
  };
  await until(/id: 2\n/);
  missed.miss("c7", "+40745000000");
  await until(/id: 3\n\n|id: 3$/m);
  await reader.cancel();
  const lines = [...told.matchAll(/^(event|id): (.*)$/gm)].map(([, name, value]) => `${name} ${value}`);
  assert.deepEqual(lines, ["event created", "id 2", "event incremented", "id 3"]);
  assert.match(told, /"caller":"\+40745000000","number":"\+40376443311","state":"open","attempts":2/);
});

Deno.test("the stream of another phone system's list tells of that one alone", async () => {
  const { ask, missed } = await box(["+40745000000"]);
  const refused = await ask("/events?tenant=nobody");
  assert.deepEqual([refused.status, (await refused.json()).detail], [
    404,
    'Cannot find tenant "nobody": nobody of that name is followed',
  ]);
  const answer = await ask("/events?tenant=theirs", { headers: { "last-event-id": "0" } });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  assert.match((await reader.read()).value!, /^event: created\n/);
  await reader.cancel();
  assert.deepEqual([...missed.asked], ["theirs"]);
});

Deno.test("callers who only test the line are put on a list of their own, by somebody, and taken off it", async () => {
  const { ask, missed, audit } = await box([]);
  const path = `/ignored/${encodeURIComponent("+40745000000")}`;
  const put = { ...post({ note: "Our provider's probe", by: "Ana" }), method: "PUT" };
  assert.deepEqual([(await ask(path, put)).status, (await ask(path, put)).status], [204, 204]);
  assert.deepEqual(await (await ask("/ignored")).json(), {
    callers: [{
      caller: "+40745000000",
      by: "Ana",
      note: "Our provider's probe",
      since: "2026-11-21T12:00:00.000Z",
    }],
    next: null,
  });
  await ask(`/ignored/${encodeURIComponent("+40745000001")}`, put);
  const first = await (await ask("/ignored?limit=1")).json();
  const second = await (await ask(`/ignored?limit=1&cursor=${first.next}`)).json();
  const pages = [first, second].map(({ callers }) => callers.map(({ caller }: { caller: string }) => caller));
  assert.deepEqual([pages, second.next], [[["+40745000000"], ["+40745000001"]], null]);
  for (const { caller } of second.callers) await ask(`/ignored/${encodeURIComponent(caller)}`, { method: "DELETE" });
  for (let nth = 0; nth < 2; nth++) assert.equal((await ask(path, { method: "DELETE" })).status, 204);
  const told = (await audit.lines({ limit: 9 })).map(({ action }) => action);
  const [on, off] = ["missed.ignored", "missed.counted"];
  assert.deepEqual(told, [off, off, on, on], "once for each change, and not for what was so already");
  assert.deepEqual(await (await ask("/ignored")).json(), { callers: [], next: null });
  assert.equal((await ask(`${path}?tenant=theirs`, put)).status, 204);
  assert.deepEqual((await (await ask("/ignored?tenant=theirs")).json()).callers.length, 1);
  assert.deepEqual([...missed.ignoredIn], ["own", "theirs"]);
  assert.equal((await ask(`${path}?tenant=nobody`, put)).status, 404);
  for (const nobody of ["anonymous", "Ion"]) {
    const refused = await ask(`/ignored/${nobody}`, put);
    assert.deepEqual([refused.status, (await refused.json()).detail], [
      422,
      `Cannot ignore "${nobody}": it is no number that a caller could be told by`,
    ]);
  }
});

Deno.test("a caller is ignored however his number is written, and nobody is who cannot be told from others", async () => {
  const { ask } = await box([]);
  const put = { ...post({}), method: "PUT" };
  assert.equal((await ask("/ignored/0745%20000%20000", put)).status, 204);
  for (const caller of ["anonymous", "lift", "1\r\nX-Evil: yes"]) {
    const refused = await ask(`/ignored/${encodeURIComponent(caller)}`, put);
    assert.deepEqual([refused.status, (await refused.json()).detail], [
      422,
      `Cannot ignore "${caller}": it is no number that a caller could be told by`,
    ]);
  }
  const listed = async () => {
    const { callers } = await (await ask("/ignored")).json();
    return callers.map(({ caller }: { caller: string }) => caller);
  };
  assert.deepEqual(await listed(), ["+40745000000"]);
  assert.equal((await ask("/ignored/0745-000-000", { method: "DELETE" })).status, 204);
  assert.deepEqual(await listed(), []);
});

Deno.test("a program is told at what times callers are missed, and who they are", async () => {
  const { ask } = await box(["+40745000000", "+40745000001", "+40745000001", "anonymous"]);
  const { days, hours, weekdays, week, callers, attempts, cut } = await (await ask("/trends?days=2")).json();
  assert.deepEqual([attempts, cut], [4, false]);
  assert.deepEqual(days, [{ day: "2026-11-20", attempts: 0 }, { day: "2026-11-21", attempts: 4 }]);
  // Two in the afternoon in Bucharest, on a Saturday.
  assert.deepEqual([hours.length, hours[14], weekdays, week[5][14]], [24, 4, [0, 0, 0, 0, 0, 4, 0], 4]);
  assert.deepEqual(callers, [
    { caller: "+40745000001", name: "Ion Vasile", attempts: 2 },
    { caller: "+40745000000", name: null, attempts: 1 },
  ]);
  const asked = async (query: string) => await (await ask(`/trends?${query}`)).json();
  assert.equal((await asked("period=this-year")).days[0].day, "2026-01-01");
  assert.deepEqual((await asked("since=2026-11-21T12:01:00Z&until=2026-11-21T12:03:00Z")).attempts, 2);
  assert.match((await asked("since=2026-11-21T12:01:00Z")).detail, /^Cannot read a period of one end/);
  assert.equal((await ask("/trends?tenant=acme")).status, 404);
  assert.match((await (await ask("/trends?days=0")).json()).detail, /^Cannot read "days"/);
});
