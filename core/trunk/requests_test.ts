import assert from "node:assert/strict";
import { SeededChance } from "../base/mod.ts";
import type { Trunk } from "../directory/mod.ts";
import { header, type SipResponse } from "../sip/mod.ts";
import { backOffMs } from "./back_off.ts";
import { grantedS, hostOf, optionsRequest, registerRequest, uriToResolve } from "./requests.ts";

const TRUNK: Trunk = {
  name: "first",
  kind: "register",
  host: "sip.example.org",
  transport: "tls",
  user: "acc",
  srtp: "off",
  channels: 1,
  presents: "pai",
  format: "e164",
  sources: [],
};
const SIGNATURE = { callId: "c", cseq: 7, tag: "t", contact: "<sip:first@192.0.2.1:5060>" };

function granting(...headers: readonly (readonly [string, string])[]): SipResponse {
  return {
    kind: "response",
    status: 200,
    reason: "OK",
    headers: headers.map(([name, value]) => ({ name, value })),
    body: new Uint8Array(0),
  };
}

for (
  const [what, headers, expected] of [
    [
      "our own Contact's expires",
      [["Contact", "<sip:other@x>;expires=10"], ["Contact", "<sip:first@x>;expires=90"]],
      90,
    ],
    ["the Expires field where our Contact says nothing", [["Contact", "<sip:first@x>"], ["Expires", "300"]], 300],
    ["what was asked for where nothing is said", [], 600],
    ["what was asked for where nonsense is said", [["Expires", "soon"]], 600],
  ] as const
) {
  Deno.test(`a registration holds for ${what}`, () =>
    assert.equal(grantedS(TRUNK, granting(...headers), 600), expected));
}

Deno.test("REGISTER goes to the domain for the account, with our Contact", () => {
  const request = registerRequest(TRUNK, SIGNATURE, 600);
  assert.equal(request.uri, "sip:sip.example.org");
  assert.equal(header(request, "To"), "<sip:acc@sip.example.org>");
  assert.equal(header(request, "From"), "<sip:acc@sip.example.org>;tag=t");
  assert.equal(header(request, "Contact"), SIGNATURE.contact);
  assert.equal(header(optionsRequest(TRUNK, SIGNATURE), "CSeq"), "7 OPTIONS");
});

Deno.test("DNS is asked about the host by its transport, and a port that is given stays", () => {
  assert.equal(uriToResolve(TRUNK), "sip:sip.example.org;transport=tls");
  assert.equal(hostOf({ ...TRUNK, host: "2001:db8::1", port: 5070 }), "[2001:db8::1]:5070");
});

Deno.test("failures are waited out for half a minute at first, ten minutes at most, and never all alike", () => {
  const chance = new SeededChance(1);
  const waits = (failures: number) => Array.from({ length: 50 }, () => backOffMs(failures, chance));
  const first = waits(1);
  assert.ok(first.every((ms) => ms >= 22_500 && ms <= 37_500));
  assert.ok(new Set(first).size > 20);
  assert.ok(waits(3).every((ms) => ms >= 90_000 && ms <= 150_000));
  assert.ok(waits(1_000).every((ms) => ms >= 450_000 && ms <= 600_000));
});
