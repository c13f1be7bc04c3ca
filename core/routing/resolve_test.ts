import assert from "node:assert/strict";
import { formatAddress, SeededChance } from "../base/mod.ts";
import { parseUri } from "../sip/mod.ts";
import { type DnsRecord, orderSrv, type SrvRecord } from "./dns_record.ts";
import { type Lookup, planTargets } from "./resolve.ts";

type Zone = Readonly<Record<string, readonly DnsRecord[]>>;

const a = (ip: string): DnsRecord => ({ type: ip.includes(":") ? "AAAA" : "A", ip });
const srv = (priority: number, weight: number, port: number, target: string): SrvRecord => ({
  type: "SRV",
  priority,
  weight,
  port,
  target,
});
const naptr = (order: number, preference: number, service: string, replacement: string): DnsRecord => ({
  type: "NAPTR",
  order,
  preference,
  flags: "s",
  service,
  replacement,
});

/** Walks the plan against a zone: the targets, and what was asked on the way. */
function resolve(text: string, zone: Zone): { targets: readonly string[]; asked: readonly string[] } {
  const uri = parseUri(text);
  assert.ok(uri.ok);
  const plan = planTargets(uri.value, new SeededChance(3263));
  const asked: string[] = [];
  const answer = ({ type, name }: Lookup): readonly DnsRecord[] => {
    asked.push(`${type} ${name}`);
    return zone[`${type} ${name}`] ?? [];
  };
  for (let step = plan.next();; step = plan.next(step.value.map(answer))) {
    if (!step.done) continue;
    return { targets: step.value.map(({ transport, address }) => `${transport} ${formatAddress(address)}`), asked };
  }
}

const HOST: Zone = { "A box.example": [a("192.0.2.1")], "AAAA box.example": [a("2001:db8::1")] };

/** The zone that RFC 3263 §4.1 and §4.2 use for their example. */
const RFC3263: Zone = {
  "NAPTR example.com": [
    naptr(90, 50, "SIP+D2T", "_sip._tcp.example.com"),
    naptr(100, 50, "SIP+D2U", "_sip._udp.example.com"),
    naptr(50, 50, "SIPS+D2T", "_sips._tcp.example.com."),
  ],
  "SRV _sip._tcp.example.com": [srv(0, 1, 5060, "server1.example.com"), srv(1, 2, 5060, "server2.example.com")],
  "SRV _sips._tcp.example.com": [srv(0, 1, 5061, "server1.example.com.")],
  "A server1.example.com": [a("192.0.2.1")],
  "A server2.example.com": [a("192.0.2.2")],
};

