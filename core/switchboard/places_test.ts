import { type Instant, START } from "../base/mod.ts";
import assert from "node:assert/strict";
import type { PlaceRule } from "../script/mod.ts";
import { Places } from "./places.ts";

/** Whoever comes is in, and the others hear who. */
const HALL: PlaceRule<readonly string[], "come" | "go" | "look", string> = {
  empty: [],
  move(state, leg, move) {
    if (move === "look") return { state, outcome: state.length };
    const others = state.filter((each) => each !== leg);
    const news = others.map((each) => ({ leg: each, news: `${leg} ${move}` }));
    return { state: move === "come" ? [...others, leg] : others, outcome: undefined, news };
  },
  present: (state) => state,
};

Deno.test("a place is there for as long as somebody is, and each has its own state", () => {
  const changed: string[] = [];
  let ms = 0;
  const places = new Places({ hall: HALL }, { changed: (id) => changed.push(id), now: () => START + ++ms as Instant });
  places.move("hall", "1", "a", "come");
  assert.deepEqual(places.move("hall", "1", "b", "come").news, [{ leg: "a", news: "b come" }]);
  places.move("hall", "2", "c", "come");
  assert.equal(places.move("hall", "1", "a", "look").outcome, 2);
  assert.deepEqual([places.size, places.firstAt("1"), places.firstAt("2"), places.firstAt("3")], [
    2,
    "a",
    "c",
    undefined,
  ]);
  places.move("hall", "1", "a", "go");
  places.move("hall", "1", "b", "go");
  assert.deepEqual([places.size, places.firstAt("1")], [1, undefined]);
  assert.deepEqual(changed, ["1", "1", "2", "1", "1"], "a look changes nothing");
});

Deno.test("a kind without a rule is a mistake of ours", () => {
  const places = new Places({}, { changed: () => {}, now: () => START });
  assert.throws(() => places.move("hall", "1", "a", "come"), /Cannot move in "hall 1"/);
});
