import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { type Failure, mayTry, readFailures, withFailure, withoutThoseOf, writeFailures } from "./brake.ts";

const NOW = 1_800_000_000_000 as WallTime;
const HOUR = 3_600_000;

function failed(numbers: readonly string[], at: number = NOW): readonly Failure[] {
  return numbers.reduce<readonly Failure[]>((all, number) => withFailure(all, { number, at: at as WallTime }), []);
}

Deno.test("three wrong PINs from one number brake it, and nobody else", () => {
  assert.ok(mayTry(failed(["1", "1"]), "1"));
  assert.ok(!mayTry(failed(["1", "1", "1"]), "1"));
  assert.ok(mayTry(failed(["1", "1", "1"]), "2"));
});

Deno.test("thirty from anywhere brake everybody, and no more are kept", () => {
  const many = failed(Array.from({ length: 500 }, (_, at) => `${at}`));
  assert.equal(many.length, 30);
  assert.ok(!mayTry(many, "somebody"));
  assert.ok(mayTry(many.slice(1), "somebody"));
});

Deno.test("whoever is right is forgiven, and after an hour everybody is", () => {
  const failures = failed(["1", "2", "1"]);
  assert.deepEqual(withoutThoseOf(failures, "1").map(({ number }) => number), ["2"]);
  const kept = writeFailures(failures);
  assert.deepEqual(readFailures(kept, NOW), failures);
  assert.deepEqual(readFailures(kept, NOW + HOUR as WallTime), []);
  assert.deepEqual(readFailures(kept, NOW - HOUR as WallTime), []);
  assert.equal(writeFailures([]), undefined);
});

Deno.test("what makes no sense is no failure, and a number of any length takes little room", () => {
  for (const value of [undefined, 7, "x", { a: 1 }, [1, ["1"], ["1", "2"], [1, 2]]]) {
    assert.deepEqual(readFailures(value, NOW), []);
  }
  const [long] = failed(["9".repeat(4_000)]);
  assert.equal(long!.number.length, 32);
  assert.ok(!mayTry(failed(Array(3).fill("9".repeat(4_000))), "9".repeat(4_000)));
});