const CASES: readonly (readonly [string, string, Zone, readonly string[]])[] = [
  ["a numeric host needs nobody", "sip:1@192.0.2.9", {}, ["udp 192.0.2.9:5060"]],
  ["a numeric host with a port", "sip:1@192.0.2.9:5080;transport=tcp", {}, ["tcp 192.0.2.9:5080"]],
  ["a numeric IPv6 host", "sip:1@[2001:db8::9]", {}, ["udp [2001:db8::9]:5060"]],
  ["sips on a numeric host", "sips:1@192.0.2.9", {}, ["tls 192.0.2.9:5061"]],
  ["sips over tcp is TLS", "sips:1@192.0.2.9;transport=tcp", {}, ["tls 192.0.2.9:5061"]],
  ["maddr is where it goes", "sip:1@box.example;maddr=192.0.2.8", HOST, ["udp 192.0.2.8:5060"]],
  ["maddr in brackets", "sip:1@box.example;maddr=[2001:db8::8]", HOST, ["udp [2001:db8::8]:5060"]],
  ["a port asks for addresses only", "sip:1@box.example:5070", HOST, [
    "udp 192.0.2.1:5070",
    "udp [2001:db8::1]:5070",
  ]],
  ["a host without SRV", "sip:1@box.example", HOST, ["udp 192.0.2.1:5060", "udp [2001:db8::1]:5060"]],
  ["a host without SRV over TLS", "sips:1@box.example", HOST, ["tls 192.0.2.1:5061", "tls [2001:db8::1]:5061"]],
  ["a host with a dot behind it", "sip:1@box.example.", HOST, ["udp 192.0.2.1:5060", "udp [2001:db8::1]:5060"]],
  ["NAPTR by order, SRV by priority", "sip:1@example.com", RFC3263, [
    "tls 192.0.2.1:5061",
    "tcp 192.0.2.1:5060",
    "tcp 192.0.2.2:5060",
  ]],
  ["sips takes only TLS from NAPTR", "sips:1@example.com", RFC3263, ["tls 192.0.2.1:5061"]],
  ["a transport asks its SRV", "sip:1@example.com;transport=tcp", RFC3263, [
    "tcp 192.0.2.1:5060",
    "tcp 192.0.2.2:5060",
  ]],
  ["SRV without NAPTR, in the order udp, tcp, tls", "sip:1@two.example", {
    "SRV _sips._tcp.two.example": [srv(0, 0, 5071, "box.example")],
    "SRV _sip._udp.two.example": [srv(0, 0, 5070, "box.example")],
    ...HOST,
  }, [
    "udp 192.0.2.1:5070",
    "udp [2001:db8::1]:5070",
    "tls 192.0.2.1:5071",
    "tls [2001:db8::1]:5071",
  ]],
  ["a service that is decidedly not there", "sip:1@gone.example;transport=udp", {
    "SRV _sip._udp.gone.example": [srv(0, 0, 0, ".")],
    "A gone.example": [a("192.0.2.7")],
  }, []],
  ["an SRV that names an address", "sip:1@odd.example;transport=udp", {
    "SRV _sip._udp.odd.example": [srv(0, 0, 5099, "192.0.2.5")],
  }, ["udp 192.0.2.5:5099"]],
  ["NAPTR for services that we do not speak", "sip:1@box.example", {
    "NAPTR box.example": [naptr(1, 1, "SIP+D2S", "_sip._sctp.box.example"), naptr(2, 1, "E2U+sip", "x")],
    ...HOST,
  }, ["udp 192.0.2.1:5060", "udp [2001:db8::1]:5060"]],
  ["no such host", "sip:1@nowhere.example", {}, []],
  ["a WebSocket cannot be dialled", "sip:1@192.0.2.9;transport=ws", {}, []],
  ["sips over udp cannot be", "sips:1@192.0.2.9;transport=udp", {}, []],
  ["a telephone number is no host", "tel:+40211234567", {}, []],
];

for (const [name, uri, zone, expected] of CASES) {
  Deno.test(`RFC 3263: ${name}`, () => assert.deepEqual(resolve(uri, zone).targets, expected));
}

Deno.test("nothing is asked about a numeric host, and only what is needed about others", () => {
  assert.deepEqual(resolve("sip:1@192.0.2.9", {}).asked, []);
  assert.deepEqual(resolve("sip:1@box.example:5060", HOST).asked, ["A box.example", "AAAA box.example"]);
  assert.deepEqual(resolve("sip:1@box.example;transport=udp", HOST).asked, [
    "SRV _sip._udp.box.example",
    "A box.example",
    "AAAA box.example",
  ]);
});

Deno.test("a zone that answers without end is cut short", () => {
  const many = Array.from({ length: 500 }, (_, i) => srv(i, 0, 5060, `h${i}.example`));
  const ips = Array.from({ length: 500 }, (_, i) => a(`192.0.2.${i % 256}`));
  const zone = {
    "SRV _sip._udp.big.example": many,
    ...Object.fromEntries(many.map(({ target }) => [`A ${target}`, ips])),
  };
  const { targets, asked } = resolve("sip:1@big.example;transport=udp", zone);
  assert.equal(targets.length, 16);
  assert.ok(asked.length <= 40, `${asked.length} lookups`);
});

Deno.test("equal priorities are drawn by weight, and a weight of 0 now and then", () => {
  const chance = new SeededChance(2782);
  const records = [srv(1, 0, 1, "none"), srv(1, 30, 2, "some"), srv(1, 70, 3, "most"), srv(0, 0, 4, "first")];
  const seconds = new Map<string, number>();
  for (let round = 0; round < 10_000; round++) {
    const ordered = orderSrv(records, chance);
    assert.equal(ordered.length, 4);
    assert.equal(ordered[0]!.target, "first");
    const second = ordered[1]!.target;
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  assert.ok(Math.abs(seconds.get("most")! - 7_000) < 300, `${seconds.get("most")}`);
  assert.ok(Math.abs(seconds.get("some")! - 3_000) < 300, `${seconds.get("some")}`);
  assert.ok((seconds.get("none") ?? 0) < 300);
});
