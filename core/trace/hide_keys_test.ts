import assert from "node:assert/strict";
import { hideKeys } from "./mod.ts";

const CASES: readonly (readonly [line: string, shown: string])[] = [
  ["a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:..."],
  ["a=crypto:2 AEAD_AES_256_GCM inline:c2VjcmV0/+==|2^31|1:4", "a=crypto:2 AEAD_AES_256_GCM inline:...|2^31|1:4"],
  ["a=crypto:1 X inline:b25l|1:1;inline:dHdv|2:1 WSH=64", "a=crypto:1 X inline:...|1:1;inline:...|2:1 WSH=64"],
  ["A=CRYPTO:1 X INLINE:b25l", "A=CRYPTO:1 X INLINE:..."],
  ["a=rtpmap:0 PCMU/8000", "a=rtpmap:0 PCMU/8000"],
];

Deno.test("the keys of encrypted sound are not shown, and nothing else is hidden", () => {
  for (const [line, shown] of CASES) {
    assert.equal(hideKeys(`v=0\r\n${line}\r\na=sendrecv\r\n`), `v=0\r\n${shown}\r\na=sendrecv\r\n`);
  }
});
