import assert from "node:assert/strict";
import { isFlat, leftOver } from "./judge.ts";

const slices = (heapAt: (slice: number) => number): number[] => Array.from({ length: 20 }, (_, slice) => heapAt(slice));

Deno.test("a heap that warms up and then stays is flat", () => {
  assert.ok(isFlat(slices((slice) => 20 + 10 * Math.min(slice, 3))));
});

Deno.test("a heap that swings is flat", () => {
  assert.ok(isFlat(slices((slice) => 20 + 15 * (slice % 2))));
});

Deno.test("a heap that grows with every slice is a leak", () => {
  assert.ok(!isFlat(slices((slice) => 20 + slice)));
});

Deno.test("only counts that begin with left must be 0", () => {
  assert.deepEqual(leftOver({ read: 5, leftCalls: 2, leftTimers: 0 }), ["leftCalls 2"]);
});
