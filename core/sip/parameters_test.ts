import assert from "node:assert/strict";
import { findParameter, formatParameters, parseParameters } from "./parameters.ts";
import { quote, unquote } from "./quoted.ts";
import { splitList } from "./split.ts";

const READ: readonly [string, Record<string, string | undefined> | undefined][] = [
  ["", {}],
  ["  ", {}],
  [";a=1;B", { a: "1", b: undefined }],
  ['cause=200 ; text = "a;b \\"c\\""', { cause: "200", text: 'a;b "c"' }],
  ["maddr=[::1]", { maddr: "[::1]" }],
  ["a=1;a=2", { a: "1" }],
  ["a=", undefined],
  [";", undefined],
  [";a;;b", undefined],
  ["a=1,2", undefined],
  ["a=1 2", undefined],
  ['a="1', undefined],
];

for (const [text, expected] of READ) {
  Deno.test(`parseParameters() ${expected === undefined ? "refuses" : "reads"} ${JSON.stringify(text)}`, () => {
    const result = parseParameters(text);
    assert.deepEqual(result.ok ? Object.fromEntries(result.value) : undefined, expected);
  });
}

Deno.test("formatParameters() is read again as it was", () => {
  const parameters = new Map([["a", "1"], ["b", undefined], ["c", 'x "y" \\'], ["d", ""]]);
  const result = parseParameters(formatParameters(parameters));
  assert.deepEqual(result.ok ? result.value : result.fault, parameters);
});

Deno.test("findParameter() skips quoted values and takes the first of a name", () => {
  assert.equal(findParameter(';x=";tag=0";TAG="a b";tag=2', 0, "tag"), "a b");
  assert.equal(findParameter(";tag;tag=1", 0, "tag"), undefined);
  assert.equal(findParameter("no parameters", 0, "tag"), undefined);
});

Deno.test("quote() and unquote() are each other's opposite, but for line ends", () => {
  for (const text of ["", "a", 'a"b\\c', "\0", "\\\\"]) {
    const quoted = quote(text);
    assert.equal(unquote(quoted, 0, quoted.length), text);
  }
  assert.equal(quote("a\r\nX: y"), '"a X: y"');
});

const LISTS: readonly [string, readonly string[]][] = [
  ["", [""]],
  ["a", ["a"]],
  [" a ,b,, c", ["a", "b", "", "c"]],
  ['"a,\\",b" <x,y>,c', ['"a,\\",b" <x,y>', "c"]],
  ['a,"b,c', ["a", '"b,c']],
  ["a,<b,c", ["a", "<b,c"]],
];

for (const [text, expected] of LISTS) {
  Deno.test(`splitList() takes ${JSON.stringify(text)} apart`, () => assert.deepEqual(splitList(text), expected));
}
