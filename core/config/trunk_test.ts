import assert from "node:assert/strict";
import { formatFault } from "./fault.ts";
import { readOffice } from "./read_office.ts";
import { stowOffice, writeOffice } from "./stored_office.ts";

const OFFICE = "office: { name: Lab, country: RO, time_zone: Europe/Bucharest }\n";
const NO_OPTIONS = { fileName: "office.yml", environment: {} };

const TRUNKS = `trunks:
  - name: provider
    kind: register
    host: sip.example.org
    user: "40211234567"
    secret: s3cret-of-provider
    number: "+40211234567"
  - { name: gateway, kind: peer, host: 192.0.2.7, port: 5080, transport: tcp, channels: 4, presents: from, format: national }
routes:
  - { match: "0ZXXXXXXXX", trunks: [provider, gateway] }
  - { match: "9.", strip: 1, trunks: gateway, class: local }
  - { match: "+.", trunks: provider, class: international }
numbers:
  - { number: "+40211234567", to: "101" }
  - { number: "0211234500-0211234599", caller: "+4072.", to: hang-up busy }
extensions:
  - { number: "101", name: Ana, secret: s3cret-101, may_call: premium }
`;

Deno.test("a trunk may be in another country than the office, and one that is none is refused", () => {
  const inGermany = (country: string) =>
    readOffice(`${OFFICE}trunks: [{ name: berlin, kind: peer, host: 192.0.2.9, country: ${country} }]\n`, NO_OPTIONS);
  const good = inGermany("DE");
  assert.ok(good.ok, JSON.stringify(good));
  assert.equal(good.value.trunks[0]!.country, "DE");
  const bad = inGermany("XX");
  assert.ok(!bad.ok);
  assert.match(formatFault(bad.faults[0]!), /trunks\[0\]\.country.*XX/);
});

Deno.test("trunks, routes and numbers are read, with what they leave out filled in", () => {
  const judged = readOffice(OFFICE + TRUNKS, NO_OPTIONS);
  assert.ok(judged.ok, JSON.stringify(judged));
  const { trunks, routes, inbound, extensions } = judged.value;
  assert.deepEqual(trunks, [
    {
      name: "provider",
      kind: "register",
      host: "sip.example.org",
      transport: "udp",
      user: "40211234567",
      secret: "s3cret-of-provider",
      srtp: "allowed",
      channels: 10,
      number: "+40211234567",
      presents: "pai",
      format: "e164",
      sources: [],
    },
    {
      name: "gateway",
      kind: "peer",
      host: "192.0.2.7",
      port: 5080,
      transport: "tcp",
      srtp: "allowed",
      channels: 4,
      presents: "from",
      format: "national",
      sources: [],
    },
  ]);
  assert.deepEqual(routes.map((route) => [route.match, route.strip, route.trunks, route.class]), [
    ["0ZXXXXXXXX", 0, ["provider", "gateway"], "national"],
    ["9.", 1, ["gateway"], "local"],
    ["+.", 0, ["provider"], "international"],
  ]);
  assert.deepEqual(inbound[1], {
    number: "0211234500-0211234599",
    caller: "+4072.",
    to: { kind: "hang-up", id: "busy" },
  });
  assert.equal(extensions[0]?.mayCall, "premium");
});

