import assert from "node:assert/strict";
import { closest } from "./closest.ts";

const KNOWN = ["number", "name", "secret", "ring_for"];
const CASES: readonly [string, string | undefined][] = [
  ["nmae", "name"],
  ["Name", "name"],
  ["numbr", "number"],
  ["ringfor", "ring_for"],
  ["colour", undefined],
  ["", undefined],
];
for (const [word, meant] of CASES) {
  Deno.test(`"${word}" ${meant === undefined ? "is near no known word" : `was meant to be "${meant}"`}`, () => {
    assert.equal(closest(word, KNOWN), meant);
  });
}
