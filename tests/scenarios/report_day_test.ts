import assert from "node:assert/strict";
import { tableOf } from "../../core/rates/mod.ts";
import { CALLS } from "../../core/record/mod.ts";
import {
  type AgentData,
  agentsFromRows,
  agentStatistics,
  callsFromRows,
  kpisOf,
  makeReport,
  type Report,
  type ReportCall,
} from "../../features/reports/mod.ts";
import { PLAN } from "../../features/reports/stage.ts";
import { writeJson } from "../../features/reports/write/json.ts";
import { callJudge, ownRulesOf } from "../../features/missed/mod.ts";
import { buildDirectory, DEFAULT_MISSED } from "../../core/directory/mod.ts";
import { SeededChance, toText, type WallTime } from "../../core/base/mod.ts";
import { KeyRing, MemoryDisk, openMemoryStore } from "../../core/store/mod.ts";
import { apiRoutes } from "../../web/api/api.ts";
import { quietApi } from "../../web/api/stage.ts";
import { sdp } from "../lab/hand_call.ts";
import type { HandTrunk } from "../lab/hand_trunk.ts";
import type { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { code, QUEUE, take } from "../lab/queues.ts";
import { FIRST, office, SECOND, SECTIONS, trunk } from "../lab/trunk_scene.ts";

const NUMBER = "+40211234567";
const CALLERS = [1, 2, 3, 4].map((nth) => `+4072200011${nth}`);
const START = Date.parse("2023-11-14T22:13:20Z");

/** A queue of two agents, one after the other, whom callers from outside reach; calls to mobiles are paid by the minute. */
function office8001() {
  return office({
    ...SECTIONS,
    trunks: [trunk("first", FIRST, { rates: "first" }), trunk("second", SECOND)],
    rates: [{
      name: "first",
      currency: "EUR",
      prices: [{ prefix: "+4072", perMinute: 30_000, setup: 5_000, increment: 60 }],
    }],
    queues: [{
      ...QUEUE,
      members: ["101", "102"].map((number) => ({ number, penalty: 0, weight: 1, skills: {} })),
      wrapUpS: 10,
      onEmpty: { kind: "hang-up", id: "busy" },
    }],
    inbound: [{ number: NUMBER, to: { kind: "queue", id: "8001" } }],
  });
}

/** Who was missed, by the rules that hold unless the office has its own. */
const JUDGE = callJudge(
  ownRulesOf(buildDirectory({
    office: { name: "Lab", country: "RO", timeZone: "Europe/Bucharest", language: "en" },
    extensions: [],
    missed: DEFAULT_MISSED,
  }, { revision: 1, realm: "kontor" })),
  [],
);

/** A caller from outside is in the queue. */
function waiting(lab: Lab, from: HandTrunk, number: string) {
  const caller = from.call(NUMBER, number);
  lab.run(100);
  caller.ack();
  lab.run(10);
  return caller;
}

interface Day {
  readonly calls: readonly ReportCall[];
  readonly agents: AgentData;
  readonly report: Report;
}

/** What reports make of the lab's day. */
function dayOf(lab: Lab): Day {
  const stories = Map.groupBy(lab.events.filter(({ call }) => call !== ""), ({ call }) => call);
  const rows = (table: string) =>
    [...stories].flatMap(([call, story]) =>
      (CALLS.rowsOf(story, JUDGE.judgementOf(story, []))[table] ?? []).map((row) => ({ call, ...row }))
    );
  const table = tableOf("EUR", [{ prefix: "+4072", perMinute: 30_000, setup: 5_000, increment: 60 }]);
  const calls = callsFromRows(
    { calls: rows("call"), seats: rows("seat"), visits: rows("queue_visit") },
    { country: "RO", prices: new Map([["first", table]]) },
  );
  const period = { from: START, to: START + 86_400_000 };
  const agents = agentsFromRows({ offers: rows("queue_offer"), changes: rows("agent_change") }, period);
  return { calls, agents, report: makeReport({ calls, agents }, { ...PLAN, period, language: "en" }) };
}

const near = (value: number | null | undefined, expected: number, what: string) =>
  assert.ok(
    value !== null && value !== undefined && Math.abs(value - expected) < 0.5,
    `${what}: ${value}, not ${expected}`,
  );

/** What happened that day. */
function aDay(): Lab {
  const { lab, first, ana, bob } = office8001();

  // 1. Ana takes him after 4 s, and they talk for a minute. She wraps up.
  const one = waiting(lab, first, CALLERS[0]!);
  lab.run(4_000);
  take(lab, ana);
  lab.run(60_000);
  one.bye();
  lab.run(20_000);

  // 2. Ana lets it ring, 15 s; Bob takes him 5 s later, for half a minute.
  const two = waiting(lab, first, CALLERS[1]!);
  ana.calls.at(-1)!.respond(180);
  lab.run(15_000);
  ana.calls.at(-1)!.respond(487);
  lab.run(5_000);
  take(lab, bob);
  lab.run(30_000);
  two.bye();
  lab.run(20_000);

  // 3. Nobody takes him, and he gives up after 8 s.
  const three = waiting(lab, first, CALLERS[2]!);
  ana.calls.at(-1)!.respond(180);
  lab.run(8_000);
  three.bye();
  lab.run(1_000);
  ana.calls.at(-1)!.respond(487);
  lab.run(20_000);

  // Both pause, Ana for reason 1 and ten minutes, Bob without any for as long; 4. finds nobody there.
  code(lab, ana, "*461");
  code(lab, bob, "*46");
  const four = first.call(NUMBER, CALLERS[3]!);
  lab.run(20_000);
  four.ack();
  four.bye();
  lab.run(600_000);
  code(lab, ana, "*46");
  code(lab, bob, "*46");
  lab.run(1_000);

  // 5. Ana calls the first one back, and talks for 90 s: two minutes by the list.
  const back = ana.invite("0722000111", { sdp: sdp(["PCMA"]) });
  lab.run(100);
  first.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  back.ack();
  lab.run(90_000);
  back.bye();
  lab.run(20_000);
  return lab;
}

Deno.test("a day of a queue is counted as by hand: waits, offers, who gave up, who was not let in, agents and costs", () => {
  const lab = aDay();
  const { calls, agents, report } = dayOf(lab);
  const inbound = calls.filter(({ direction }) => direction === "inbound");
  assert.deepEqual(inbound.map(({ ended, queue }) => `${ended} ${queue}`), [
    "answered 8001",
    "answered 8001",
    "abandoned 8001",
    // Whom it did not let in has missed us, and is on the list.
    "lost 8001",
  ]);
  const kpis = kpisOf(calls, { timeZone: "Europe/Bucharest", thresholdS: 10 });
  assert.deepEqual([kpis.totalCalls, kpis.inboundReached, kpis.missed], [5, 4, 2]);
  assert.deepEqual([kpis.abandonRate, kpis.lostRate], [1 / 4, 2 / 4]);
  // Of three who were answered or gave up one was answered within 10 s.
  assert.deepEqual(kpis.serviceLevel, { inTime: 1, of: 3, level: 1 / 3 });
  near(kpis.queueWait.averageS, (4 + 20 + 8) / 3, "average wait");
  near(kpis.queueWait.answeredAverageS, 12, "average wait of the answered");
  near(kpis.queueWait.longestS, 20, "longest wait");
  near(kpis.averageInboundTimeS, 45, "average talk");

  const [anas, bobs, ...others] = agentStatistics(agents, { from: START, to: START + 86_400_000 });
  assert.deepEqual(others, []);
  assert.deepEqual([anas?.offered, anas?.answered, anas?.missed], [3, 1, 1]);
  assert.deepEqual([bobs?.offered, bobs?.answered, bobs?.missed], [1, 1, 0]);
  near(anas?.talkS, 60, "Ana's talk");
  near(bobs?.talkS, 30, "Bob's talk");
  assert.deepEqual([anas?.wrapUpS, bobs?.wrapUpS], [10, 10]);
  assert.deepEqual([anas?.pauses.map(([reason]) => reason), bobs?.pauses.map(([reason]) => reason)], [["1"], [""]]);
  assert.ok(Math.abs(anas!.pausedS - 622) < 5, `Ana was paused for ${anas?.pausedS} s`);
  // Nobody has seen them log in or out.
  assert.deepEqual([anas?.loggedInS, anas?.occupancy], [null, null]);

  const paid = calls.filter(({ cost }) => cost !== undefined);
  assert.deepEqual(paid.map(({ madeBy, trunk, cost }) => [madeBy, trunk, [...cost!.of], cost!.unknown]), [
    ["101", "first", [["EUR", 65_000]], 0],
  ]);
  const tableOf = (key: string) => {
    const section = report.sections.find((each) => each.key === key);
    assert.ok(section?.kind === "table");
    return section;
  };
  assert.deepEqual(tableOf("costs").rows.map(([who, number, , cost]) => [who, number, cost]), [["101", 1, 0.065]]);
  assert.deepEqual(tableOf("queues").rows.map((row) => row.slice(0, 4)), [["8001", 4, 2, 2]]);
  assert.deepEqual(tableOf("exits").rows, [
    ["8001", "Taken by an agent", 2, 2 / 4, null],
    ["8001", "Gave up", 1, 1 / 4, null],
    ["8001", "Not let in: no agents", 1, 1 / 4, "hang-up busy (1)"],
  ]);
  assert.deepEqual(tableOf("agent_activity").rows.map(([agent]) => agent), ["101", "102"]);
  assertNothingLeft(lab);
});

Deno.test("every row of a report leads to just the calls that it counts, and each of them to its story", async () => {
  const lab = aDay();
  const clock = { now: () => lab.now, wall: () => START as WallTime };
  const store = openMemoryStore(clock, Object.assign(new MemoryDisk(), { judge: JUDGE }));
  const keys = await KeyRing.load(store.keys, { clock, chance: new SeededChance(1) });
  const key = await keys.add("bi", ["calls:read"], "ana");
  assert.ok(key.ok);
  for (const [at, event] of lab.events.entries()) store.record.append({ ...event, sequence: at + 1 });
  const app = apiRoutes({
    ...quietApi(),
    reader: store.reader,
    record: store.record,
    keyOf: (key) => keys.of(key),
  });
  const get = async (path: string) => {
    const response = await app.request(path, { headers: { authorization: `Bearer ${key.value}` } });
    assert.equal(response.status, 200, path);
    return await response.json();
  };
  const report = JSON.parse(
    toText(writeJson(dayOf(lab).report, { lists: { calls: "/api/v1/calls", missed: "/api/v1/missed" } })),
  );
  const listed: Record<string, readonly number[]> = {};
  for (const { key, columns, rows, calls: links = [] } of report.sections) {
    if (links.length === 0) continue;
    const column = (name: string) => columns.findIndex(({ key }: { key: string }) => key === name);
    listed[key] = await Promise.all(links.map(async (link: string, at: number) => {
      const { calls } = await get(link);
      const counts: Readonly<Record<string, readonly string[]>> = {
        ...{ queues: ["inbound"], numbers: ["inbound"], trunks: ["inbound", "outbound"], days: ["inbound"] },
        ...{ agents: ["answered"], exits: ["count"], costs: [], trunk_costs: [] },
      };
      const counted = counts[key] ?? [];
      if (counted.length > 0) {
        const total = counted.reduce((sum, name) => sum + rows[at][column(name)], 0);
        assert.equal(calls.length, total, `${key} ${rows[at][0]}`);
      }
      return calls.length;
    }));
  }
  assert.deepEqual(listed["queues"], [4]);
  assert.deepEqual(listed["exits"], [2, 1, 1]);
  assert.deepEqual(listed["trunks"], [5]);
  // Three of the queue and the one that she made; her pauses are calls of hers, too.
  assert.deepEqual(listed["extensions"], [6, 3]);
  const { calls: [call] } = await get("/api/v1/calls?outcome=abandoned");
  const { events, recordings } = await get(`/api/v1/calls/${call.call}/events`);
  assert.deepEqual([call.from.number, recordings], [CALLERS[2], []]);
  assert.ok(events.some(({ type }: { type: string }) => type === "queue.abandoned"));
});