Deno.test("what is said of faxes is read, kept and written again; where they go must be there", () => {
  const said = (to: string) =>
    `${OFFICE}trunks: [{ name: provider, kind: peer, host: 192.0.2.7, fax: g711, fax_to: ${to} }]
extensions:
  - { number: "101", name: Ana, secret: s3cret-101, fax: "off", fax_to: 102 }
  - { number: "102", name: Fax, secret: s3cret-102 }
`;
  const judged = readOffice(said("voicemail-to 101"), NO_OPTIONS);
  assert.ok(!judged.ok);
  assert.match(judged.faults.map((fault) => formatFault(fault)).join(), /fax_to/);
  const good = readOffice(said("hang-up busy"), NO_OPTIONS);
  assert.ok(good.ok, JSON.stringify(good));
  const { trunks, extensions } = good.value;
  assert.partialDeepStrictEqual(trunks[0], { fax: "g711", faxTo: { kind: "hang-up", id: "busy" } });
  assert.partialDeepStrictEqual(extensions[0], { fax: "off", faxTo: { kind: "dial", id: "102" } });
  const stowed = stowOffice(said("hang-up busy"), NO_OPTIONS);
  assert.ok(stowed.ok);
  const written = writeOffice({ document: stowed.value.document, revision: 3 });
  assert.match(written, /fax: g711[^]*fax_to: hang-up busy[^]*fax: "off"[^]*fax_to: "?102/);
});

Deno.test("a trunk's secret is kept under its name, is not in what is exported, and stays when the file is applied again", () => {
  const stowed = stowOffice(OFFICE + TRUNKS, NO_OPTIONS);
  assert.ok(stowed.ok, JSON.stringify(stowed));
  const { document, secrets } = stowed.value;
  assert.deepEqual([...secrets.keys()].sort(), ["extensions/101/secret", "trunks/provider/secret"]);
  const exported = writeOffice({ document, revision: 3 });
  assert.doesNotMatch(exported, /s3cret/);
  const again = stowOffice(exported, { ...NO_OPTIONS, kept: (path) => secrets.get(path) });
  assert.ok(again.ok);
  assert.equal(again.value.file.trunks[0]?.secret, "s3cret-of-provider");
  assert.equal(again.value.document, document);
});

const FAULTS: readonly (readonly [what: string, text: string, fault: RegExp])[] = [
  [
    "a host with a port",
    'trunks: [{ name: a, kind: peer, host: "x.org:5060" }]',
    /trunks\[0\].host: "x.org:5060" is not a host/,
  ],
  [
    "a trunk that registers without a user",
    "trunks: [{ name: a, kind: register, host: x.org, secret: s3cret-abc }]",
    /trunks\[0\].user: is missing/,
  ],
  [
    "a trunk that registers without a secret",
    "trunks: [{ name: a, kind: register, host: x.org, user: u }]",
    /trunks\[0\].secret: is missing/,
  ],
  [
    "a secret that was never told",
    "trunks: [{ name: a, kind: register, host: x.org, user: u, secret: !kept }]",
    /the box has kept no secret for "a"/,
  ],
  [
    "two trunks of one name",
    "trunks: [{ name: a, kind: peer, host: x.org }, { name: a, kind: peer, host: y.org }]",
    /"a" is taken already in line 2/,
  ],
  [
    "a route through a trunk that is not there",
    'routes: [{ match: "0.", trunks: nowhere }]',
    /routes\[0\].trunks: there is no trunk "nowhere"/,
  ],
  ["a pattern with letters", 'routes: [{ match: "0A.", trunks: a }]', /"0A\." is not a pattern/],
  [
    "a caller ID that no country has",
    'trunks: [{ name: a, kind: peer, host: x.org, number: "0211234567" }]',
    /"0211234567" is not a number with \+/,
  ],
  ["a range that runs backwards", 'numbers: [{ number: "0211234599-0211234500", to: "101" }]', /is not a range/],
  ["a number that leads to nobody", 'numbers: [{ number: "+40211234567", to: group 600 }]', /there is no group "600"/],
  ["an unknown class", 'routes: [{ match: "0.", trunks: a, class: cheap }]', /"cheap" is not one of/],
];
for (const [what, text, fault] of FAULTS) {
  Deno.test(`${what} is a fault that names it`, () => {
    const judged = readOffice(`${OFFICE}${text}\n`, NO_OPTIONS);
    assert.ok(!judged.ok);
    assert.match(judged.faults.map(formatFault).join("\n"), fault);
  });
}

Deno.test("an emergency number cannot be anything else, nor with the 9 of an outside line in front", () => {
  const judged = readOffice(`${OFFICE}groups: [{ number: "9112", name: X, members: [] }]\n`, NO_OPTIONS);
  assert.ok(!judged.ok);
  assert.match(formatFault(judged.faults[0]!), /"9112" is an emergency number in RO/);
});
