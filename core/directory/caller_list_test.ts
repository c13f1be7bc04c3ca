import assert from "node:assert/strict";
import { isListed } from "./caller_list.ts";

for (
  const [number, pattern, expected] of [
    ["0722123456", "0722123456", true],
    ["0722123456", "072212345", false],
    ["0722123456", "0722xxxxxx", true],
    ["0722123456", "0722xxxxx", false],
    ["+40722", "x40722", false],
    ["0722123456", "0722*", true],
    ["0722", "0722*", true],
    ["072", "0722*", false],
    ["", "*", true],
    ["", "x", false],
    ["101", "xx1", true],
    ["anonymous", "xxxxxxxxx", false],
  ] as const
) {
  Deno.test(`"${number}" is ${expected ? "" : "not "}on a list with "${pattern}"`, () => {
    assert.equal(isListed(number, ["999", pattern]), expected);
    assert.equal(isListed(number, []), false);
  });
}
