import assert from "node:assert/strict";

/** Averages of the same numbers, added up in another order, and of wholes in place of thousandths. */
export function assertAlike(actual: unknown, expected: unknown, about: string = "they differ"): void {
  assert.deepEqual(actual, nearly(actual, expected), about);
}

/** What is expected, with the numbers that there are where they are as good as the same. */
function nearly(actual: unknown, expected: unknown): unknown {
  if (typeof actual === "number" && typeof expected === "number") {
    return Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)) ? actual : expected;
  }
  if (Array.isArray(expected)) {
    return expected.map((each, at) => nearly(Array.isArray(actual) ? actual[at] : null, each));
  }
  if (expected === null || typeof expected !== "object") return expected;
  const there: Record<string, unknown> = typeof actual === "object" ? { ...actual } : {};
  return Object.fromEntries(Object.entries(expected).map(([key, each]) => [key, nearly(there[key], each)]));
}
