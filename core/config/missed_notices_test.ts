import assert from "node:assert/strict";
import { faultsOf, read } from "./office_exam.ts";

const PEOPLE = `extensions:
  - { number: "101", name: Ana Pop, secret: s3cret-101, voicemail: { pin: "4711", email: ana@example.com } }
  - { number: "102", name: Bob, secret: s3cret-102 }
queues: [{ number: "8001", name: Sales, members: ["101"] }]
pbx:
  - { name: acme, kind: asterisk-files, queue_log: /var/log/asterisk/queue_log, queues: [{ id: "800", name: Help }] }
`;

Deno.test("who is told of missed calls is kept with when, in which language and of which calls", () => {
  const { recipients, ...limits } = read(`${PEOPLE}missed:
  notify:
    to:
      - { to: boss@example.com }
      - to: "101"
        how_often: weekly
        at: "17:30"
        day: friday
        time_zone: Europe/Berlin
        language: ro
        numbers: ["+40211234567"]
        queues: ["8001"]
        when_empty: true
        quiet: ["mon-fri 20:00-07:00"]
      - { to: "https://crm.example.com/missed", how_often: realtime, pbx: acme, queues: ["800"] }
    dedupe: 600
    settle: 0
    per_hour: 20
`).missed.notify;
  const plain = {
    cadence: "daily",
    numbers: [],
    queues: [],
    wantsEmpty: false,
    quiet: [],
    hour: 8,
    minute: 0,
    weekday: 1,
  };
  assert.deepEqual(recipients, [
    { ...plain, to: { kind: "mail", address: "boss@example.com" } },
    {
      to: { kind: "extension", number: "101" },
      cadence: "weekly",
      timeZone: "Europe/Berlin",
      language: "ro",
      numbers: ["+40211234567"],
      queues: ["8001"],
      wantsEmpty: true,
      quiet: [{ days: [1, 2, 3, 4, 5], from: 1_200, to: 420 }],
      hour: 17,
      minute: 30,
      weekday: 5,
    },
    {
      ...plain,
      to: { kind: "webhook", url: "https://crm.example.com/missed" },
      cadence: "realtime",
      queues: ["800"],
      pbx: "acme",
    },
  ]);
  assert.deepEqual(limits, { dedupeS: 600, settleS: 0, perHour: 20 });
  assert.deepEqual(read("").missed.notify, { recipients: [], dedupeS: 300, settleS: 30, perHour: 50 });
});

Deno.test("an extension is told on the desk in place of by mail, or by both; then it needs no mailbox", () => {
  const { recipients } = read(`${PEOPLE}missed:
  notify: { to: [{ to: "101", how_often: realtime }, { to: "101", how_often: realtime, by: desk }, { to: "102", by: desk }] }
`).missed.notify;
  assert.deepEqual(recipients.map(({ to }) => to), [
    { kind: "extension", number: "101" },
    { kind: "desk", number: "101" },
    { kind: "desk", number: "102" },
  ]);
});

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ["{ to: nowhere }", /"nowhere" is not an e-mail address, an extension in quotes or an address as in/],
  ['{ to: "109" }', /missed\.notify\.to\[0\]\.to: there is no extension "109"/],
  ['{ to: "102" }', /extension "102" has no mail address: give it voicemail with an email/],
  [
    "{ to: a@example.com, by: desk }",
    /to\[0\]\.to: "a@example\.com" has no desk: name the extension of whoever signs in/,
  ],
  ['{ to: "102", by: desk }, { to: "102", by: desk }', /to\[1\]: tells "102" the same again as line/],
  ["{ to: a@example.com, by: pigeon }", /"pigeon" is not one of "mail", "desk"/],
  ["{ to: a@example.com, how_often: sometimes }", /"sometimes" is not one of "off", "realtime"/],
  ['{ to: a@example.com, at: "24:00" }', /"24:00" is not a time of day as in "08:00"/],
  ["{ to: a@example.com, day: funday }", /"funday" is not one of "monday"/],
  ["{ to: a@example.com, time_zone: Europe/Bukarest }", /did you mean "Europe\/Bucharest"/],
  ["{ to: a@example.com, language: fr }", /"fr" is not one of "en", "ro"/],
  ['{ to: a@example.com, queues: ["8002"] }', /to\[0\]\.queues\[0\]: there is no queue "8002"/],
  ['{ to: a@example.com, pbx: acme, queues: ["8001"] }', /queues\[0\]: there is no queue "8001"/],
  ["{ to: a@example.com, pbx: other }", /to\[0\]\.pbx: there is no pbx "other"/],
  ["{ to: a@example.com }, { to: a@example.com }", /to\[1\]: tells "a@example\.com" the same again as line/],
];
for (const [to, fault] of REFUSED) {
  Deno.test(`missed: notify: to: ${to} is refused`, () => {
    assert.match(faultsOf(`${PEOPLE}missed: { notify: { to: [${to}] } }\n`).join("\n"), fault);
  });
}
