import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { CallFact } from "../../core/record/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import type { KeptEntry } from "../../features/missed/mod.ts";
import { type Browser, type DeskStage, deskStage, type DeskStageOptions, stagedExtension } from "./stage.ts";

const AT = 1_750_000_000_000 as WallTime;
const PEOPLE = { ana: "owner", emil: "employee", eric: "employee", otto: "employee" } as const;
const ACCOUNTS = { ana: { extension: "101" }, emil: { extension: "102" }, eric: { extension: "103" } };
const MISSED: KeptEntry = {
  id: "m1",
  tenant: "own",
  callerKey: "+40722000222",
  did: "0211234567",
  state: "open",
  attempts: [],
  attemptsSinceOpen: 3,
  clearedBy: undefined,
  closedByExt: undefined,
  closedAt: undefined,
  note: undefined,
  reopenedCount: 0,
  route: undefined,
  rang: [],
  audit: [],
  isErased: false,
};

/** An office in which 102 talks with somebody outside, and 103 with nobody. */
async function office(
  more: DeskStageOptions = {},
): Promise<{ readonly stage: DeskStage; readonly asked: DeskCommand[] }> {
  const asked: DeskCommand[] = [];
  const leg = (id: string, number: string) => ({ id, number, state: "talking", direction: "in", at: AT } as const);
  const legs = [{ ...leg("a", "+40722000222"), trunk: "provider" }, leg("b", "102")];
  const calls = [{ id: "c9", dialled: "102", at: AT, legs }];
  const ask = (command: DeskCommand): DeskAnswer | undefined => {
    asked.push(command);
    if (command.type === "live") return { type: "live", live: { help: [], calls, people: [], parked: [] } };
    return command.type === "steer" ? { type: "done", text: "" } : undefined;
  };
  const stage = await deskStage(PEOPLE, {
    ...more,
    ask,
    accounts: ACCOUNTS,
    missed: {
      has: () => true,
      entries: (_, { caller }) => Promise.resolve(caller === MISSED.callerKey ? [MISSED] : []),
      entry: () => Promise.resolve(undefined),
      act: () => Promise.resolve(false),
    },
    office: {
      extensions: ["101", "102", "103"].map(stagedExtension),
      browserPhones: { stun: [], turn: ["turn:turn.example.org:3478"], secret: "known to the server alone" },
    },
  });
  return { stage, asked };
}

/** Somebody outside called, and 102 talked with him. */
function hasCalled({ store }: DeskStage): void {
  const [from, to] = [{ number: "+40722000222", trunk: "provider" }, { number: "102", name: "Emil" }];
  const facts: readonly CallFact[] = [
    { type: "call.started", from, dialled: "102", sipCallId: "1@x" },
    { type: "leg.offered", leg: "a", party: from, direction: "in", sipCallId: "1@x" },
    { type: "leg.offered", leg: "b", party: to, direction: "out", sipCallId: "2@x" },
    { type: "leg.answered", leg: "b", codec: "PCMA" },
    { type: "leg.answered", leg: "a", codec: "PCMA" },
    { type: "bridge.made", a: "a", b: "b" },
    { type: "leg.ended", leg: "a", by: "them", cause: "normal" },
    { type: "leg.ended", leg: "b", by: "us", cause: "normal" },
    { type: "call.ended", cause: "normal" },
  ];
  for (const [at, fact] of facts.entries()) {
    const sequence = store.record.acknowledged + 1;
    store.record.append({ ...fact, call: "c1", sequence, at: AT + 1_000 * at as WallTime, monotonicMs: 1_000 * at });
  }
}

const factsOf = async (browser: Browser, number: string) =>
  await (await browser.get(`/call/caller?number=${encodeURIComponent(number)}`)).json();

Deno.test("the phone in the browser is for who has an extension, with the number that he came to call in its field", async () => {
  const { stage } = await office();
  const emil = await stage.signedIn("emil");
  const page = await (await emil.get("/call?to=tel:0722%20000-222")).text();
  assert.match(page, /id="dialled"[^>]*value="0722000222"/);
  assert.match(page, /data-island="softphone"/);
  const otto = await stage.signedIn("otto");
  assert.doesNotMatch(await (await otto.get("/call")).text(), /data-island="softphone"/);
  assert.equal((await otto.get("/live/phone")).status, 404);
  assert.equal((await emil.get("/live/phone")).status, 200);
});

