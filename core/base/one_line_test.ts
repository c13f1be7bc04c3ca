import assert from "node:assert/strict";
import { hasUnseen, oneLine } from "./mod.ts";

const MOST = 16;
const LINES: readonly (readonly [given: string, line: string])[] = [
  ["Ștefan  Pop", "Ștefan Pop"],
  ["Ana\r\nX-Evil: 1", "Ana X-Evil: 1"],
  ["one two three four", "one two three fo"],
  ["one two three 45 6", "one two three 45"],
  ["\u202Enimda\u202C", "nimda"],
  ["Bank \u2066(\u2069\u2067)\u2069", "Bank ( )"],
  ["a\u2028b\u0000c\u200Bd", "a b c d"],
  ["👩\u200D💻 Ana", "👩\u200D💻 Ana"],
  ["x\uD800y", "x\uFFFDy"],
  ["👍".repeat(1_000), "👍".repeat(MOST)],
  ["\u0007 ", ""],
];
for (const [given, line] of LINES) {
  Deno.test(`${JSON.stringify(given.slice(0, 20))} is shown as ${JSON.stringify(line)}`, () => {
    assert.equal(oneLine(given, MOST), line);
  });
}

Deno.test("what is not seen is found, and joiners are let be", () => {
  assert.deepEqual(["Ana", "a\u202Eb", "a\nb", "👩\u200D💻"].map(hasUnseen), [false, true, true, false]);
});
