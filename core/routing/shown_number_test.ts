import assert from "node:assert/strict";
import { formsOf, shownNumber } from "./mod.ts";

const SHOWN: readonly (readonly [string, string, string])[] = [
  ["+40722000222", "RO", "0722 000 222"],
  ["+493012345678", "RO", "+49 30 12345678"],
  ["101", "RO", "101"],
  ["raw:alice", "RO", "raw:alice"],
  ["anonymous", "RO", "anonymous"],
];
for (const [number, country, shown] of SHOWN) {
  Deno.test(`${number} is read in ${country} as ${shown}`, () => assert.equal(shownNumber(number, country), shown));
}

Deno.test("a number is known in the forms that others may have it in", () => {
  assert.deepEqual(formsOf("+40722000222"), {
    e164: "+40722000222",
    national: "0722000222",
    significant: "722000222",
  });
  assert.equal(formsOf("raw:101"), undefined);
});
