import assert from "node:assert/strict";
import { SeededChance } from "../../core/base/mod.ts";
import { type Candidate, choose, type Circumstances } from "./choose.ts";

const agent = (at: number, more: Partial<Candidate> = {}): Candidate => ({
  number: `10${at}`,
  at,
  penalty: 0,
  weight: 1,
  skills: {},
  lastAt: 0,
  calls: 0,
  ...more,
});
const THREE = [agent(0, { lastAt: 300, calls: 1 }), agent(1, { lastAt: 100, calls: 3 }), agent(2, { lastAt: 200 })];
const given = (more: Partial<Circumstances>): Circumstances => ({
  strategy: "linear",
  needs: [],
  last: -1,
  tried: [],
  lot: 0,
  ...more,
});

const TABLE: readonly (readonly [string, Partial<Circumstances>, readonly string[], (readonly Candidate[])?])[] = [
  ["all: everybody", { strategy: "all" }, ["100", "101", "102"]],
  ["linear: the first of the list", {}, ["100"]],
  ["linear: the second once the first has not taken this caller", { tried: ["100"] }, ["101"]],
  ["linear: the first again once nobody has", { tried: ["100", "101", "102"] }, ["100"]],
  ["memory: the next after the last", { strategy: "memory", last: 1 }, ["102"]],
  ["memory: from the top again", { strategy: "memory", last: 2 }, ["100"]],
  ["least recent: who is longest without a call", { strategy: "least-recent" }, ["101"]],
  ["fewest: who has had the fewest calls", { strategy: "fewest" }, ["102"]],
  ["random: whom the lot falls on", { strategy: "random", lot: 7 }, ["101"]],
  ["nobody is there", {}, [], []],
  ["less penalty comes first", {}, ["101"], [agent(0, { penalty: 1 }), agent(1)]],
  ["more penalty comes next", { tried: ["101"] }, ["100"], [agent(0, { penalty: 1 }), agent(1)]],
  ["all: those with less penalty", { strategy: "all" }, ["101"], [agent(0, { penalty: 1 }), agent(1)]],
  ["all: those with more join in", { strategy: "all", tried: ["101"] }, ["100", "101"], [
    agent(0, { penalty: 1 }),
    agent(1),
  ]],
  ["skills: who is best at what is needed", { strategy: "skills", needs: ["german"] }, ["101"], [
    agent(0, { skills: { german: 3, sales: 9 } }),
    agent(1, { skills: { german: 4 } }),
  ]],
];

for (const [name, circumstances, expected, free = THREE] of TABLE) {
  Deno.test(`choose() ${name}`, () => {
    assert.deepEqual(choose(free, given(circumstances)), expected);
  });
}

Deno.test("choose() by weighted lot rings each as often as he weighs, and at random all alike", () => {
  const chance = new SeededChance(1);
  const free = [agent(0, { weight: 1 }), agent(1, { weight: 3 }), agent(2, { weight: 6 })];
  for (const [strategy, shares] of [["weighted", [0.1, 0.3, 0.6]], ["random", [1 / 3, 1 / 3, 1 / 3]]] as const) {
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 10_000; draw++) {
      const [one] = choose(free, given({ strategy, lot: chance.below(2 ** 30) }));
      counts.set(one!, (counts.get(one!) ?? 0) + 1);
    }
    shares.forEach((share, at) => assert.ok(Math.abs(counts.get(`10${at}`)! / 10_000 - share) < 0.02));
  }
});
