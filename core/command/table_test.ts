import assert from "node:assert/strict";
import { drawTable, formatDuration } from "./table.ts";

Deno.test("a table is as wide as its widest cell, in letters", () => {
  assert.equal(drawTable(["A", "LONG"], [["ăâî", "x"], ["1"]]), "A    LONG\năâî  x\n1\n");
});

const DURATIONS: readonly [number, string][] = [
  [-5, "0 s"],
  [999, "0 s"],
  [59_999, "59 s"],
  [60_000, "1:00"],
  [3_599_000, "59:59"],
  [3_600_000, "1:00:00"],
  [86_400_000, "1 d 0:00:00"],
];
for (const [ms, text] of DURATIONS) Deno.test(`${ms} ms are ${text}`, () => assert.equal(formatDuration(ms), text));
