import assert from "node:assert/strict";
import { ANA, faultsOf, OUTSIDE, read } from "./office_exam.ts";

Deno.test("groups are read, with what they leave out filled in", () => {
  const { groups } = read(`${ANA}groups:
  - { number: "600", name: Sales, members: ["101", { number: "101", delay: 10 }], otherwise: hang-up busy }
  - { number: "601", name: Support, members: [], strategy: memory, ring_for: 60, member_for: 20, skip_busy: false, otherwise: group 600 }
`);
  assert.deepEqual(groups, [
    {
      number: "600",
      name: "Sales",
      members: [{ number: "101", delayS: 0 }, { number: "101", delayS: 10 }],
      strategy: "all",
      ringForS: 30,
      memberForS: 15,
      skipBusy: true,
      otherwise: { kind: "hang-up", id: "busy" },
    },
    {
      number: "601",
      name: "Support",
      members: [],
      strategy: "memory",
      ringForS: 60,
      memberForS: 20,
      skipBusy: false,
      otherwise: { kind: "group", id: "600" },
    },
  ]);
});

Deno.test("what is recorded is said for each direction, and by rules that name what is there", () => {
  const text = `${ANA}recording:
  inbound: { record: always }
  internal: { record: never }
  rules: [{ extension: "101", direction: outbound, record: always }]
  format: small
  keep: 30
`;
  const { recording } = read(text);
  assert.deepEqual(recording, {
    inbound: { mode: "always", notice: true },
    outbound: { mode: "on-demand", notice: true },
    internal: { mode: "never", notice: false },
    rules: [{ mode: "always", extension: "101", direction: "outbound" }],
    format: "small",
    keepDays: 30,
    quotaMb: 20_000,
  });
});

Deno.test("how long calls are remembered is said in days and years", () => {
  assert.deepEqual(read(`${ANA}history: { pack: 30, keep: 7 }\n`).history, { packAfterDays: 30, keepYears: 7 });
  assert.deepEqual(read(ANA).history, { packAfterDays: 90, keepYears: 3 });
});

Deno.test("the parking lot and the codes are the office's own", () => {
  const { park, codes } = read(
    'park: { slots: 700-702, return_after: 90 }\ncodes: { park: "*85", echo-test: false }\n',
  );
  assert.deepEqual(park, { slots: ["700", "701", "702"], returnAfterS: 90, ringForS: 20 });
  assert.equal(codes.park, "*85");
  assert.equal(codes["echo-test"], false);
  assert.equal(codes["pick-up"], "*8");
});

Deno.test("rooms and paging zones are read, with what they leave out filled in", () => {
  const { rooms, pages } = read(`${ANA}rooms:
  - { number: "2001", name: Sales meeting }
  - { number: "2002", name: Board, pin: "1234", moderator_pin: "987654", announce: tone, wait_for_moderator: true, most: 8 }
pages:
  - { number: "800", name: Everybody, members: ["101"] }
  - { number: "801", name: Fire, members: [], duplex: true, emergency: true, most: 30, multicast: [{ ip: 239.1.1.1, port: 5004 }] }
`);
  assert.deepEqual(rooms, [
    { number: "2001", name: "Sales meeting", announce: "count", waitForModerator: false, most: 50 },
    {
      number: "2002",
      name: "Board",
      pin: "1234",
      moderatorPin: "987654",
      announce: "tone",
      waitForModerator: true,
      most: 8,
    },
  ]);
  assert.deepEqual(pages, [
    { number: "800", name: "Everybody", members: ["101"], duplex: false, emergency: false, multicast: [], mostS: 120 },
    {
      number: "801",
      name: "Fire",
      members: [],
      duplex: true,
      emergency: true,
      multicast: [{ ip: "239.1.1.1", port: 5004, codec: "pcmu" }],
      mostS: 30,
    },
  ]);
});

Deno.test("an extension says where else it rings", () => {
  const [ana] = read(`extensions:
  - { number: "101", name: Ana, secret: s3cret-101, find_me: ["*43", { number: "0722123456", after: 10, for: 20, confirm: false }] }
${OUTSIDE}`).extensions;
  assert.deepEqual(ana!.findMe, [
    { number: "*43", afterS: 0 },
    { number: "0722123456", afterS: 10, forS: 20, confirm: false },
  ]);
});

Deno.test("an extension, and the office, say who is let through", () => {
  const { block, extensions: [ana] } = read(`extensions:
  - { number: "101", name: Ana, secret: s3cret-101, vips: ["0722*"], block: { anonymous: true }, call_waiting: false }
block: { callers: ["+4021xxx*"] }
`);
  assert.deepEqual(block, { callers: ["+4021xxx*"], anonymous: false });
  assert.deepEqual(ana!.block, { callers: [], anonymous: true });
  assert.deepEqual(ana!.vips, ["0722*"]);
  assert.equal(ana!.callWaiting, false);
});

