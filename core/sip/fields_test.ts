import assert from "node:assert/strict";
import type { Result } from "../base/mod.ts";
import { parseCount } from "./count.ts";
import { parseCseq } from "./cseq.ts";
import { parseRack } from "./rack.ts";
import { formatReason, parseReason } from "./reason.ts";
import { parseReplaces } from "./replaces.ts";
import { parseSessionExpires } from "./session_expires.ts";

/** What reads it, the text, and what it says; undefined where it must be refused. */
const CASES: readonly [(text: string) => Result<unknown>, string, unknown][] = [
  [parseCseq, "4711 INVITE", { number: 4711, method: "INVITE" }],
  [parseCseq, "0009  INVITE", { number: 9, method: "INVITE" }],
  [parseCseq, "2147483647 BYE", { number: 2147483647, method: "BYE" }],
  [parseCseq, "2147483648 BYE", undefined],
  [parseCseq, "99999999999999999999999999 BYE", undefined],
  [parseCseq, "1", undefined],
  [parseCseq, "-1 BYE", undefined],
  [parseCseq, "1 B YE", undefined],
  [parseCseq, "1e3 BYE", undefined],
  [parseRack, "776656 1 INVITE", { rseq: 776656, cseq: 1, method: "INVITE" }],
  [parseRack, "0 1 INVITE", undefined],
  [parseRack, "1 INVITE", undefined],
  [parseCount, "0", 0],
  [parseCount, " 3600\t", 3600],
  [parseCount, "4294967295", 4294967295],
  [parseCount, "4294967296", undefined],
  [parseCount, "", undefined],
  [parseCount, "-1", undefined],
  [parseCount, "1.5", undefined],
  [
    parseReplaces,
    "98732@sip.example.com;from-tag=r33;to-tag=ff87;early-only",
    { callId: "98732@sip.example.com", toTag: "ff87", fromTag: "r33", earlyOnly: true },
  ],
  [parseReplaces, "a;to-tag=1", undefined],
  [parseReplaces, ";to-tag=1;from-tag=2", undefined],
  [parseReplaces, "a b;to-tag=1;from-tag=2", undefined],
  [parseSessionExpires, "1800 ; Refresher=UAC", { seconds: 1800, refresher: "uac" }],
  [parseSessionExpires, "90", { seconds: 90 }],
  [parseSessionExpires, "90;refresher=me", undefined],
  [parseSessionExpires, "soon", undefined],
  [parseReason, 'SIP;cause=200;text="Call completed elsewhere"', {
    protocol: "SIP",
    cause: 200,
    text: "Call completed elsewhere",
  }],
  [parseReason, "Q.850;cause=16", { protocol: "Q.850", cause: 16 }],
  [parseReason, "SIP", { protocol: "SIP" }],
  [parseReason, "SIP;cause=many", undefined],
  [parseReason, ";cause=1", undefined],
];

for (const [parse, text, expected] of CASES) {
  Deno.test(`${parse.name}() ${expected === undefined ? "refuses" : "reads"} ${JSON.stringify(text)}`, () => {
    const result = parse(text);
    assert.deepEqual(result.ok ? result.value : undefined, expected);
  });
}

Deno.test("formatReason() quotes its text", () => {
  assert.equal(formatReason({ protocol: "SIP", cause: 200, text: 'a "b"' }), 'SIP;cause=200;text="a \\"b\\""');
});
