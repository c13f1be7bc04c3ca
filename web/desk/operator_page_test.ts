import assert from "node:assert/strict";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import type { WallTime } from "../../core/base/mod.ts";
import type { DeskAnswer, DeskCommand, LiveView } from "../../core/switchboard/mod.ts";
import type { OperatorCall } from "../live/mod.ts";
import { OperatorActs } from "../parts/mod.ts";
import { wordsIn } from "../words/mod.ts";
import { type Browser, type DeskStage, deskStage } from "./stage.ts";

const AT = 1_750_000_000_000 as WallTime;
const SITE = { origin: "http://box.example", "sec-fetch-site": "same-origin", "content-type": "application/json" };
const leg = (id: string, number: string, direction: "in" | "out", state: "talking" | "ringing" = "talking") =>
  ({ id, number, direction, state, at: AT }) as const;
const LIVE: LiveView = {
  help: [],
  calls: [
    { id: "c1", dialled: "100", at: AT, legs: [leg("l1", "0722000111", "in"), leg("l2", "100", "out")] },
    { id: "c2", dialled: "102", at: AT, legs: [leg("l3", "101", "in"), leg("l4", "102", "out")] },
    { id: "c4", dialled: "100", at: AT, legs: [leg("l6", "0744", "in"), leg("l7", "100", "out", "ringing")] },
    { id: "c3", dialled: "71", at: AT, legs: [leg("l5", "0733", "in")] },
  ],
  parked: [{ slot: "71", call: "c3", leg: "l5", at: AT }],
  people: [{ number: "101", name: "Ana", presence: "available" }, { number: "102", name: "Bob", presence: "away" }],
};

interface Office extends DeskStage {
  readonly told: DeskCommand[];
  answers: DeskAnswer;
}

async function office(): Promise<Office> {
  const told: DeskCommand[] = [];
  const scene = { told, answers: { type: "done", text: "" } as DeskAnswer };
  const ask = (command: DeskCommand): DeskAnswer | undefined => {
    if (command.type === "live") return { type: "live", live: LIVE };
    if (command.type === "trunks" || command.type === "queues" || command.type === "hours") return undefined;
    told.push(command);
    return scene.answers;
  };
  const extension = (number: string, mayOperate: boolean) => ({
    ...{ number, name: `Person ${number}`, secret: "x", ringForS: 20, callLimit: 4, phones: 5, srtp: "off" as const },
    mayOperate,
    ...number === "102" ? { voicemail: { pin: "4711", greeting: "plain" as const } } : {},
  });
  const stage = await deskStage(
    { owner: "owner", rita: "employee", emil: "employee", away: "employee", auditor: "auditor" },
    {
      ask,
      office: { extensions: [extension("100", true), extension("101", false), extension("102", false)] },
      accounts: {
        rita: { extension: "100" },
        emil: { extension: "101" },
        away: { extension: "199" },
        auditor: { extension: "100" },
      },
    },
  );
  return Object.assign(scene, stage);
}

function send(browser: Browser, path: string, wish: unknown): Promise<Response> {
  return browser.post(path, wish as Readonly<Record<string, string>>, SITE);
}

for (
  const [who, status] of [["rita", 200], ["owner", 200], ["emil", 403], ["away", 403], ["auditor", 403]] as const
) {
  Deno.test(`the console is ${status === 200 ? "open" : "closed"} to ${who}`, async () => {
    const stage = await office();
    const browser = await stage.signedIn(who);
    const page = await browser.get("/operator");
    assert.equal(page.status, status);
    const text = await page.text();
    assert.equal(text.includes('href="/operator"'), status === 200, "the menu has it for whoever may");
    if (status !== 200) return assert.equal((await browser.post("/operator/dial")).status, 403);
    assert.equal(text.includes('data-island="operator"'), who !== "owner", "he has no phone to operate");
    assert.equal((await browser.get("/operator/live")).status, who === "owner" ? 404 : 200);
  });
}

Deno.test("what people keep of a caller the console shows: company, note and star, to whom may see it", async () => {
  const stage = await office();
  const [owner, rita] = await Promise.all(["owner", "rita"].map((name) => stage.signedIn(name)));
  const maria = { name: "Maria Ene", company: "Alfa", numbers: "0722 000 111", note: "Pays cash", vip: "on" };
  const kept = async (sees: Readonly<Record<string, string>>) => {
    const saved = await owner!.post("/directory/+", { ...maria, ...sees });
    const page = await (await rita!.get("/operator")).text();
    const seen = ["Maria Ene", "Alfa", "Pays cash", "tag vip"].map((text) => page.includes(text));
    await owner!.post(`${saved.headers.get("location")!.replace("?saved", "")}/remove`);
    return seen;
  };
  assert.deepEqual(await kept({ sees: "some", seen_by: "101" }), [false, false, false, false]);
  assert.deepEqual(await kept({ sees: "some", seen_by: "100" }), [true, true, true, true]);
  assert.deepEqual(await kept({ sees: "all" }), [true, true, true, true]);
});

