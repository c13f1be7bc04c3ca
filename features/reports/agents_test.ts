import assert from "node:assert/strict";
import { type AgentChange, type AgentOffer, agentStatistics } from "./agents.ts";

const DAY = { from: Date.parse("2026-03-02T08:00:00Z"), to: Date.parse("2026-03-02T16:00:00Z") };
const at = (time: string) => Date.parse(`2026-03-02T${time}:00Z`);
const HOUR_S = 3_600;

function offer(time: string, outcome: AgentOffer["outcome"], more: Partial<AgentOffer> = {}): AgentOffer {
  return { agent: "102", queue: "8001", at: at(time), outcome, ringS: 0, talkS: 0, ...more };
}
function change(time: string, what: AgentChange["what"], more: Partial<AgentChange> = {}): AgentChange {
  return { agent: "102", at: at(time), what, ...more };
}

Deno.test("an agent's day: what he took, how long he was there, paused by reason, and how busy", () => {
  const [one, ...others] = agentStatistics({
    offers: [
      offer("09:00", "answered", { ringS: 4, talkS: 1_800 }),
      offer("10:00", "answered", { ringS: 8, talkS: 5_400 }),
      offer("12:00", "missed", { ringS: 15 }),
      offer("12:01", "cancelled"),
      offer("12:02", "unreachable"),
    ],
    // Before the period, in it, and paused over its end.
    changes: [
      change("07:00", "login", { queue: "8001" }),
      change("10:30", "wrap-up", { queue: "8001", forS: 60 }),
      change("11:00", "pause", { reason: "1" }),
      change("12:00", "unpause"),
      change("14:00", "login", { queue: "8002" }),
      change("14:30", "logout", { queue: "8001" }),
      change("15:00", "auto-pause", { queue: "8002" }),
      change("18:00", "unpause"),
    ],
  }, DAY);
  assert.deepEqual(others, []);
  assert.deepEqual(one, {
    agent: "102",
    offered: 5,
    answered: 2,
    missed: 1,
    talkS: 7_200,
    averageTalkS: 3_600,
    averageRingS: 6,
    wrapUpS: 60,
    pausedS: 2 * HOUR_S,
    pauses: [["1", HOUR_S], ["auto", HOUR_S]],
    loggedInS: 8 * HOUR_S,
    occupancy: 7_260 / (6 * HOUR_S),
    score: { score: null, taken: 2 / 3, prompt: 1, calledBack: null },
  });
});

const PRESENCES: readonly (readonly [string, readonly AgentChange[], number | null])[] = [
  ["nobody has seen come or go has no time, rather than all of it", [change("09:00", "pause")], null],
  ["is first heard of when he goes was there from the beginning", [change("10:00", "logout")], 2 * HOUR_S],
  ["comes and goes twice is there twice", [
    ...[change("08:00", "login"), change("09:00", "logout"), change("10:00", "login"), change("11:30", "logout")],
  ], 2.5 * HOUR_S],
  ["logged out the day before is not there", [change("06:00", "login"), change("07:00", "logout")], 0],
];
for (const [who, changes, expected] of PRESENCES) {
  Deno.test(`agentStatistics(): who ${who}`, () => {
    assert.equal(agentStatistics({ offers: [], changes }, DAY)[0]?.loggedInS, expected);
  });
}

Deno.test("nothing was to be done, and nothing is divided", () => {
  const [idle] = agentStatistics({ offers: [], changes: [change("07:00", "login"), change("07:00", "pause")] }, DAY);
  assert.deepEqual([idle?.averageTalkS, idle?.averageRingS, idle?.occupancy], [null, null, null]);
});

Deno.test("the score of an agent is made of what the record has: taken, taken in time, called back; refused at once is no miss", () => {
  const offer = (outcome: AgentOffer["outcome"], ringS: number): AgentOffer => ({
    ...{ agent: "101", queue: "8001", at: 1_000, outcome, ringS, talkS: 0 },
  });
  const change = (what: AgentChange["what"], at = 1_000): AgentChange => ({ agent: "101", at, what });
  const offers = [
    ...Array.from({ length: 6 }, () => offer("answered", 4)),
    ...Array.from({ length: 2 }, () => offer("answered", 9)),
    ...Array.from({ length: 2 }, () => offer("missed", 15)),
    ...[offer("missed", 0.2), offer("cancelled", 5), offer("unreachable", 0)],
  ];
  const changes = [change("called-back"), change("not-called-back"), change("called-back", 9_999_999)];
  const [of] = agentStatistics({ offers, changes }, { from: 0, to: 3_600_000 }, 8);
  assert.deepEqual(of?.score, {
    score: 100 * (0.5 * 0.8 + 0.3 * 0.75 + 0.2 * 0.5),
    taken: 0.8,
    prompt: 0.75,
    calledBack: 0.5,
  });
  const [few] = agentStatistics({ offers: offers.slice(0, 3), changes: [] }, { from: 0, to: 3_600_000 });
  assert.deepEqual(few?.score, { score: null, taken: 1, prompt: 1, calledBack: null });
});
