import assert from "node:assert/strict";
import type { Row } from "../../core/record/mod.ts";
import { agentsFromRows, agentStatistics } from "./agents.ts";

const DAY = { from: Date.parse("2026-03-02T08:00:00Z"), to: Date.parse("2026-03-02T16:00:00Z") };
const at = (time: string) => Date.parse(`2026-03-02T${time}:00Z`);
const HOUR_S = 3_600;

function offer(time: string, outcome: string, { ringS = 0, talkS = 0 } = {}): Row {
  return {
    ...{ agent: "102", queue: "8001", offered_at: at(time), outcome },
    ...{ ring_ms: 1_000 * ringS, talked_ms: 1_000 * talkS },
  };
}
function change(time: string, what: string, { forS = 0, ...more }: Row & { readonly forS?: number } = {}): Row {
  return { agent: "102", changed_at: at(time), what, for_ms: 1_000 * forS, ...more };
}
const statistics = (rows: Parameters<typeof agentsFromRows>[0], period = DAY, ringWithinS = 10) =>
  agentStatistics(agentsFromRows(rows, period, ringWithinS), period);

Deno.test("an agent's day: what he took, how long he was there, paused by reason, and how busy", () => {
  const [one, ...others] = statistics({
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
  });
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

const PRESENCES: readonly (readonly [string, readonly Row[], number | null])[] = [
  ["nobody has seen come or go has no time, rather than all of it", [change("09:00", "pause")], null],
  ["is first heard of when he goes was there from the beginning", [change("10:00", "logout")], 2 * HOUR_S],
  ["comes and goes twice is there twice", [
    ...[change("08:00", "login"), change("09:00", "logout"), change("10:00", "login"), change("11:30", "logout")],
  ], 2.5 * HOUR_S],
  ["logged out the day before is not there", [change("06:00", "login"), change("07:00", "logout")], 0],
];
for (const [who, changes, expected] of PRESENCES) {
  Deno.test(`agentStatistics(): who ${who}`, () => {
    assert.equal(statistics({ offers: [], changes })[0]?.loggedInS, expected);
  });
}

Deno.test("who is paused in one queue and has callers of another is not paused, but for the one", () => {
  const [from, to] = [at("09:00"), at("10:00")];
  const changes = [
    { agent: "102", queue: "8001", at: from, what: "pause", reason: "lunch" },
    { agent: "102", queue: "8001", at: to, what: "unpause" },
  ] as const;
  const of = (...queues: readonly string[]) => {
    const offeredIn = new Map([["102", new Set(queues)]]);
    return agentStatistics({ counts: new Map(), changes, offeredIn }, DAY).map((
      { pausedS, pauses },
    ) => [pausedS, pauses]);
  };
  assert.deepEqual(of("8001"), [[HOUR_S, [["lunch", HOUR_S]]]]);
  assert.deepEqual(of("8001", "8002"), [[0, [["lunch", HOUR_S, "8001"]]]]);
});

Deno.test("nothing was to be done, and nothing is divided", () => {
  const [idle] = statistics({ offers: [], changes: [change("07:00", "login"), change("07:00", "pause")] });
  assert.deepEqual([idle?.averageTalkS, idle?.averageRingS, idle?.occupancy], [null, null, null]);
});

Deno.test("the score of an agent is made of what the record has: taken, taken in time, called back; refused at once is no miss", () => {
  const offered = (outcome: string, ringS: number) => offer("09:00", outcome, { ringS });
  const offers = [
    ...Array.from({ length: 6 }, () => offered("answered", 4)),
    ...Array.from({ length: 2 }, () => offered("answered", 9)),
    ...Array.from({ length: 2 }, () => offered("missed", 15)),
    ...[offered("missed", 0.2), offered("cancelled", 5), offered("unreachable", 0)],
  ];
  const changes = [change("10:00", "called-back"), change("11:00", "not-called-back"), change("18:00", "called-back")];
  const [of] = statistics({ offers, changes }, DAY, 8);
  assert.deepEqual(of?.score, {
    score: 100 * (0.5 * 0.8 + 0.3 * 0.75 + 0.2 * 0.5),
    taken: 0.8,
    prompt: 0.75,
    calledBack: 0.5,
  });
  const [few] = statistics({ offers: offers.slice(0, 3), changes: [] });
  assert.deepEqual(few?.score, { score: null, taken: 1, prompt: 1, calledBack: null });
});
