import assert from "node:assert/strict";
import { emergencyNumbersOf } from "./emergency.ts";
import { EMERGENCY_NUMBERS, GENERAL_NUMBERS, RESCUE_NUMBERS } from "./emergency_table.ts";

const CASES: readonly [string, readonly string[]][] = [
  ["RO", ["112", "911"]],
  ["US", ["911", "112", "988"]],
  ["GB", ["112", "911", "999", "18000"]],
  ["AU", ["000", "112", "911", "106"]],
  ["RS", ["192", "112", "911", "92", "93", "94", "193", "194"]],
  ["DE", ["112", "911", "110"]],
  ["ZZ", ["112", "911"]],
  ["constructor", ["112", "911"]],
];
for (const [country, numbers] of CASES) {
  Deno.test(`the emergency numbers of ${country} are ${numbers.join(", ")}`, () => {
    assert.deepEqual([...emergencyNumbersOf(country)], numbers);
  });
}

Deno.test("the number for help of any kind is one for each country, and one of those that are its own", () => {
  const named = Object.entries(GENERAL_NUMBERS).flatMap(([number, where]) =>
    where.split(" ").map((country) => [country, number] as const)
  );
  assert.equal(new Set(named.map(([country]) => country)).size, named.length);
  for (const [country, number] of named) {
    const own = `911 ${EMERGENCY_NUMBERS[country] ?? ""} ${RESCUE_NUMBERS[country] ?? ""}`;
    assert.ok(own.split(" ").includes(number), `${number} in ${country}`);
    assert.equal([...emergencyNumbersOf(country)][0], number);
  }
});
