import assert from "node:assert/strict";
import { type Flow, type Instant, toBytes, type WallTime } from "../base/mod.ts";
import { messagesOf, TraceRing } from "./mod.ts";

const FLOW: Flow = {
  transport: "tls",
  local: { ip: "2001:db8::1", port: 5061 },
  remote: { ip: "192.0.2.11", port: 40_000 },
};

Deno.test("a call's messages are told as they were sent, but for what would let others hear it", () => {
  const ring = new TraceRing({ limitBytes: 10_000, limitMessages: 9 });
  const text =
    "INVITE sip:101 SIP/2.0\r\nCall-ID: a\r\n\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0|2^31\r\n";
  ring.add({ at: 5 as Instant, wall: 7 as WallTime, direction: "in", flow: FLOW, bytes: toBytes(text), call: "c-1" });
  assert.deepEqual(messagesOf(ring, "c-1"), [{
    at: 7,
    direction: "in",
    transport: "tls",
    local: "[2001:db8::1]:5061",
    remote: "192.0.2.11:40000",
    text: text.replace("c2VjcmV0", "..."),
  }]);
  assert.deepEqual(messagesOf(ring, "c-2"), []);
});
