import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { QUEUE } from "../../tests/lab/queues.ts";
import type { AgentView, DeskAnswer, DeskCommand, QueueView } from "../../core/switchboard/mod.ts";
import { type DeskStage, deskStage, stagedExtension } from "./stage.ts";

const AT = 1_750_000_000_000 as WallTime;
const SITE = { origin: "http://box.example", "sec-fetch-site": "same-origin", "content-type": "application/json" };
const QUEUE_NOW: QueueView = {
  number: "8001",
  name: "Sales",
  strategy: "linear",
  overdue: 0,
  talking: 0,
  waiting: ["l1", "l2"].map((caller, at) => ({
    ...{ caller, number: `072200011${at}`, name: `Caller <i>${at}`, position: at + 1, waitedMs: 5_000 },
    ...{ state: "waiting", agents: [] },
  })),
  agents: [
    { number: "102", name: "Bob", state: "paused", since: AT, paused: "lunch <b>", penalty: 0 },
    { number: "103", name: "Eve", state: "logged-out", penalty: 0 },
  ],
};
const agent = (number: string, more: Partial<AgentView> = {}): AgentView => ({
  ...{ number, state: "free", outbound: false, calls: 0, missed: 0 },
  queues: [{ queue: "8001", isIn: true }],
  ...more,
});

/** A queue of Bob, Eve and Bob's mobile; orders are noted, and refused where `answers` says so. */
async function office(): Promise<DeskStage & { readonly told: DeskCommand[]; answers: DeskAnswer }> {
  const scene = { told: [] as DeskCommand[], answers: { type: "done", text: "" } as DeskAnswer };
  const ask = (command: DeskCommand): DeskAnswer | undefined => {
    if (command.type === "queues") return { type: "queues", queues: [QUEUE_NOW] };
    if (command.type === "agents") {
      const paused = agent("102", { state: "paused", paused: "lunch", since: AT });
      return { type: "agents", agents: [paused, agent("103"), agent("0722000999")] };
    }
    if (command.type === "line") {
      const forward = { always: {}, busy: {}, "no-answer": {}, unreachable: {} };
      const { number } = command;
      const line = { number, name: `Person ${number}`, forward, doNotDisturb: false, callWaiting: true, blocked: [] };
      return {
        type: "line",
        line: {
          ...line,
          vips: { own: [], usual: [] },
          exceptions: { own: [], usual: [] },
          speedDials: [],
          presence: "available",
        },
      };
    }
    if (command.type === "call-lists") {
      return { type: "call-lists", lists: [{ queue: "8001", waiting: 7, reached: 2, givenUp: 1 }] };
    }
    if (command.type === "call-backs") {
      const booked = {
        key: "call-back/8001/0722",
        queue: "8001",
        number: "0722",
        name: "Maria <i>",
        dueAt: AT,
        tries: 2,
      };
      return { type: "call-backs", booked: [booked, { ...booked, key: "other", queue: "8002", number: "0733" }] };
    }
    if (command.type === "cancel-call-back") {
      scene.told.push(command);
      return scene.answers;
    }
    if (!command.type.startsWith("order-") && !command.type.startsWith("queue-")) return undefined;
    scene.told.push(command);
    return scene.answers;
  };
  const member = (number: string, owner?: string) => ({
    number,
    penalty: 0,
    weight: 1,
    skills: {},
    ...owner === undefined ? {} : { owner },
  });
  const outbound = { calls: [], doNotCall: [], tries: 1, againS: 60, ringForS: 30 };
  const members = [member("102"), member("103"), member("0722000999", "102")];
  const stage = await deskStage(
    { ana: "owner", sue: "supervisor", bob: "employee", eva: "employee", max: "auditor" },
    {
      ask,
      office: {
        extensions: ["101", "102", "103"].map(stagedExtension),
        queues: [{ ...QUEUE, members, outbound }],
      },
      accounts: {
        sue: { extension: "101", scope: ["8001", "103"] },
        bob: { extension: "102" },
        eva: { extension: "101" },
      },
    },
  );
  return Object.assign(scene, stage);
}

Deno.test("Now opens a queue to who waits and who serves, and whoever steers calls may do something about it", async () => {
  const stage = await office();
  const owner = await (await (await stage.signedIn("ana")).get("/")).text();
  assert.match(owner, /data-caller="l2".*?0:05.*?To the front/s);
  assert.match(owner, /Caller &lt;i>1/);
  assert.match(owner, /data-agent="102" data-state="paused".*?paused: lunch &lt;b>.*?End pause/s);
  assert.match(owner, /data-agent="103" data-state="logged-out".*?Log in/s);
  const sue = await (await (await stage.signedIn("sue")).get("/")).text();
  assert.doesNotMatch(sue, /End pause: Bob/);
  assert.match(sue, /Log in: Eve/);
});

