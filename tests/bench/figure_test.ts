import assert from "node:assert/strict";
import { type Figure, judgeFigure, readGoal, type Row, valueAt, type Verdict } from "./figure.ts";

const calls: Figure = { figure: "calls", value: 1_300, unit: "calls", goal: ">= 1,200" };
const delay: Figure = { figure: "delay", value: 1, unit: "ms" };
const CASES: readonly (readonly [string, Figure, Row | undefined, number, Verdict])[] = [
  ["a goal that is met", calls, undefined, 1, "met"],
  ["a goal that is missed", { ...calls, value: 1_100 }, undefined, 1, "missed"],
  ["a figure without goal or row", delay, undefined, 1, "new"],
  ["a figure within its tolerance", { ...delay, value: 1.2 }, { value: 1, unit: "ms" }, 1, "as before"],
  ["a figure beyond its tolerance", { ...delay, value: 1.3 }, { value: 1, unit: "ms" }, 1, "slower"],
  ["the same figure on a slower machine", { ...delay, value: 1.9 }, { value: 1, unit: "ms" }, 2, "as before"],
  ["a row with its own tolerance", { ...delay, value: 1.9 }, { value: 1, unit: "ms", tolerance: 1 }, 1, "as before"],
  ["a met goal that fell behind its row", calls, { value: 2_000, unit: "calls" }, 1, "slower"],
  ["a rate on a slower machine", calls, { value: 2_400, unit: "calls" }, 2, "met"],
];
for (const [sentence, figure, row, slower, verdict] of CASES) {
  Deno.test(`${sentence} is judged "${verdict}"`, () => assert.equal(judgeFigure(figure, row, slower), verdict));
}

Deno.test("sizes and ratios do not move with the machine's pace", () => {
  assert.deepEqual(["MB", "x", "%"].map((unit) => valueAt({ value: 10, unit }, 3)), [10, 10, 10]);
});

Deno.test("what was measured on a slower machine is written as it would be at the table's pace", () => {
  const rows = [{ value: 10, unit: "ms" }, { value: 10, unit: "/s" }, { value: 10, unit: "MB" }];
  assert.deepEqual(rows.map((row) => valueAt(row, 0.5)), [5, 20, 10]);
});

Deno.test("a goal that cannot be read is our mistake", () => {
  assert.throws(() => readGoal("fast"), /Cannot read the goal "fast"/);
});
