import assert from "node:assert/strict";
import { toBytes } from "../base/mod.ts";
import { AMBIGUOUS, readContentLength } from "./content_length.ts";

const HEADS: readonly [string, number][] = [
  ["Via: x", 0],
  ["Content-Length: 42", 42],
  ["content-LENGTH\t: 0042 ", 42],
  ["l:7", 7],
  ["Via: x\r\nL :\r\n  7\r\n \r\nTo: y", 7],
  ["Content-Lengthy: 3", 0],
  ["Content-Type: l", 0],
  ["Subject: a\r\n l: 3", 0],
  ["l: 1\r\nContent-Length: 1", AMBIGUOUS],
  ["l:", AMBIGUOUS],
  ["l: -1", AMBIGUOUS],
  ["l: 1 2", AMBIGUOUS],
  ["l: 1\r\n 2", AMBIGUOUS],
  ["l: 99999999999999999999", AMBIGUOUS],
];

for (const [head, expected] of HEADS) {
  Deno.test(`readContentLength() finds ${expected} in ${JSON.stringify(head)}`, () => {
    const before = toBytes("OPTIONS l:9 SIP/2.0\r\n");
    const bytes = toBytes(`OPTIONS l:9 SIP/2.0\r\n${head}\r\n\r\nl: 5\r\n`);
    assert.equal(readContentLength(bytes, 0, before.length + head.length), expected);
  });
}