Deno.test("who waits is moved to the front, agents are ordered: by whoever may, in his part of the office, with the audit", async () => {
  const stage = await office();
  const does = async (who: string, path: string, wish: Readonly<Record<string, string>> = {}) =>
    (await (await stage.signedIn(who)).post(path, wish, SITE)).status;
  assert.equal(await does("sue", "/live/queues/8001/front", { caller: "l2" }), 204);
  assert.equal(await does("sue", "/live/queues/8001/front", { caller: "l9" }), 404);
  assert.equal(await does("ana", "/live/queues/8002/front", { caller: "l2" }), 404);
  assert.equal(await does("bob", "/live/queues/8001/front", { caller: "l2" }), 403);
  assert.equal(await does("sue", "/live/agents/103/log-in", { queue: "8001" }), 204);
  assert.equal(await does("sue", "/live/agents/102/pause"), 404, "out of her part");
  assert.equal(await does("bob", "/live/agents/102/pause", { reason: " lunch " }), 204);
  assert.equal(await does("bob", "/live/agents/103/pause"), 404);
  assert.equal(await does("ana", "/live/agents/102/eat"), 404);
  assert.equal(await does("max", "/live/agents/102/unpause"), 403);
  assert.deepEqual(stage.told, [
    { type: "queue-front", caller: "l2" },
    { type: "order-agent", number: "103", order: { order: "log-in", queue: "8001" } },
    { type: "order-agent", number: "102", order: { order: "pause", reason: "lunch" } },
  ]);
  const [front] = await stage.store.audit.lines({ action: "queue.front", limit: 9 });
  assert.deepEqual([front?.who, front?.facts], ["sue", { queue: "8001", caller: "l2" }]);
  const [paused] = await stage.store.audit.lines({ action: "agent.pause", limit: 9 });
  assert.deepEqual([paused?.who, paused?.facts], ["bob", { agent: "102", reason: "lunch" }]);
  stage.answers = { type: "refused", text: "" };
  assert.equal(await does("ana", "/live/agents/102/unpause"), 409);
  assert.equal(await does("ana", "/live/queues/8001/front", { caller: "l1" }), 409);
});

Deno.test("an agent finds his queues on My phone, with what his codes do; who is none finds nothing", async () => {
  const stage = await office();
  const bob = await stage.signedIn("bob");
  const text = await (await bob.get("/phone")).text();
  assert.match(text, /data-agent="102" data-state="paused".*?paused: lunch.*?value="log-out 8001"/s);
  assert.match(text, /data-agent="0722000999" data-state="free"/);
  assert.equal(text.match(/value="outbound-on"/g)?.length, 1, "calls to make are shown on a phone of the office");
  const post = async (fields: Readonly<Record<string, string>>) => (await bob.post("/phone/102/agent", fields)).status;
  assert.equal(await post({ agent: "102", do: "log-out 8001" }), 200);
  assert.equal(await post({ agent: "0722000999", do: "pause", reason: "home" }), 200);
  assert.equal(await post({ agent: "102", do: "outbound-on" }), 200);
  assert.equal(await post({ agent: "103", do: "pause" }), 404, "a colleague's");
  assert.equal(await post({ agent: "102", do: "sing" }), 404);
  assert.equal((await bob.post("/phone/103/agent", { agent: "103", do: "pause" })).status, 404);
  assert.deepEqual(stage.told, [
    { type: "order-agent", number: "102", order: { order: "log-out", queue: "8001" } },
    { type: "order-agent", number: "0722000999", order: { order: "pause", reason: "home" } },
    { type: "order-agent", number: "102", order: { order: "outbound-on" } },
  ]);
  assert.doesNotMatch(await (await (await stage.signedIn("eva")).get("/phone")).text(), /My queues/);
});

Deno.test("the page of a queue tells who is to be called back and how far its list is; whoever steers calls cancels", async () => {
  const stage = await office();
  const sue = await stage.signedIn("sue");
  const text = await (await sue.get("/queues/8001")).text();
  assert.match(text, /data-booked="0722".*?Maria &lt;i>.*?2025.*?Cancel/s);
  assert.doesNotMatch(text, /0733/, "another queue's");
  assert.match(text, /Still to be called<\/dt><dd>7<\/dd>.*?Reached<\/dt><dd>2<\/dd>.*?Given up<\/dt><dd>1/s);
  assert.equal((await sue.get("/queues/8009")).status, 404);
  assert.equal((await sue.post("/queues/8001/cancel", { key: "call-back/8001/0722" })).status, 303);
  assert.equal((await sue.post("/queues/8001/cancel", { key: "other" })).status, 404);
  assert.equal((await (await stage.signedIn("bob")).get("/queues/8001")).status, 403);
  assert.deepEqual(stage.told, [{ type: "cancel-call-back", key: "call-back/8001/0722" }]);
  const [line] = await stage.store.audit.lines({ action: "queue.call-back-cancelled", limit: 9 });
  assert.deepEqual([line?.who, line?.facts], ["sue", { queue: "8001", number: "0722" }]);
});
