import assert from "node:assert/strict";
import { formatFault } from "./fault.ts";
import { PROVIDERS } from "./provider_table.ts";
import { readOffice } from "./read_office.ts";
import { stowOffice } from "./stored_office.ts";

const OFFICE = "office: { name: Lab, country: RO, time_zone: Europe/Bucharest }\n";
const NO_OPTIONS = { fileName: "office.yml", environment: {} };
const EXAMPLES: Readonly<Record<string, string>> = { host: "sip.example.org", user: "acc", secret: "s3cret-acc" };

const read = (text: string) => readOffice(`${OFFICE}${text}\n`, NO_OPTIONS);
const faultsOf = (text: string): string => {
  const judged = read(text);
  assert.ok(!judged.ok, "a fault was expected");
  return judged.faults.map(formatFault).join("\n");
};

for (const [name, { asks }] of Object.entries(PROVIDERS)) {
  Deno.test(`preset "${name}" makes a trunk of what it asks for, and names each thing that is not written`, () => {
    const own = Object.keys(asks).map((key) => `, ${key}: ${EXAMPLES[key]}`).join("");
    const judged = read(`trunks: [{ name: a, preset: ${name}${own} }]`);
    assert.ok(judged.ok, JSON.stringify(judged));
    const [trunk] = judged.value.trunks;
    assert.ok(trunk !== undefined && trunk.host !== "" && !("preset" in trunk));
    const faults = faultsOf(`trunks: [{ name: a, preset: ${name} }]`);
    for (const [key, what] of Object.entries(asks)) {
      assert.ok(faults.includes(`trunks[0].${key}: is missing: write ${what}`));
    }
    assert.equal(faults.split("\n").length, Object.keys(asks).length);
  });
}

Deno.test("a trunk says preset: sipgate and its own account; what it says besides stands before the preset", () => {
  const judged = read(
    "trunks: [{ name: a, preset: sipgate, user: acc, secret: s3cret-acc, transport: tls, channels: 4 }]",
  );
  assert.ok(judged.ok, JSON.stringify(judged));
  assert.deepEqual(judged.value.trunks, [{
    name: "a",
    kind: "register",
    host: "sipconnect.sipgate.de",
    transport: "tls",
    user: "acc",
    secret: "s3cret-acc",
    srtp: "allowed",
    channels: 4,
    presents: "ppi",
    format: "e164-plain",
    sources: [],
  }]);
});

Deno.test("what is stored of a trunk with a preset is the preset's name, so that a better table is a better trunk", () => {
  const stowed = stowOffice(
    `${OFFICE}trunks: [{ name: a, preset: sipgate, user: acc, secret: s3cret-acc }]\n`,
    NO_OPTIONS,
  );
  assert.ok(stowed.ok, JSON.stringify(stowed));
  assert.match(stowed.value.document, /preset: sipgate/);
  assert.doesNotMatch(stowed.value.document, /sipconnect|s3cret/);
});

const TRUNK = "name: a, kind: peer, host: x.org";
const ANA = 'number: "101", name: Ana, secret: s3cret-101';
const FAULTS: readonly (readonly [what: string, text: string, fault: RegExp])[] = [
  [
    "a provider that is misspelt",
    "trunks: [{ name: a, preset: sipgat }]",
    /trunks\[0\].preset: "sipgat" .*did you mean "sipgate"/,
  ],
  [
    "a proxy without a good port",
    `trunks: [{ ${TRUNK}, proxy: "p.org:99999" }]`,
    /trunks\[0\].proxy: "p.org:99999" is not a host/,
  ],
  [
    "an outside number that no provider gave the office",
    `trunks: [{ ${TRUNK}, number: "+40211234567" }]\nextensions: [{ ${ANA}, outside_number: "+40219999999" }]`,
    /extensions\[0\].outside_number: "\+40219999999" is not among the numbers of any trunk/,
  ],
  [
    "a range of numbers that runs backwards",
    `trunks: [{ ${TRUNK}, numbers: ["+40211234599-+40211234500"] }]`,
    /trunks\[0\].numbers\[0\]: .* is not a number/,
  ],
  [
    "an office that proves itself with a user alone",
    "trunks: [{ name: a, kind: site, host: x.org, user: cluj }]",
    /trunks\[0\].secret: is missing: a trunk of kind "site" has both/,
  ],
  [
    "an office whose user is an extension's",
    `trunks: [{ name: a, kind: site, host: x.org, user: "101", secret: s3cret-abc }]\nextensions: [{ ${ANA} }]`,
    /trunks\[0\].user: "101" is the user of an extension already/,
  ],
];
for (const [what, text, fault] of FAULTS) {
  Deno.test(`${what} is a fault that names it`, () => assert.match(faultsOf(text), fault));
}

Deno.test("an extension's outside number within a trunk's range is good, and so is a proxy with an IPv6 address", () => {
  const judged = read(
    `trunks: [{ ${TRUNK}, numbers: ["+40211234500-+40211234599"], proxy: "[2001:db8::1]:5080" }]\n` +
      `extensions: [{ ${ANA}, outside_number: "+40211234567" }]`,
  );
  assert.ok(judged.ok, JSON.stringify(judged));
  assert.deepEqual(judged.value.trunks[0]?.proxy, { host: "2001:db8::1", port: 5080 });
  assert.equal(judged.value.extensions[0]?.outsideNumber, "+40211234567");
});
