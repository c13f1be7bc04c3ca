import assert from "node:assert/strict";
import type { Candidate } from "./choose.ts";
import { FLOOR_RULE, type FloorMove } from "./floor.ts";
import type { Desk } from "./match.ts";
import type { FloorNews } from "./waiting.ts";

const free = (...numbers: readonly string[]): readonly Candidate[] =>
  numbers.map((number, at) => ({ number, at, penalty: 0, weight: 1, skills: {}, lastAt: 0, calls: 0 }));
const desk = (queue: string, agents: readonly Candidate[], more: Partial<Desk> = {}): Desk => ({
  queue,
  strategy: "linear",
  needs: [],
  needsForMs: undefined,
  last: -1,
  agents,
  ...more,
});
const match = (...desks: readonly Desk[]): FloorMove => ({ do: "match", desks, now: 0, lots: [0] });

/** Moves made one after the other: what came of the last, and who heard of it. */
function play(...moves: readonly (readonly [string, FloorMove])[]) {
  let state = FLOOR_RULE.empty;
  let outcome: unknown;
  let news: readonly { readonly leg: string; readonly news: FloorNews }[] = [];
  for (const [leg, move] of moves) ({ state, outcome, news = [] } = FLOOR_RULE.move(state, leg, move));
  return { outcome, news, order: FLOOR_RULE.present(state) };
}

function join(leg: string, queue = "8001", more: Partial<{ weight: number; priority: number; most: number }> = {}) {
  return [leg, { do: "join", queue, weight: 0, priority: 0, since: 0, most: 2, ...more }] as const;
}

Deno.test("whoever joins is told his place; VIPs and heavier queues come first", () => {
  assert.equal(play(join("a"), join("b")).outcome, 2);
  assert.deepEqual(play(join("a"), join("b", "8001", { priority: 1 })), { outcome: 1, news: [], order: ["b", "a"] });
  assert.deepEqual(play(join("a"), join("b", "8002", { weight: 9 })).order, ["b", "a"]);
});

Deno.test("a full queue takes nobody; another queue does", () => {
  assert.equal(play(join("a"), join("b"), join("c")).outcome, "full");
  assert.equal(play(join("a"), join("b"), join("c", "8002")).outcome, 1);
});

Deno.test("an agent of two queues is given to one caller only, the one of the heavier queue", () => {
  const agents = free("101");
  const moves = [join("a"), join("b", "8002", { weight: 1 })] as const;
  const { outcome, news } = play(...moves, ["a", match(desk("8001", agents), desk("8002", agents))]);
  assert.deepEqual(outcome, [{ leg: "b", queue: "8002", agents: ["101"] }]);
  assert.deepEqual(news, [{ leg: "b", news: "offered" }]);
});

Deno.test("the second to answer has nobody; who was rung besides is free for the next caller", () => {
  const all = desk("8001", free("101", "102"), { strategy: "all" });
  const moves = [join("a"), join("b"), ["a", match(all)], ["a", { do: "connect", agent: "102", now: 0 }]] as const;
  assert.equal(play(...moves).outcome, true);
  assert.deepEqual(play(...moves).news, [{ leg: "b", news: "first" }]);
  assert.equal(play(...moves, ["a", { do: "connect", agent: "101", now: 0 }]).outcome, false);
  assert.deepEqual(play(...moves, ["b", match(all)]).outcome, [{ leg: "b", queue: "8001", agents: ["101"] }]);
});

Deno.test("who has the needed skill is rung, and after a while anybody", () => {
  const needy = desk("8001", free("101"), { needs: ["german"], needsForMs: 60_000 });
  assert.deepEqual(play(join("a"), ["a", match(needy)]).outcome, []);
  const later: FloorMove = { do: "match", desks: [needy], now: 60_000, lots: [0] };
  assert.deepEqual(play(join("a"), ["a", later]).outcome, [{ leg: "a", queue: "8001", agents: ["101"] }]);
});

Deno.test("who has left is nowhere, and the next one hears that he is first", () => {
  assert.deepEqual(play(join("a"), join("b"), ["a", { do: "leave" }]), {
    outcome: undefined,
    news: [{ leg: "b", news: "first" }],
    order: ["b"],
  });
  assert.equal(play(join("a"), ["a", { do: "leave" }], ["a", { do: "look" }]).outcome, undefined);
});
