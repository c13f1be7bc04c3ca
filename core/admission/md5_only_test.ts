import assert from "node:assert/strict";
import type { Flow, Instant } from "../base/mod.ts";
import type { SipRequest } from "../sip/mod.ts";
import { Md5Only } from "./md5_only.ts";

const FLOW: Flow = {
  transport: "udp",
  local: { ip: "192.0.2.1", port: 5060 },
  remote: { ip: "192.0.2.7", port: 5060 },
};

function register(user: string, agent?: string): SipRequest {
  const headers = [{ name: "From", value: `<sip:${user}@192.0.2.1>;tag=1` }];
  if (agent !== undefined) headers.push({ name: "User-Agent", value: agent });
  return { kind: "request", method: "REGISTER", uri: "sip:192.0.2.1", headers, body: new Uint8Array(0) };
}

Deno.test("a phone that is known to choke on SHA-256 is offered MD5 alone from the start", () => {
  const md5 = new Md5Only();
  assert.equal(md5.challenge(register("101", "baresip v1.0.0 (x86_64/linux)"), FLOW, 0 as Instant), true);
  assert.equal(md5.challenge(register("101", "SIPp"), FLOW, 0 as Instant), true);
  assert.equal(md5.challenge(register("102", "Yealink SIP-T46U"), FLOW, 0 as Instant), false);
});

Deno.test("a phone that comes back without an answer is offered MD5 alone, and one that answered is not", () => {
  const md5 = new Md5Only();
  assert.equal(md5.challenge(register("101"), FLOW, 0 as Instant), false);
  assert.equal(md5.challenge(register("101"), FLOW, 30_000 as Instant), true);
  md5.understood(register("101"), FLOW);
  assert.equal(md5.challenge(register("101"), FLOW, 3_600_000 as Instant), true, "it still knows only MD5");
  md5.challenge(register("102"), FLOW, 0 as Instant);
  md5.understood(register("102"), FLOW);
  assert.equal(md5.challenge(register("102"), FLOW, 30_000 as Instant), false);
});

Deno.test("a phone that asks for several things at once has not come back without an answer", () => {
  const md5 = new Md5Only();
  for (let lamp = 0; lamp < 10; lamp++) {
    assert.equal(md5.challenge(register("101"), FLOW, 10 * lamp as Instant), false);
  }
});

Deno.test("a stranger who never answers is forgotten, and strangers do not fill the memory", () => {
  const md5 = new Md5Only();
  md5.challenge(register("101"), FLOW, 0 as Instant);
  md5.expire(299_999 as Instant);
  assert.equal(md5.size, 1);
  md5.expire(300_000 as Instant);
  assert.equal(md5.size, 0);
  for (let user = 0; user < 10_000; user++) md5.challenge(register(String(user)), FLOW, 0 as Instant);
  assert.equal(md5.size, 4_096);
});
