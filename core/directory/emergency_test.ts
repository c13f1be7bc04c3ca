import assert from "node:assert/strict";
import { emergencyNumbersOf } from "./emergency.ts";

const CASES: readonly [string, readonly string[]][] = [
  ["RO", ["112", "911"]],
  ["US", ["112", "911", "988"]],
  ["GB", ["112", "911", "999", "18000"]],
  ["AU", ["112", "911", "000", "106"]],
  ["DE", ["112", "911", "110"]],
  ["ZZ", ["112", "911"]],
  ["constructor", ["112", "911"]],
];
for (const [country, numbers] of CASES) {
  Deno.test(`the emergency numbers of ${country} are ${numbers.join(", ")}`, () => {
    assert.deepEqual([...emergencyNumbersOf(country)], numbers);
  });
}
