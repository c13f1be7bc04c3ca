import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import { type Errand, readErrand, writeErrand } from "./errand.ts";

const ERRAND: Errand = {
  number: "101",
  from: { number: "102", name: "Bob" },
  to: { kind: "extension", id: "102" },
  at: 1_700_000_000_000 as WallTime,
  tries: 3,
  whenFree: ["101", "102"],
};

Deno.test("an errand is read as it was written", () => {
  assert.deepEqual(readErrand(writeErrand(ERRAND)), ERRAND);
  const { whenFree: _, ...plain } = { ...ERRAND, from: { number: "*62" } };
  assert.deepEqual(readErrand(JSON.parse(JSON.stringify(writeErrand(plain)))), plain);
});

Deno.test("what makes no sense is no errand", () => {
  const whole = writeErrand(ERRAND) as Record<string, never>;
  for (const name of ["number", "from", "to", "at", "tries"]) {
    for (const value of [7, "x", [], null, {}]) {
      if (typeof value === typeof whole[name] && !Array.isArray(value) && value !== null && typeof value !== "object") {
        continue;
      }
      assert.equal(readErrand({ ...whole, [name]: value }), undefined, `${name}: ${JSON.stringify(value)}`);
    }
  }
  assert.equal(readErrand(undefined), undefined);
  assert.equal(readErrand("x"), undefined);
});
