import assert from "node:assert/strict";
import { SeededChance, START, type WallTime } from "../../core/base/mod.ts";
import type { Queue } from "../../core/directory/mod.ts";
import { type ApiScope, KeyRing, openMemoryStore } from "../../core/store/mod.ts";
import { code, inQueue, queueOffice, queueStory, take } from "../../tests/lab/queues.ts";
import { assertNothingLeft } from "../../tests/lab/nothing_left.ts";
import { press, said } from "../../tests/lab/scene.ts";
import { apiRoutes } from "./api.ts";
import { quietApi } from "./stage.ts";

const NOON = Date.UTC(2026, 10, 21, 12) as WallTime;

/** The office of a queue, asked over REST with a key that may do this. */
async function office(settings: Partial<Queue>, scopes: readonly ApiScope[] = ["queues:read", "queues:write"]) {
  const queues = queueOffice(settings);
  const clock = { now: () => START, wall: () => NOON };
  const store = openMemoryStore(clock);
  const keys = await KeyRing.load(store.keys, { clock, chance: new SeededChance(1) });
  const made = await keys.add("desk", scopes, "ana");
  assert.ok(made.ok);
  const app = apiRoutes({
    ...quietApi(),
    reader: store.reader,
    record: store.record,
    audit: store.audit,
    keyOf: (key) => keys.of(key),
    ask: (command) => queues.lab.ask(command),
  });
  const headers = { authorization: `Bearer ${made.value}`, "content-type": "application/json" };
  const get = async (path: string) => (await app.request(`/api/v1${path}`, { headers })).json();
  const post = async (path: string, body: unknown = {}) => {
    const response = await app.request(`/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return response.status === 204 ? 204 : [response.status, (await response.json()).detail];
  };
  const remove = async (path: string) => (await app.request(`/api/v1${path}`, { method: "DELETE", headers })).status;
  /** What was written down, oldest first. */
  const audit = async () =>
    (await store.audit.lines({ limit: 99 })).map(({ action, facts }) => [action, ...Object.values(facts)].join(" "))
      .toReversed();
  return { ...queues, get, post, remove, audit };
}

Deno.test("a queue is shown as it is: who waits how long and where, and what its agents do", async () => {
  const { lab, ana, bob, tom, ion, get } = await office({
    answerWithinS: 5,
    callBack: { key: "1", tries: 1, atTime: false },
  });
  inQueue(lab, tom);
  take(lab, bob);
  inQueue(lab, ana);
  inQueue(lab, ion);
  code(lab, lab.hands[2]!, "*462");
  lab.run(6_000);
  const [queue] = (await get("/queues")).queues;
  assert.deepEqual(queue, await get("/queues/8001"));
  const [busy, rung] = queue.agents.map(({ since }: { since: string }) => Date.parse(since));
  assert.ok(rung - busy >= 50 && rung - busy < 1_000, "each is told since when");
  const agents = queue.agents.map((agent: object) => ({ ...agent, since: undefined }));
  assert.deepEqual({ ...queue, agents, waiting: undefined }, {
    number: "8001",
    name: "Sales",
    strategy: "linear",
    answer_within_s: 5,
    overdue: 2,
    waiting: undefined,
    talking: 1,
    agents: [
      { number: "102", name: "Person 102", state: "talking", since: undefined, paused: null, penalty: 0 },
      { number: "103", name: "Person 103", state: "ringing", since: undefined, paused: "2", penalty: 0 },
    ],
  });
  const [first, second] = queue.waiting;
  assert.deepEqual([first.number, first.position, first.state, first.agents], ["101", 1, "ringing", ["103"]]);
  assert.deepEqual([second.number, second.position, second.state], ["105", 2, "waiting"]);
  assert.ok(second.waited_ms > 5_000 && second.waited_ms < first.waited_ms);
  assert.deepEqual((await get("/agents")).agents.map(({ number }: { number: string }) => number), ["102", "103"]);
  const eve = await get("/agents/103");
  assert.deepEqual([eve.state, eve.paused, eve.calls, eve.last_at], ["ringing", "2", 0, null]);
  assert.deepEqual(eve.queues, [{ queue: "8001", logged_in: true }]);
  lab.ask({ type: "end-all" });
  assertNothingLeft(lab);
});

Deno.test("an agent is logged in and out and paused over REST, as if he had dialled it himself", async () => {
  const { lab, ana, bob, get, post, audit } = await office({
    members: [{ number: "102", penalty: 0, weight: 1, skills: {} }],
    joinIf: "always",
    stayIf: "always",
    logIn: true,
  });
  const call = inQueue(lab, ana);
  assert.equal((await get("/agents/102")).state, "logged-out");
  assert.equal(await post("/agents/102/pause", { reason: "lunch" }), 204);
  assert.equal(await post("/agents/102/log-in", { queue: "8001" }), 204);
  lab.run(2_000);
  assert.deepEqual([(await get("/agents/102")).state, bob.calls.length], ["paused", 0]);
  assert.equal(await post("/agents/102/unpause"), 204);
  lab.run(100);
  assert.deepEqual([(await get("/agents/102")).state, bob.calls.length], ["ringing", 1]);
  take(lab, bob);
  call.bye();
  lab.run(100);
  assert.equal((await get("/agents/102")).state, "free");
  assert.equal(await post("/agents/102/log-out"), 204);
  assert.equal(await post("/agents/102/log-out"), 204);
  assert.deepEqual(queueStory(lab).filter((each) => each.startsWith("agent.")), [
    "agent.pause 102 lunch",
    "agent.login 102",
    "agent.unpause 102",
    "agent.logout 102",
  ]);
  assert.deepEqual(await audit(), [
    "agent.pause 102 lunch",
    "agent.log-in 102 8001",
    "agent.unpause 102",
    "agent.log-out 102",
    "agent.log-out 102",
  ]);
  assert.deepEqual(await post("/agents/101/log-in"), [404, 'Cannot log-in "101": it is an agent of no queue']);
  assert.deepEqual(await post("/agents/102/log-in", { queue: "8009" }), [
    404,
    'Cannot log-in "102": it is no agent of queue "8009"',
  ]);
  assertNothingLeft(lab);
});

Deno.test("each state is told since when, with why somebody is paused; calls to make are turned on and off over REST", async () => {
  const { lab, get, post, audit } = await office({ logIn: true });
  const agent = () => get("/agents/102");
  const loggedOut = await agent();
  assert.deepEqual([loggedOut.state, loggedOut.since, loggedOut.outbound], ["logged-out", null, false]);
  await post("/agents/102/log-in");
  lab.run(180_000);
  const free = await agent();
  assert.deepEqual([free.state, free.paused], ["free", null]);
  await post("/agents/102/pause", { reason: "lunch" });
  assert.equal(await post("/agents/102/outbound-on"), 204);
  lab.run(120_000);
  const paused = await agent();
  assert.deepEqual([paused.state, paused.paused, paused.outbound], ["paused", "lunch", true]);
  assert.equal(Math.round((Date.parse(paused.since) - Date.parse(free.since)) / 1_000), 180);
  assert.equal(await post("/agents/102/outbound-on"), 204);
  assert.equal(await post("/agents/102/outbound-off"), 204);
  assert.equal((await agent()).outbound, false);
  assert.deepEqual(queueStory(lab).slice(-2), ["agent.outbound-on 102", "agent.outbound-off 102"]);
  assert.equal((await audit()).at(-1), "agent.outbound-off 102");
  assertNothingLeft(lab);
});

Deno.test("whoever waits is served next before a VIP, or is sent elsewhere, and the record says so", async () => {
  const { lab, ana, bob, tom, ion, get, post, audit } = await office({
    members: [{ number: "102", penalty: 0, weight: 1, skills: {} }],
    vip: ["101"],
  });
  const talk = inQueue(lab, tom);
  take(lab, bob);
  const [patient, vip] = [inQueue(lab, ion), inQueue(lab, ana)];
  const numbers = async () => (await get("/queues/8001")).waiting.map(({ number }: { number: string }) => number);
  assert.deepEqual(await numbers(), ["101", "105"]);
  const [, { caller }] = (await get("/queues/8001")).waiting;
  assert.equal(await post("/queues/8001/front", { caller }), 204);
  assert.deepEqual(await numbers(), ["105", "101"]);
  talk.bye();
  lab.run(3_000);
  take(lab, bob);
  assert.deepEqual(await numbers(), ["101"]);
  const [{ caller: left }] = (await get("/queues/8001")).waiting;
  assert.deepEqual(await post("/queues/8001/send", { caller: left, to: "the moon" }), [
    400,
    'Cannot read "to": "the moon" is not a destination',
  ]);
  assert.equal((await post("/queues/8001/send", { caller: left, to: "999999" }) as unknown[])[0], 409);
  assert.equal(await post("/queues/8001/send", { caller: left, to: "103" }), 204);
  assert.deepEqual(await audit(), [`queue.front 8001 ${caller}`, `queue.send 8001 ${left} 103`]);
  lab.run(100);
  const eve = lab.hands[2]!;
  assert.equal(eve.calls.length, 1);
  take(lab, eve);
  assert.equal(lab.media.heard.size, 4);
  assert.deepEqual(queueStory(lab).filter((each) => /^(left|overflowed)/.test(each)), [
    "left 1 sent",
    "overflowed 103",
  ]);
  for (const call of [patient, vip]) call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("what cannot be moved is refused, and who may only read moves nobody", async () => {
  const { lab, ana, bob, get, post } = await office({});
  inQueue(lab, ana);
  const [{ caller }] = (await get("/queues/8001")).waiting;
  take(lab, bob);
  const nobody = `Cannot move "${caller}": nobody waits in queue "8001" as that`;
  assert.deepEqual(await post("/queues/8001/front", { caller }), [409, nobody]);
  assert.deepEqual(await post("/queues/8009/front", { caller }), [404, 'Cannot find queue "8009"']);
  assert.deepEqual((await get("/agents/101")).detail, 'Cannot find agent "101"');
  assert.deepEqual((await get("/queues/8009")).detail, 'Cannot find queue "8009"');
  assert.equal(said(lab).length, 0);
  lab.ask({ type: "end-all" });
  assertNothingLeft(lab);
  const reader = await office({}, ["queues:read"]);
  assert.deepEqual(await reader.post("/agents/102/pause"), [403, 'Cannot answer: key "desk" may not "queues:write"']);
  assertNothingLeft(reader.lab);
});

Deno.test("who is to be called back is told over REST and cancelled there, as is how far a list is", async () => {
  const { lab, ana, bob, get, audit, remove } = await office({
    callBack: { key: "1", tries: 2, atTime: false },
    joinIf: "always",
    stayIf: "always",
    outbound: { calls: [{ number: "0722000111" }], doNotCall: [], tries: 2, againS: 60, ringForS: 30 },
  });
  for (const phone of [bob, lab.hands[2]!]) code(lab, phone, "*46");
  const call = inQueue(lab, ana);
  lab.run(100);
  press(lab, ana, "1");
  lab.run(1_000);
  call.bye();
  lab.run(5_000);
  assert.deepEqual(await get("/queues/8001/outbound"), { waiting: 1, reached: 0, given_up: 0 });
  const { call_backs: [booked] } = await get("/queues/8001/call-backs");
  assert.deepEqual(booked, { number: "101", name: "Person 101", due_at: null, tries: 2 });
  assert.equal(await remove("/queues/8001/call-backs/101"), 204);
  assert.deepEqual((await get("/queues/8001/call-backs")).call_backs, []);
  assert.equal(await remove("/queues/8001/call-backs/101"), 404);
  assert.deepEqual((await audit()).at(-1), "queue.call-back-cancelled 8001 101");
  lab.run(2_000);
  assert.deepEqual((await get("/queues/8001")).waiting, []);
  lab.ask({ type: "end-all" });
  lab.run(100);
  assertNothingLeft(lab);
});