Deno.test("a click has one's own phones ring, and whoever has none there is told so", async () => {
  const called: string[] = [];
  const callFor = (extension: string, number: string) => called.push(`${extension} ${number}`) === 1;
  const stage = await deskStage(PEOPLE, { callFor, accounts: ACCOUNTS });
  const emil = await stage.signedIn("emil");
  const dialled = await emil.post("/call/dial", { number: "0722 000-222" });
  assert.deepEqual([dialled.status, dialled.headers.get("location")], [303, "/call?rings"]);
  assert.equal((await emil.post("/call/dial", { number: "0722000222" })).status, 409);
  for (const [name, number] of [["otto", "112"], ["emil", ""]] as const) {
    assert.equal((await (await stage.signedIn(name)).post("/call/dial", { number })).status, 409);
  }
  assert.deepEqual(called, ["102 0722000222", "102 0722000222"]);
  const [line, ...more] = await stage.store.audit.lines({ action: "call.dialled", limit: 9 });
  assert.deepEqual([line?.who, line?.facts, more], ["emil", { to: "0722000222", by: "102" }, []]);
  // Where he is not signed in as somebody with a phone, his machine is asked.
  assert.match(await (await emil.get("/calls")).text(), /data-dial-told/);
  assert.doesNotMatch(await (await (await stage.signedIn("otto")).get("/calls")).text(), /data-dial-told/);
});

Deno.test("a phone is told for an hour by what it gets through, under its own name, and never what logins are made of", async () => {
  const { stage } = await office();
  const emil = await stage.signedIn("emil");
  assert.doesNotMatch(await (await emil.get("/call")).text(), /turn\.example\.org/);
  const told = await emil.get("/call/ice-servers");
  assert.equal(told.headers.get("cache-control"), "no-store");
  const text = await told.text();
  assert.doesNotMatch(text, /known to the server/);
  const { servers: [server], holdsS } = JSON.parse(text);
  assert.equal(holdsS, 3_600);
  assert.deepEqual(server.urls, ["turn:turn.example.org:3478"]);
  assert.match(server.username, /^\d+:102$/);
  assert.equal((await (await stage.signedIn("otto")).get("/call/ice-servers")).status, 404);
});

Deno.test("who calls is known by the calls before and those that were missed, as far as one may see them", async () => {
  const { stage } = await office();
  hasCalled(stage);
  const last = { at: AT, outcome: "answered", by: "Person 102" };
  assert.deepEqual(await factsOf(await stage.signedIn("ana"), "0722 000 222"), { missed: 3, last });
  assert.deepEqual(await factsOf(await stage.signedIn("emil"), "+40722000222"), { missed: 0, last });
  assert.deepEqual(await factsOf(await stage.signedIn("eric"), "+40722000222"), { missed: 0 });
  for (const nobody of ["0744000000", "", "anonymous"]) {
    assert.deepEqual(await factsOf(await stage.signedIn("ana"), nobody), { missed: 0 });
  }
});

Deno.test("what is open with somebody is told to whom he talks with, and to nobody else", async () => {
  const asked: string[] = [];
  const about = { name: "Ion Popa", matters: [{ kind: "deal", title: "Ten desks" }] } as const;
  const { stage } = await office({
    about: (number) => {
      asked.push(number);
      return Promise.resolve(about);
    },
  });
  const of = async (name: string, number: string) =>
    await (await (await stage.signedIn(name)).get(`/call/about?number=${encodeURIComponent(number)}`)).json();
  assert.deepEqual(await of("emil", "0722 000 222"), about);
  for (
    const [name, number] of [["emil", "+40722000333"], ["eric", "+40722000222"], ["otto", "+40722000222"]] as const
  ) {
    assert.deepEqual(await of(name, number), { matters: [] });
  }
  assert.deepEqual(asked, ["0722 000 222"]);
});

Deno.test("who talks has his own call recorded, and nobody else's", async () => {
  const { stage, asked } = await office();
  const record = async (name: string) => {
    const browser = await stage.signedIn(name);
    return (await browser.post("/call/record", { number: "+40722000222", on: "yes" })).status;
  };
  assert.equal(await record("eric"), 404);
  assert.equal(await record("otto"), 404);
  assert.equal(await record("emil"), 204);
  const orders = asked.filter(({ type }) => type === "steer");
  assert.deepEqual(orders, [{ type: "steer", call: "c9", by: "102", order: { do: "record" } }]);
  const [line] = await stage.store.audit.lines({ action: "call.record", limit: 9 });
  assert.equal(line?.who, "emil");
});