Deno.test("an extension says where its calls go", () => {
  const [ana] = read(
    'extensions: [{ number: "101", name: Ana, secret: s3cret-101, forward: { always: "*43", no_answer: hang-up busy } }]\n',
  ).extensions;
  assert.deepEqual(ana!.forward, {
    "always": { kind: "dial", id: "*43" },
    "no-answer": { kind: "hang-up", id: "busy" },
  });
});

Deno.test("an extension with voicemail has a mailbox, as the office has it unless it says otherwise", () => {
  const office = read(`extensions:
  - { number: "101", name: Ana, secret: s3cret-101, voicemail: { pin: "4711", email: ana@example.com, quota: 5 } }
voicemail: { max_length: 60, ask_pin: false, operator: voicemail 101 }
`);
  assert.deepEqual(office.extensions[0]!.voicemail, {
    pin: "4711",
    email: "ana@example.com",
    greeting: "number",
    quotaMin: 5,
  });
  assert.partialDeepStrictEqual(office.voicemail, {
    maxLengthS: 60,
    quotaMin: 60,
    asksPin: false,
    operator: { kind: "voicemail", id: "101" },
  });
});

Deno.test("an announcement names what was recorded from a phone, by those who may", () => {
  const { announcements, extensions } = read(
    `extensions: [{ number: "101", name: Ana, secret: s3cret-101, may_announce: true }]
announcements: [{ name: closed, says: [{ recorded: "7" }, hours-closed] }]
`,
  );
  assert.deepEqual(announcements[0]!.says, [{ type: "recorded", number: "7" }, {
    type: "prompt",
    name: "hours-closed",
  }]);
  assert.equal(extensions[0]!.mayAnnounce, true);
});

Deno.test("an office has distribution lists of mailboxes", () => {
  const { voicemail } = read(`extensions:
  - { number: "101", name: Ana, secret: s3cret-101, voicemail: { pin: "4711" } }
voicemail: { lists: [{ number: "190", name: Everybody, members: ["101"] }] }
`);
  assert.deepEqual(voicemail.lists, [{ number: "190", name: "Everybody", members: ["101"] }]);
});

Deno.test("lists of lamps, and when people count as away, are the office's own", () => {
  const { lamps, presence } = read(
    'lamps: [{ name: reception, numbers: ["101", "70"] }]\npresence: { away_after: 1800 }\n',
  );
  assert.deepEqual(lamps, [{ name: "reception", numbers: ["101", "70"] }]);
  assert.deepEqual(presence, { awayAfterS: 1800, offlineAfterS: false });
  assert.deepEqual(read("").presence, { awayAfterS: false, offlineAfterS: false });
});

