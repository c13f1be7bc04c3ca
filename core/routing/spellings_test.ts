import assert from "node:assert/strict";
import { spellingsOf } from "./mod.ts";

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
