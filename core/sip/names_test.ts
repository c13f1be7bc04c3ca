import assert from "node:assert/strict";
import { canonicalName } from "./names.ts";

const NAMES: readonly [string, string][] = [
  ["v", "Via"],
  ["VIA", "Via"],
  ["Via", "Via"],
  ["call-id", "Call-ID"],
  ["CSEQ", "CSeq"],
  ["www-authenticate", "WWW-Authenticate"],
  ["K", "Supported"],
  ["x", "Session-Expires"],
  ["X-Own", "X-Own"],
  ["constructor", "constructor"],
];

for (const [spelled, canonical] of NAMES) {
  Deno.test(`canonicalName() spells ${spelled} as ${canonical}`, () => assert.equal(canonicalName(spelled), canonical));
}
