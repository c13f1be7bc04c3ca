import assert from "node:assert/strict";
import {
  DEFAULT_ASTERISK,
  DEFAULT_BRAKES,
  DEFAULT_CODES,
  DEFAULT_HISTORY,
  DEFAULT_HOT_DESK,
  DEFAULT_MISSED,
  DEFAULT_PARK,
  DEFAULT_PRESENCE,
  DEFAULT_RECORDING,
  DEFAULT_REPORTS,
  DEFAULT_RING,
  DEFAULT_SUPERVISION,
  DEFAULT_VOICEMAIL,
  NO_BLOCK,
} from "../directory/mod.ts";
import { formatFault } from "./fault.ts";
import { readOffice } from "./read_office.ts";

const OFFICE = "office: { name: Demo Office, country: RO, time_zone: Europe/Bucharest, language: en }\n";

function withCodecs(codecs: string): string {
  return OFFICE.replace("language: en", `codecs: ${codecs}`);
}

function faultsOf(text: string): readonly string[] {
  const judged = readOffice(text, { fileName: "office.yml", environment: { EMPTY: "", SHORT: "abc" } });
  assert.ok(!judged.ok, "expected faults");
  return judged.faults.map(formatFault);
}

Deno.test("the documented office is read, with what it leaves out filled in", () => {
  const judged = readOffice(
    `# office.yml
${OFFICE}extensions:
  - { number: "101", name: Ana Pop, secret: s3cret-101 }
  - { number: "102", name: Bob Ion, secret: "\${BOB}", ring_for: 40, call_limit: 2, phones: 1, sound: { echo: on } }
revision: 4
`,
    { fileName: "office.yml", environment: { BOB: "s3cret-102" } },
  );
  assert.deepEqual(judged, {
    ok: true,
    value: {
      rates: [],
      revision: 4,
      office: { name: "Demo Office", country: "RO", timeZone: "Europe/Bucharest", language: "en" },
      extensions: [
        {
          number: "101",
          name: "Ana Pop",
          secret: "s3cret-101",
          ringForS: 25,
          callLimit: 4,
          phones: 5,
          srtp: "allowed",
          pickupGroups: ["office"],
          mayCall: "national",
        },
        {
          number: "102",
          name: "Bob Ion",
          secret: "s3cret-102",
          ringForS: 40,
          callLimit: 2,
          phones: 1,
          srtp: "allowed",
          pickupGroups: ["office"],
          mayCall: "national",
          sound: { echo: "on", noise: "off", gain: "off" },
        },
      ],
      groups: [],
      park: DEFAULT_PARK,
      queues: [],
      rooms: [],
      pages: [],
      block: NO_BLOCK,
      emergencyNotice: { pages: [], tell: [] },
      browserPhones: { stun: [], turn: [] },
      announcements: [],
      hours: [],
      menus: [],
      disa: [],
      voicemail: DEFAULT_VOICEMAIL,
      trunks: [],
      routes: [],
      inbound: [],
      brakes: DEFAULT_BRAKES,
      lamps: [],
      pbx: [],
      presence: DEFAULT_PRESENCE,
      recording: DEFAULT_RECORDING,
      history: DEFAULT_HISTORY,
      hotDesk: DEFAULT_HOT_DESK,
      ring: DEFAULT_RING,
      contacts: [],
      crm: [],
      doors: [],
      supervision: DEFAULT_SUPERVISION,
      accounts: [],
      reports: DEFAULT_REPORTS,
      missed: DEFAULT_MISSED,
      asterisk: DEFAULT_ASTERISK,
      webhooks: [],
      codes: DEFAULT_CODES,
    },
  });
});

Deno.test("an office without extensions is an office", () => {
  const judged = readOffice(OFFICE, { fileName: "office.yml", environment: {} });
  assert.ok(judged.ok);
  assert.deepEqual(judged.value.extensions, []);
});