const FAULTS: readonly (readonly [what: string, text: string, fault: RegExp])[] = [
  [
    "two codes alike",
    'codes: { park: "*43" }\n',
    /office\.yml:2:16 codes\.park: "\*43" is taken already by the code "echo-test"/,
  ],
  [
    "two codes alike, both written down",
    'codes: { park: "*44", echo-test: "*44" }\n',
    /"\*44" is taken already by codes\.(park|echo-test) in line 2/,
  ],
  [
    "a distribution list of somebody without a mailbox",
    `${ANA}voicemail: { lists: [{ number: "190", name: X, members: ["101"] }] }\n`,
    /there is no voicemail "101"/,
  ],
  [
    "a distribution list with an extension's number",
    `${ANA}voicemail: { lists: [{ number: "101", name: X, members: [] }] }\n`,
    /"101" is taken already by extensions\[0\]/,
  ],
  [
    "a code that is somebody's number",
    `${ANA}codes: { park: "101" }\n`,
    /"101" is taken already by extensions\[0\]\.number in line 2/,
  ],
  ["a code that nobody knows", 'codes: { prak: "*70" }\n', /"prak" is not known here: did you mean "park"\?/],
  [
    "a group with an extension's number",
    `${ANA}groups: [{ number: "101", name: X, members: [] }]\n`,
    /"101" is taken already by extensions\[0\]/,
  ],
  [
    "an extension in the parking lot",
    'extensions: [{ number: "75", name: Ana, secret: s3cret-101 }]\n',
    /"75" is a parking slot \(70-79\) already/,
  ],
  [
    "slots over an extension",
    `${ANA}park: { slots: 100-105 }\n`,
    /park\.slots: "101" is taken already by extensions\[0\]\.number in line 2/,
  ],
  [
    "a rule for an extension that is not there",
    'recording: { rules: [{ extension: "150", record: never }] }\n',
    /there is no extension "150"/,
  ],
  [
    "a rule for a group that is not there",
    'recording: { rules: [{ group: "600", record: never }] }\n',
    /there is no group "600"/,
  ],
  [
    "a rule for a trunk that is not there",
    "recording: { rules: [{ trunk: first, record: never }] }\n",
    /there is no trunk "first"/,
  ],
  [
    "a rule that does not say what",
    "recording: { rules: [{ direction: inbound }] }\n",
    /recording\.rules\[0\]\.record: is missing|is missing/,
  ],
  ["a range that runs backwards", "park: { slots: 79-70 }\n", /"79-70" is not a range of numbers of the same length/],
  [
    "a destination that is not there",
    `${ANA}groups: [{ number: "600", name: X, members: [], otherwise: group 601 }]\n`,
    /there is no group "601"/,
  ],
  [
    "a kind that is not there",
    `${ANA}groups: [{ number: "600", name: X, members: [], otherwise: gruop 601 }]\n`,
    /did you mean "group"|write "group" and its number/,
  ],
  [
    "a caller that is no number",
    'block: { callers: ["07*2"] }\n',
    /block\.callers\[0\]: "07\*2" is not a caller's number: digits, x for any digit/,
  ],
  [
    "a forward to a group that is not there",
    'extensions: [{ number: "101", name: Ana, secret: s3cret-101, forward: { busy: group 600 } }]\n',
    /extensions\[0\]\.forward\.busy: there is no group "600"/,
  ],
  [
    "a mailbox that is not there",
    `${ANA}voicemail: { operator: voicemail 101 }\n`,
    /voicemail\.operator: there is no voicemail "101"/,
  ],
  [
    "a PIN that is too short",
    'extensions: [{ number: "101", name: Ana, secret: s3cret-101, voicemail: { pin: "12" } }]\n',
    /extensions\[0\]\.voicemail\.pin: is not a PIN of 4 to 10 digits/,
  ],
  [
    "an e-mail address that is none",
    'extensions: [{ number: "101", name: Ana, secret: s3cret-101, voicemail: { pin: "4711", email: ana } }]\n',
    /voicemail\.email: "ana" is not an e-mail address/,
  ],
  [
    "two lists of one name",
    "lamps: [{ name: a, numbers: [] }, { name: a, numbers: [] }]\n",
    /"a" is taken already by lamps\[0\]\.name in line 2/,
  ],
  [
    "a list that somebody could dial",
    'lamps: [{ name: "101", numbers: [] }]\n',
    /"101" is not a word of letters, digits, - and _ that begins with a letter/,
  ],
  ["away at once", "presence: { away_after: 0 }\n", /0 is not a whole number from 60 to 86400 seconds/],
  [
    "an emergency number as a group",
    'groups: [{ number: "112", name: X, members: [] }]\n',
    /"112" is an emergency number in RO/,
  ],
  [
    "a queue of somebody who is not there",
    'queues: [{ number: "8001", name: X, members: ["999"] }]\n',
    /there is no extension "999"/,
  ],
  [
    "a key of a queue that is none",
    'queues: [{ number: "8001", name: X, members: [], keys: { "10": "101" } }]\n',
    /queues\[0\]\.keys\.10: "10" does not belong into a map of keys/,
  ],
  [
    "a skill out of bounds",
    'queues: [{ number: "8001", name: X, members: [{ number: "101", skills: { german: 11 } }] }]\n',
    /skills\.german: 11 is not a whole number from 1 to 10/,
  ],
  [
    "a room where all wait for nobody",
    'rooms: [{ number: "2001", name: X, wait_for_moderator: true }]\n',
    /rooms\[0\]: nobody can be the moderator that all wait for: add moderator_pin/,
  ],
  [
    "a room whose guests are moderators",
    'rooms: [{ number: "2001", name: X, pin: "1234", moderator_pin: "1234" }]\n',
    /pin and moderator_pin are the same/,
  ],
  [
    "a room that has a group's number",
    'groups: [{ number: "2001", name: X, members: [] }]\nrooms: [{ number: "2001", name: X }]\n',
    /"2001" is taken already by groups\[0\]\.number/,
  ],
  [
    "a page to an address at which only one listens",
    'pages: [{ number: "800", name: X, members: [], multicast: [{ ip: 192.0.2.1, port: 5004 }] }]\n',
    /pages\[0\]\.multicast\[0\]\.ip: "192\.0\.2\.1" is not an IPv4 multicast address/,
  ],
  [
    "a page to somebody who is not there",
    'pages: [{ number: "800", name: X, members: ["999"] }]\n',
    /there is no extension "999"/,
  ],
  [
    "a member that is no number",
    'groups: [{ number: "600", name: X, members: [Ana] }]\n',
    /groups\[0\]\.members\[0\]: "Ana" is not a number as it is dialled/,
  ],
];

for (const [what, text, fault] of FAULTS) {
  Deno.test(`${what}: refused, with the place`, () => {
    const faults = faultsOf(text);
    assert.ok(faults.some((each) => fault.test(each)), faults.join("\n"));
  });
}
