import assert from "node:assert/strict";
import type { Flow } from "../base/mod.ts";
import { header, headers, type SipRequest } from "./message.ts";
import { formatVia, markReceived, parseVia } from "./via.ts";

const READ: readonly [string, Record<string, unknown>, string][] = [
  ["SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport", {
    transport: "UDP",
    host: "192.0.2.1",
    port: 5060,
    branch: "z9hG4bK1",
    rport: true,
  }, "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport"],
  ["SIP / 2.0 / tls [2001:DB8::7] : 5061 ; received=[2001:db8::9];rport=4040;ttl=1", {
    transport: "TLS",
    host: "2001:db8::7",
    port: 5061,
    received: "2001:db8::9",
    rport: 4040,
  }, "SIP/2.0/TLS [2001:db8::7]:5061;received=2001:db8::9;rport=4040;ttl=1"],
  [
    "SIP/2.0/WSS df7jal23ls0d.invalid",
    { transport: "WSS", host: "df7jal23ls0d.invalid" },
    "SIP/2.0/WSS df7jal23ls0d.invalid",
  ],
  ['SIP/2.0/UDP a;branch="b;c"', { branch: "b;c" }, 'SIP/2.0/UDP a;branch="b;c"'],
];

for (const [text, parts, written] of READ) {
  Deno.test(`parseVia() reads ${text}`, () => {
    const result = parseVia(text);
    if (!result.ok) assert.fail(result.fault.text);
    for (const [name, part] of Object.entries(parts)) {
      assert.deepEqual({ ...result.value }[name as keyof typeof result.value], part, name);
    }
    assert.equal(formatVia(result.value), written);
  });
}

const REFUSED = [
  "",
  "SIP/2.0/UDP",
  "SIP/2.0/UDP ",
  "SIP/2.0 UDP a",
  "SIP/2.0/UDPa",
  "SIP/2.0/UDP a:70000",
  "SIP/2.0/UDP a:",
  "SIP/2.0/UDP a b",
  "SIP/2.0/UDP a;rport=x",
  "SIP/2.0/UDP a;;branch=1",
];

for (const text of REFUSED) {
  Deno.test(`parseVia() refuses ${JSON.stringify(text)}`, () => assert.equal(parseVia(text).ok, false));
}

const FLOW: Flow = {
  transport: "udp",
  local: { ip: "192.0.2.1", port: 5060 },
  remote: { ip: "192.0.2.9", port: 4040 },
};

function request(via: string): SipRequest {
  const fields = [{ name: "Route", value: "<sip:x;lr>" }, { name: "Via", value: via }, {
    name: "Via",
    value: "second",
  }];
  return { kind: "request", method: "OPTIONS", uri: "sip:box", headers: fields, body: new Uint8Array(0) };
}

const MARKED: readonly [string, string, string][] = [
  ["leaves a true sent-by alone", "SIP/2.0/UDP 192.0.2.9;branch=1", "SIP/2.0/UDP 192.0.2.9;branch=1"],
  ["says where a name came from", "SIP/2.0/UDP phone;branch=1", "SIP/2.0/UDP phone;branch=1;received=192.0.2.9"],
  [
    "fills rport, and received with it (RFC 3581 §4)",
    "SIP/2.0/UDP 192.0.2.9;branch=1;rport",
    "SIP/2.0/UDP 192.0.2.9;branch=1;received=192.0.2.9;rport=4040",
  ],
  [
    "believes no received of the sender's",
    "SIP/2.0/UDP 192.0.2.9;branch=1;received=198.51.100.1",
    "SIP/2.0/UDP 192.0.2.9;branch=1",
  ],
  [
    "believes no rport of the sender's",
    "SIP/2.0/UDP a;branch=1;rport=1;received=198.51.100.1",
    "SIP/2.0/UDP a;branch=1;received=192.0.2.9;rport=4040",
  ],
];

for (const [what, via, marked] of MARKED) {
  Deno.test(`markReceived() ${what}`, () => {
    const read = markReceived(request(via), FLOW);
    assert.deepEqual(headers(read, "Via"), [marked, "second"]);
    assert.equal(header(read, "Route"), "<sip:x;lr>");
  });
}

Deno.test("markReceived() gives back the same request where there is nothing to say", () => {
  const same = request("SIP/2.0/UDP 192.0.2.9;branch=1");
  assert.equal(markReceived(same, FLOW), same);
});
