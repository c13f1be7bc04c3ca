import assert from "node:assert/strict";
import { isSpelledBy, wordsOf } from "./keypad.ts";

for (
  const [name, keys, expected] of [
    ["Ana Pop", "262", true],
    ["Ana Pop", "767", true],
    ["Ana Pop", "262767", true],
    ["Ana Pop", "26", true],
    ["Ana Pop", "622", false],
    ["Ștefan Țîrlea", "783", true],
    ["Ștefan Țîrlea", "847", true],
    ["Łukasz Øre", "585", true],
    ["Ionescu-Brătianu", "272", true],
    ["Großmann", "476779", false],
    ["Großmann", "476776", true],
    ["O'Neill", "663", true],
    ["", "2", false],
    ["王", "2", false],
    ["Ana Pop", "1", false],
  ] as const
) {
  Deno.test(`"${name}" ${expected ? "is" : "is not"} spelled by ${keys}`, () => {
    assert.equal(isSpelledBy(name, keys), expected);
  });
}

Deno.test("a name is plain small letters, word by word", () => {
  assert.deepEqual(wordsOf("Ștefan  IONESCU-Brătianu 2"), ["stefan", "ionescu", "bratianu"]);
});
