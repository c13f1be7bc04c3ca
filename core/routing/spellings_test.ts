import assert from "node:assert/strict";
import { beginningsOf, spellingsOf } from "./mod.ts";

const FORMS = ["+40722000222", "0722000222", "0040722000222"];

for (const written of ["0722 000 222", "+40 722 000 222", "0040722000222", "(0722) 000-222"]) {
  Deno.test(`a number written "${written}" is found in each way that the record may have it`, () => {
    assert.deepEqual(spellingsOf(written, "RO").toSorted(), FORMS.toSorted());
  });
}

Deno.test("a foreign number is not looked for as its own people write it: somebody here may have that", () => {
  assert.deepEqual(spellingsOf("+49 30 1234567", "RO"), ["+49301234567", "0049301234567"]);
});

Deno.test("an extension, a code and who withholds his number are written in one way", () => {
  assert.deepEqual(["101", "*43", "anonymous"].map((number) => spellingsOf(number, "RO")), [
    ["101"],
    ["*43"],
    ["anonymous"],
  ]);
});

for (
  const [digits, country, expected] of [
    ["745123", "RO", ["745123", "+40745123", "0040745123", "0745123"]],
    ["0733", "RO", ["0733", "+40733", "0040733"]],
    ["030", "DE", ["030", "+4930", "004930"]],
    ["+40745", "RO", ["+40745", "0040745", "0745"]],
    ["004930", "RO", ["004930", "+4930"]],
    ["212555", "US", ["212555", "+1212555", "001212555"]],
    ["0612", "IT", ["0612", "+390612", "00390612"]],
  ] as const
) {
  Deno.test(`a number that begins with ${digits} in ${country} is looked for in each way that it may be written`, () => {
    assert.deepEqual(beginningsOf(digits, country), expected);
  });
}
