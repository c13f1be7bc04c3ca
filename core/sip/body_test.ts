import assert from "node:assert/strict";
import { toBytes, toText } from "../base/mod.ts";
import { bodyOfType } from "./body.ts";

function sdpIn(type: string, body: string): string | undefined {
  const fields = [{ name: "Content-Type", value: type }];
  const message = { kind: "request", method: "INVITE", uri: "sip:a", headers: fields, body: toBytes(body) } as const;
  const found = bodyOfType(message, "application/sdp");
  return found === undefined ? undefined : toText(found);
}

const SDP = "Content-Type: application/sdp\r\n\r\nv=0\r\n";
const NESTED = (inner: string, body: string): string => `--a\r\nContent-Type: ${inner}\r\n\r\n${body}\r\n--a--\r\n`;

const CASES: readonly [string, string, string, string | undefined][] = [
  ["a body that is nothing else", "Application/SDP;charset=utf-8", "v=0\r\n", "v=0\r\n"],
  ["the part in a mixed body", "multipart/mixed; boundary=a", `--a\r\n\r\nhi\r\n--a\r\n${SDP}\r\n--a--`, "v=0\r\n"],
  ["an alternative", 'multipart/alternative;boundary="a b"', `intro\r\n--a b\r\n${SDP}\r\n--a b--\r\n`, "v=0\r\n"],
  [
    "a part with compact, folded and odd names",
    "multipart/mixed;boundary=a",
    "--a \r\nX: y\r\nc:\r\n application/sdp\r\n\r\nv=0\r\n--a--",
    "v=0",
  ],
  ["an empty part", "multipart/mixed;boundary=a", "--a\r\nc: application/sdp\r\n\r\n\r\n--a--", ""],
  [
    "a part inside a part",
    "multipart/mixed;boundary=a",
    NESTED("multipart/related;boundary=b", `--b\r\n${SDP}\r\n--b--`),
    "v=0\r\n",
  ],
  [
    "a part whose boundary starts like the outer one",
    "multipart/mixed;boundary=a",
    NESTED("multipart/mixed;boundary=ab", `--ab\r\n${SDP}\r\n--ab--`),
    "v=0\r\n",
  ],
  ["nothing in another type", "text/plain", "v=0\r\n", undefined],
  ["nothing without a boundary", "multipart/mixed", `--a\r\n${SDP}\r\n--a--`, undefined],
  ["nothing in a part that never ends", "multipart/mixed;boundary=a", `--a\r\n${SDP}`, undefined],
  [
    "nothing in a part without an end of its head",
    "multipart/mixed;boundary=a",
    "--a\r\nc: application/sdp\r\n--a--",
    undefined,
  ],
  ["nothing in an empty body", "application/sdp", "", undefined],
];

for (const [what, type, body, expected] of CASES) {
  Deno.test(`bodyOfType() finds ${what}`, () => assert.equal(sdpIn(type, body), expected));
}

Deno.test("bodyOfType() looks four multiparts deep and no deeper", () => {
  const nest = (depth: number): [string, string] => {
    let [type, body] = ["application/sdp", "v=0"];
    for (let level = 0; level < depth; level++) {
      body = `--b${level}\r\nContent-Type: ${type}\r\n\r\n${body}\r\n--b${level}--`;
      type = `multipart/mixed;boundary=b${level}`;
    }
    return [type, body];
  };
  assert.equal(sdpIn(...nest(4)), "v=0");
  assert.equal(sdpIn(...nest(5)), undefined);
});