Deno.test("what is done with a call goes to the switchboard by the operator's extension, and into the audit", async () => {
  const stage = await office();
  const rita = await stage.signedIn("rita");
  const does = async (act: string, wish: unknown = {}, leg = "l1") =>
    (await send(rita, `/operator/calls/${leg}/${act}`, wish)).status;
  assert.equal(await does("transfer", { to: "10 2" }), 204);
  assert.equal(await does("announce", { to: "102" }), 204);
  assert.equal(await does("voicemail", { to: "102" }), 204);
  assert.equal(await does("hold"), 204);
  assert.equal(await does("hang-up"), 204);
  assert.equal(await does("answer", {}, "l6"), 204);
  assert.equal(await does("transfer", { to: "102" }, "l6"), 204);
  assert.equal(await does("voicemail", { to: "102" }, "l6"), 204);
  for (const to of ["0722000999", "101"]) assert.equal(await does("voicemail", { to }), 409, "there is no mailbox");
  stage.answers = { type: "parked", slot: "72" };
  assert.equal(await does("park", { slot: "72" }), 200);
  stage.answers = { type: "call-begun", call: "c9" };
  assert.equal(await does("fetch", {}, "l5"), 204);
  assert.equal((await send(rita, "/operator/dial", { to: "102" })).status, 204);
  const steer = { type: "steer", call: "c1", by: "100" };
  assert.deepEqual(stage.told, [
    { ...steer, order: { do: "transfer", to: "102" } },
    { ...steer, order: { do: "announce", to: "102" } },
    { ...steer, order: { do: "transfer", to: "*102" } },
    { ...steer, order: { do: "hold" } },
    { type: "hang-up", call: "c1", by: "100" },
    { ...steer, call: "c4", order: { do: "answer" } },
    { ...steer, call: "c4", order: { do: "deflect", to: "102" } },
    { ...steer, call: "c4", order: { do: "deflect", to: "*102" } },
    { ...steer, order: { do: "park", slot: "72" } },
    { type: "call-for", from: "100", to: "71", answersItself: true, only: "park-slot" },
    { type: "call-for", from: "100", to: "102", answersItself: true },
  ]);
  const [, first] = await stage.store.audit.lines({ action: "call.transfer", limit: 9 });
  assert.deepEqual([first?.who, first?.facts], ["rita", { call: "c1", to: "102", by: "100" }]);
  const [parked] = await stage.store.audit.lines({ action: "call.park", limit: 9 });
  assert.deepEqual(parked?.facts, { call: "c1", by: "100", slot: "72" });
});

Deno.test("a call of others, an act that it does not allow, a number that is none: refused, and nothing is done", async () => {
  const stage = await office();
  const rita = await stage.signedIn("rita");
  const why = async (path: string, wish: unknown = {}) => {
    const answer = await send(rita, `/operator/${path}`, wish);
    return [answer.status, (await answer.json()).why];
  };
  assert.deepEqual(await why("calls/l3/hold"), [404, "not-found"]);
  assert.deepEqual(await why("calls/l3/hang-up"), [404, "not-found"]);
  assert.deepEqual(await why("calls/none/transfer", { to: "102" }), [404, "not-found"]);
  assert.deepEqual(await why("calls/l1/transfer", {}), [409, "conflict"]);
  assert.deepEqual(await why("calls/l1/transfer", { to: "<b>" }), [409, "conflict"]);
  assert.deepEqual(await why("calls/l1/connect"), [409, "conflict"]);
  assert.deepEqual(await why("calls/l1/answer"), [409, "conflict"]);
  assert.deepEqual(await why("calls/l6/transfer"), [409, "conflict"]);
  assert.deepEqual(await why("calls/l6/hang-up"), [409, "conflict"]);
  assert.deepEqual(await why("calls/l5/hang-up"), [409, "conflict"]);
  assert.deepEqual(await why("dial", { to: "Ana" }), [409, "value"]);
  assert.deepEqual(stage.told, []);
  stage.answers = { type: "refused", text: "no", why: "unavailable" };
  assert.deepEqual(await why("calls/l1/hold"), [409, "unavailable"]);
  assert.deepEqual(await stage.store.audit.lines({ action: "call.hold", limit: 9 }), []);
});

Deno.test("the last calls are told of a call that concerns him, and of no other", async () => {
  const stage = await office();
  const rita = await stage.signedIn("rita");
  assert.deepEqual(await (await rita.get("/operator/calls/l1/last")).json(), { calls: [] });
  assert.equal((await rita.get("/operator/calls/l3/last")).status, 404);
});

Deno.test("callers are offered a mailbox where there is one", async () => {
  const rita = await (await office()).signedIn("rita");
  assert.match(
    await (await rita.get("/operator")).text(),
    /&quot;mailboxes&quot;:\[&quot;102&quot;\]|"mailboxes":\["102"\]/,
  );
  const call: OperatorCall = { leg: "l1", call: "c1", state: "talking", at: AT };
  const words = wordsIn("en").operator;
  for (const canLeave of [true, false]) {
    const acts = h(OperatorActs, { call, target: "102", words, canPark: true, canLeave, onAct: () => {} });
    assert.equal(renderToString(acts).includes('data-act="voicemail"'), canLeave);
  }
});

Deno.test("whoever has no extension is told so where his phone would be, and led there who may give himself one", async () => {
  const stage = await deskStage({ owner: "owner", rita: "supervisor" });
  for (const page of ["/operator", "/phone", "/call"]) {
    const [owner, rita] = await Promise.all(
      ["owner", "rita"].map(async (who) => await (await (await stage.signedIn(who)).get(page)).text()),
    );
    assert.match(owner!, /<a class="button" href="\/accounts\/owner">.*Give my account an extension<\/a>/, page);
    assert.match(rita!, /class="empty"/, page);
    assert.doesNotMatch(rita!, /\/accounts\//, page);
  }
});
