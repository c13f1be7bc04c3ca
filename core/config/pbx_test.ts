import assert from "node:assert/strict";
import { formatFault } from "./fault.ts";
import { readOffice } from "./read_office.ts";
import { stowOffice } from "./stored_office.ts";

const OFFICE = "office: { name: Lab, country: RO, time_zone: Europe/Bucharest }\n";
const OPTIONS = { fileName: "office.yml", environment: {} };
const PBX = `pbx:
  - name: acme
    kind: freepbx
    host: 192.0.2.10
    user: kontor
    secret: only-may-read
    tls: { ca: /etc/kontor/acme.pem }
    ami: { host: 192.0.2.10, user: kontor, secret: only-may-hear }
    queue_log: /mnt/pbx/queue_log
    extensions: ["101", "200-202"]
    trunk_channels: [PJSIP/provider-]
    queues: [{ id: "800", name: Sales }, { id: "801", name: Help, answer_within: 45, wrap_up: 30 }]
    answer_within: 15
  - name: blue
    kind: fusionpbx
    host: pbx.example.org
    user: kontor
    secret: only-may-read-too
    domain: blue.example.org
    every: 60
    time_zone: Europe/Berlin
    country: DE
    tls: required
    missed: { count_voicemail: true, open_days: 0, busy_rang: 5 }
  - { name: files, kind: asterisk-files, queue_log: /var/log/asterisk/queue_log, cdr_csv: /var/log/asterisk/cdr-csv/Master.csv }
`;

Deno.test("other phone systems are read, with what they leave out filled in", () => {
  const judged = readOffice(OFFICE + PBX, OPTIONS);
  assert.ok(judged.ok, JSON.stringify(judged));
  const [acme, blue, files] = judged.value.pbx;
  assert.deepEqual(acme, {
    name: "acme",
    kind: "freepbx",
    host: "192.0.2.10",
    user: "kontor",
    secret: "only-may-read",
    queueLog: "/mnt/pbx/queue_log",
    everyS: 300,
    historyDays: 7,
    extensions: ["101", "200", "201", "202"],
    trunkChannels: ["PJSIP/provider-"],
    outboundPrefixes: [],
    queues: [{ id: "800", name: "Sales" }, { id: "801", name: "Help", answerWithinS: 45, wrapUpS: 30 }],
    answerWithinS: 15,
    groups: [],
    menus: [],
    members: [],
    missed: {},
    tls: { ca: "/etc/kontor/acme.pem" },
    ami: { host: "192.0.2.10", port: 5038, user: "kontor", secret: "only-may-hear", tls: "off" },
  });
  assert.deepEqual([blue?.domain, blue?.everyS, blue?.timeZone, blue?.country], [
    "blue.example.org",
    60,
    "Europe/Berlin",
    "DE",
  ]);
  assert.deepEqual([blue?.tls, blue?.missed], ["required", { voicemail: true, openDays: 0, busyRangS: 5 }]);
  assert.deepEqual([files?.tls, files?.cdrCsv], ["off", "/var/log/asterisk/cdr-csv/Master.csv"]);
  assert.equal(files?.queueLog, "/var/log/asterisk/queue_log");
});

Deno.test("their passwords are kept apart from the file, as trunks' are", () => {
  const stowed = stowOffice(OFFICE + PBX, OPTIONS);
  assert.ok(stowed.ok);
  assert.doesNotMatch(stowed.value.document, /only-may/);
  assert.deepEqual([...stowed.value.secrets], [
    ["pbx/acme/secret", "only-may-read"],
    ["pbx/acme/ami.secret", "only-may-hear"],
    ["pbx/blue/secret", "only-may-read-too"],
  ]);
  const kept = (path: string) => stowed.value.secrets.get(path);
  const again = readOffice(stowed.value.document, { ...OPTIONS, kept });
  assert.ok(again.ok);
  assert.deepEqual(again.value.pbx, stowed.value.file.pbx);
});

const ASTERISK = "host: h, user: u, secret: s3cret-s3cret, trunk_channels: [PJSIP/p-]";
const REFUSED: readonly (readonly [string, RegExp])[] = [
  ["{ name: a, kind: freepbx, user: u, secret: s3cret-s3cret }", /pbx\[0\]\.host: is missing: "freepbx" needs it/],
  ["{ name: a, kind: vitalpbx, host: h, user: u, secret: s3cret-s3cret }", /trunk_channels: is missing/],
  ["{ name: a, kind: fusionpbx, host: h, user: u, secret: s3cret-s3cret }", /pbx\[0\]\.domain: is missing/],
  ["{ name: a, kind: asterisk-files }", /pbx\[0\]\.queue_log: is missing/],
  [`{ name: a, kind: freepbx, ${ASTERISK}, queue_table: other.log }`, /is not a name of letters, digits and _/],
  [`{ name: a, kind: freepbx, ${ASTERISK}, database: "a\`b" }`, /is not a database's name/],
  [`{ name: a, kind: freepbx, ${ASTERISK}, secret: short }`, /secret/],
  [
    "{ name: a, kind: fusionpbx, host: h, user: u, secret: s3cret-s3cret, domain: d, ami: { host: h, user: u, secret: s3cret-s3cret } }",
    /pbx\[0\]\.ami: is Asterisk's: a FusionPBX has none/,
  ],
  [
    `{ name: a, kind: freepbx, ${ASTERISK}, queues: [{ id: "8", name: Help, answer_within: 0 }] }`,
    /pbx\[0\]\.queues\[0\]\.answer_within: 0 is not a whole number from 1 to 3600/,
  ],
  [`{ name: a, kind: freepbx, ${ASTERISK}, tls: maybe }`, /pbx\[0\]\.tls: "maybe" is not one of "off", "required"/],
  [`{ name: a, kind: freepbx, ${ASTERISK}, tls: { ca: cert.pem } }`, /"cert\.pem" is not the path of a file/],
  [`{ name: a, kind: freepbx, ${ASTERISK}, ami: { host: h, user: u } }`, /pbx\[0\]\.ami\.secret: is missing/],
  [`{ name: a, kind: freepbx, ${ASTERISK}, missed: { count_voicemail: maybe } }`, /missed\.count_voicemail/],
  [
    "{ name: a, kind: asterisk-files, queue_log: /var/log/asterisk/queue_log, missed: { count_voicemail: false } }",
    /pbx\[0\]\.missed\.count_voicemail: cannot be false: .* do not tell who left a message/,
  ],
  [
    `{ name: a, kind: freepbx, ${ASTERISK} }\n  - { name: b, kind: freepbx, ${ASTERISK} }`,
    /pbx\[1\]: "b" would read the rows of "a"/,
  ],
  [
    `{ name: a, kind: freepbx, ${ASTERISK} }\n  - { name: a, kind: freepbx, ${ASTERISK}, database: b }`,
    /pbx\[1\]\.name: "a" is taken already in line 3/,
  ],
];
for (const [text, expected] of REFUSED) {
  Deno.test(`pbx: ${text.split("\n")[0]} is refused`, () => {
    const judged = readOffice(`${OFFICE}pbx:\n  - ${text}\n`, OPTIONS);
    assert.ok(!judged.ok);
    assert.match(judged.faults.map(formatFault).join("\n"), expected);
  });
}