Deno.test("all faults of a file are told at once and in its order", () => {
  // There are ever more settings of an extension.
  const shorter = (fault: string): string => fault.replace(/(map of number, name, secret, ).*/, "$1...");
  assert.deepEqual(
    faultsOf(`office: { name: Demo, country: UK, time_zone: Europe/Bucuresti, language: e }
extensions:
  - { number: "101", name: Ana Pop, secret: s3cret-101 }
  - { number: "10a", name: Bob Ion, secret: short }
  - { number: "112", name: Help, secret: s3cret-112 }
  - { number: "101", nmae: Dan, secret: !kept }
  - { number: 103, name: "", secret: "\${EMPTY}" }
  - { number: "104", name: Eva, secret: "\${MISSING}", ring_for: 2 }
  - Fay
extension: []
`).map(shorter),
    [
      'office.yml:1:32 office.country: "UK" is not a country of ISO 3166-1: did you mean "GB"?',
      'office.yml:1:47 office.time_zone: "Europe/Bucuresti" is not a known time zone: did you mean "Europe/Bucharest"?',
      'office.yml:1:75 office.language: "e" is not a language as in en or pt-BR',
      'office.yml:4:15 extensions[1].number: "10a" is not a number of 2 to 6 digits',
      "office.yml:4:45 extensions[1].secret: is too short: a secret has at least 8 characters",
      'office.yml:5:15 extensions[2].number: "112" is an emergency number in UK and cannot be anything else',
      "office.yml:6:5 extensions[3].name: is missing",
      'office.yml:6:15 extensions[3].number: "101" is taken already by extensions[0].number in line 3',
      'office.yml:6:22 extensions[3].nmae: "nmae" is not known here: did you mean "name"?',
      'office.yml:6:47 extensions[3].secret: the box has kept no secret for "101": write one',
      'office.yml:7:15 extensions[4].number: 103 needs quotes to be a number of 2 to 6 digits: write "103"',
      'office.yml:7:26 extensions[4].name: "" is not a name of 1 to 64 characters on one line',
      "office.yml:7:38 extensions[4].secret: is empty: a secret has at least 8 characters",
      'office.yml:8:41 extensions[5].secret: the environment of the box has no "MISSING"',
      "office.yml:8:65 extensions[5].ring_for: 2 is not a whole number from 5 to 600 seconds",
      'office.yml:9:5 extensions[6]: "Fay" is not a map of number, name, secret, ...',
      'office.yml:10:1 extension: "extension" is not known here: did you mean "extensions"?',
    ],
  );
});

Deno.test("codecs stand in an order, of the office and of an extension", () => {
  const judged = readOffice(
    `office: { name: Demo, country: RO, time_zone: Europe/Bucharest, codecs: [opus, g722, pcma, pcmu] }
extensions:
  - { number: "101", name: Ana, secret: s3cret-101 }
  - { number: "102", name: Bob, secret: s3cret-102, codecs: ["\${BEST}", g729] }
`,
    { fileName: "office.yml", environment: { BEST: "pcmu" } },
  );
  assert.ok(judged.ok);
  assert.deepEqual(judged.value.office.codecs, ["opus", "g722", "pcma", "pcmu"]);
  assert.deepEqual(judged.value.extensions.map(({ codecs }) => codecs), [undefined, ["pcmu", "g729"]]);
});

