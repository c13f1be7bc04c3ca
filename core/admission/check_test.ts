import assert from "node:assert/strict";
import type { Header, SipRequest } from "../sip/mod.ts";
import { checkMaxForwards, checkRequire } from "./mod.ts";

function request(headers: readonly Header[], method = "INVITE"): SipRequest {
  return { kind: "request", method, uri: "sip:102@office", headers, body: new Uint8Array() };
}

for (
  const [text, expected] of [
    [undefined, 70],
    ["1", 1],
    ["255", 255],
    ["0", "483 too-many-hops"],
    ["256", "400 bad-max-forwards"],
    ["-1", "400 bad-max-forwards"],
    ["many", "400 bad-max-forwards"],
    ["", "400 bad-max-forwards"],
  ] as const
) {
  Deno.test(`Max-Forwards ${text === undefined ? "left out" : `"${text}"`} means ${expected}`, () => {
    const checked = checkMaxForwards(request(text === undefined ? [] : [{ name: "Max-Forwards", value: text }]));
    assert.equal(checked.ok ? checked.value : `${checked.fault.status} ${checked.fault.code}`, expected);
  });
}

Deno.test("options that are not supported are named, but never to an ACK or a CANCEL", () => {
  const headers = [
    { name: "Require", value: "100rel" },
    { name: "Require", value: "Nothing-We-Know" },
    { name: "Proxy-Require", value: "foo" },
    { name: "Supported", value: "bar" },
  ];
  const missing = { name: "Unsupported", value: "Nothing-We-Know, foo" };
  assert.deepEqual(checkRequire(request(headers), ["100rel", "timer"]), missing);
  assert.equal(checkRequire(request(headers), ["100rel", "nothing-we-know", "foo"]), undefined);
  assert.equal(checkRequire(request(headers, "ACK"), []), undefined);
  assert.equal(checkRequire(request(headers, "CANCEL"), []), undefined);
});
