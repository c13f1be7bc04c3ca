import assert from "node:assert/strict";
import type { Flow, Transport } from "../base/mod.ts";
import { advertisedIp, contactFor, isPrivate } from "./addresses.ts";

function flow(local: string, remote: string, transport: Transport = "udp"): Flow {
  return { transport, local: { ip: local, port: 5060 }, remote: { ip: remote, port: 40_000 } };
}

const PRIVATE: Readonly<Record<string, boolean>> = {
  "10.1.2.3": true,
  "127.0.0.1": true,
  "172.15.0.1": false,
  "172.16.0.1": true,
  "172.31.255.255": true,
  "172.32.0.1": false,
  "192.168.0.1": true,
  "192.169.0.1": false,
  "169.254.1.1": true,
  "100.63.0.1": false,
  "100.64.0.1": true,
  "100.127.0.1": true,
  "100.128.0.1": false,
  "198.51.100.1": false,
  "::1": true,
  "fd00::1": true,
  "fe80::1": true,
  "2001:db8::1": false,
};

for (const [ip, expected] of Object.entries(PRIVATE)) {
  Deno.test(`${ip} is ${expected ? "an address of the house" : "one of the internet"}`, () => {
    assert.equal(isPrivate(ip), expected);
  });
}

Deno.test("a phone in the house knows us by our own address, one on the internet by the router's", () => {
  const addresses = { listening: [], publicIp: "203.0.113.1" };
  assert.equal(advertisedIp(flow("192.168.1.2", "192.168.1.50"), addresses), "192.168.1.2");
  assert.equal(advertisedIp(flow("192.168.1.2", "198.51.100.9"), addresses), "203.0.113.1");
  assert.equal(advertisedIp(flow("198.51.100.2", "198.51.100.9"), addresses), "198.51.100.2");
  assert.equal(advertisedIp(flow("192.168.1.2", "198.51.100.9"), { listening: [] }), "192.168.1.2");
});

Deno.test("our Contact says by which transport we are reached", () => {
  const contacts = (["udp", "tcp", "tls", "ws", "wss"] as const).map((transport) =>
    contactFor(flow("10.0.0.1", "10.0.0.9", transport), { listening: [] })
  );
  assert.deepEqual(contacts, [
    "<sip:kontor@10.0.0.1:5060>",
    "<sip:kontor@10.0.0.1:5060;transport=tcp>",
    "<sip:kontor@10.0.0.1:5060;transport=tls>",
    "<sip:kontor@10.0.0.1:5060;transport=ws>",
    "<sip:kontor@10.0.0.1:5060;transport=ws>",
  ]);
  assert.match(contactFor(flow("fd00::1", "fd00::9"), { listening: [] }), /@\[fd00::1\]:5060>/);
});