const FAULTS: readonly [string, string, RegExp][] = [
  ["nothing", "", /is empty/],
  [
    "a codec that nobody knows",
    withCodecs("[opus, speex]"),
    /office\.codecs\[1\]: "speex" is not a codec that can be chosen: known are opus, g722, pcma, pcmu, g729, ilbc$/,
  ],
  ["a codec in its other spelling", withCodecs("[PCMA]"), /codecs\[0\]: "PCMA" is not .*: did you mean "pcma"\?$/],
  ["a codec twice", withCodecs("[pcma, opus, pcma]"), /office\.codecs\[2\]: "pcma" is named twice/],
  ["an order without codecs", withCodecs("[]"), /office\.codecs: is an empty list: name at least one of opus, g722/],
  ["a codec that is no list", withCodecs("opus"), /office\.codecs: "opus" is not a list of opus, g722, pcma/],
  ["a number for a codec", withCodecs("[8]"), /office\.codecs\[0\]: 8 is not a codec that can be chosen/],
  ["a list in an order", withCodecs("[[opus]]"), /office\.codecs\[0\]: a list is not a codec that can be chosen/],
  ["a list", "- a", /office\.yml:1:1 a list is not a map of revision, office, extensions/],
  ["broken YAML", "office: {", /office\.yml:1:10/],
  ["a tab for a space", "office:\n\tname: x", /office\.yml:2:1/],
  ["two documents", `${OFFICE}---\n${OFFICE}`, /office\.yml:2:1/],
  ["a key twice", `${OFFICE}office: {}\n`, /office\.yml:2:1 office: is written twice: first in line 1/],
  ["an unknown tag", OFFICE.replace("Demo", "!what Demo"), /tag/],
  ["an alias of nothing", OFFICE.replace("Demo Office", "*nobody"), /nobody/],
  ["an alias of itself", "office: &a { name: *a }", /"\*a" names no anchor that stands before it/],
  [
    "an emergency number of the country",
    `${OFFICE.replace("RO", "AU")}extensions: [{ number: "000", name: A, secret: s3cret-000 }]`,
    /"000" is an emergency number in AU/,
  ],
  [
    "noise suppression of an unknown kind",
    `${OFFICE}extensions: [{ number: "10", name: A, secret: s3cret-10, sound: { noise: loud } }]`,
    /office\.yml:2:\d+ extensions\[0\]\.sound\.noise: "loud" is not one of "off", "usual", "rnnoise"/,
  ],
  [
    "a switch that is neither on nor off",
    `${OFFICE}extensions: [{ number: "10", name: A, secret: s3cret-10, sound: { echo: yes, again: on } }]`,
    /sound\.echo: "yes" is not one of "off", "on"[^]*sound\.again: "again" is not known here/,
  ],
  [
    "a secret behind an alias",
    `${OFFICE}extensions:\n  - { number: "10", name: A, secret: &s s3cret-101 }\n  - { number: "11", name: B, secret: *s }`,
    /office\.yml:3:\d+ extensions\[0\]\.secret: is shared by an anchor[^]*office\.yml:4:\d+ extensions\[1\]\.secret: is shared by an anchor/,
  ],
  [
    "a secret written as a block",
    `${OFFICE}extensions:\n  - number: "10"\n    name: A\n    secret: |\n      s3cret-101\n`,
    /is written as a block/,
  ],
  [
    "a text behind !kept",
    `${OFFICE}extensions: [{ number: "10", name: A, secret: !kept s3cret-10 }]`,
    /has a text behind !kept/,
  ],
  ["!kept where no secret is", OFFICE.replace("Demo Office", "!kept"), /"!kept" is not a name/],
  ["an offset for a time zone", OFFICE.replace("Europe/Bucharest", '"+02:00"'), /"\+02:00" is not a time zone/],
  [
    "a line break in a name",
    OFFICE.replace("Demo Office", '"Demo\\nOffice"'),
    /is not a name of 1 to 64 characters on one line/,
  ],
  [
    "a name that is no name in the environment",
    OFFICE.replace("Demo Office", '"${1}"'),
    /"\$\{1\}" is not a name in the environment/,
  ],
];
for (const [what, text, expected] of FAULTS) {
  Deno.test(`${what} is refused with a place and a reason`, () => assert.match(faultsOf(text).join("\n"), expected));
}

Deno.test("no fault tells a secret", () => {
  const faults = faultsOf(
    `${OFFICE}extensions: [{ number: "10", name: A, secret: sesame }, { number: "11", name: B, secret: "\${SHORT}" }]`,
  );
  assert.equal(faults.length, 2);
  for (const fault of faults) assert.ok(!fault.includes("sesame") && !fault.includes("abc"));
});

Deno.test("after a hundred faults the rest is counted", () => {
  const faults = faultsOf(`${OFFICE}extensions:\n${"  - x\n".repeat(150)}`);
  assert.equal(faults.length, 101);
  assert.match(faults.at(-1)!, /and 50 faults more$/);
});

const BOMBS: readonly [string, string, RegExp][] = [
  ["a million brackets", `a: b\n${"[".repeat(1_000_000)}`, /^office\.yml:2:16 is nested more than 16 levels deep$/],
  ["a deep list", `${"- ".repeat(5_000)}x`, /^office\.yml:1:31 is nested more than 16 levels deep$/],
  [
    "a stairway",
    Array.from({ length: 99 }, (_, at) => `${" ".repeat(at)}a:`).join("\n"),
    /^office\.yml:17:1 is nested more/,
  ],
  ["two million quotes", `"`.repeat(2_000_000), /^office\.yml:1:\d+ has more than 700000 words and signs$/],
  ["a file of 5 MB", "#".repeat(5_000_000), /^office\.yml:1:1 is 5000000 characters long: at most 3145728 are read$/],
  ["a billion laughs", bomb(), /extensions\[8\]: a list is not a map/],
];
for (const [what, text, expected] of BOMBS) {
  Deno.test(`${what} is a fault and no harm`, () => assert.match(faultsOf(text).join("\n"), expected));
}

function bomb(): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let at = 1; at < 30; at++) lines.push(`a${at}: &a${at} [${`*a${at - 1}, `.repeat(8)}*a${at - 1}]`);
  return `${lines.join("\n")}\nextensions: *a29\n`;
}

Deno.test("a dollar that is no name is written twice", () => {
  const judged = readOffice(OFFICE.replace("Demo Office", () => '"Cash $${only}"'), { fileName: "o", environment: {} });
  assert.ok(judged.ok);
  assert.equal(judged.value.office.name, "Cash ${only}");
});
