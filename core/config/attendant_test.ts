import assert from "node:assert/strict";
import { formatFault } from "./fault.ts";
import type { OfficeFile } from "./office.ts";
import { ANA, faultsOf as faultsIn, OFFICE, read as readIn } from "./office_exam.ts";
import { readOffice } from "./read_office.ts";

const read = (text: string): OfficeFile => readIn(ANA + text);
const faultsOf = (text: string): readonly string[] => faultsIn(ANA + text);
Deno.test("an announcement is the box's sentences, the owner's files, digits and pauses", () => {
  const { announcements } = read(`announcements:
  - { name: closed, says: hours-closed, answer: false }
  - name: moved
    number: "650"
    says: [welcome, hall/We have moved.ogg, { digits: "0721" }, { silence: 500 }, { prompt: goodbye }, { file: ștefan.wav }]
    times: 2
    then: announcement closed
`);
  assert.deepEqual(announcements, [
    { name: "closed", says: [{ type: "prompt", name: "hours-closed" }], answers: false, times: 1 },
    {
      name: "moved",
      number: "650",
      says: [
        { type: "prompt", name: "welcome" },
        { type: "recording", path: "hall/We have moved.ogg" },
        { type: "digits", digits: "0721" },
        { type: "silence", ms: 500 },
        { type: "prompt", name: "goodbye" },
        { type: "recording", path: "ștefan.wav" },
      ],
      times: 2,
      onward: { kind: "announcement", id: "closed" },
    },
  ]);
});

Deno.test("hours are read, with times over midnight and every form of a holiday", () => {
  const { hours } = read(`hours:
  - { name: office, times: ["mon-fri 09:00-13:00, 14:00-17:30", "sat 22:00-02:00"], open: "101" }
  - name: shop
    times: ["sun-mon,wed 00:00-24:00"]
    holidays: ["2026-12-24", "12-25", "2026-12-24..2027-01-02", "12-24..01-02", "02-29"]
    calendar: calendars/Sărbători.ics
    open: hours office
    closed: hang-up busy
    holiday: "101"
    night: "1"
  - { name: always, times: [], open: "101", night: false }
`);
  assert.deepEqual(hours[0], {
    name: "office",
    times: [
      { days: [1, 2, 3, 4, 5], from: 540, to: 780 },
      { days: [1, 2, 3, 4, 5], from: 840, to: 1050 },
      { days: [6], from: 1320, to: 120 },
    ],
    holidays: [],
    open: { kind: "dial", id: "101" },
    night: "",
  });
  assert.deepEqual(hours[1]!.times, [{ days: [1, 3, 7], from: 0, to: 1440 }]);
  assert.deepEqual(hours[1]!.holidays, [
    { every: "once", from: "2026-12-24T00:00", until: "2026-12-24T24:00" },
    { every: "year", from: "12-25", to: "12-25" },
    { every: "once", from: "2026-12-24T00:00", until: "2027-01-02T24:00" },
    { every: "year", from: "12-24", to: "01-02" },
    { every: "year", from: "02-29", to: "02-29" },
  ]);
  assert.equal(hours[1]!.night, "1");
  assert.equal(hours[2]!.night, false);
});

Deno.test("a menu has keys that lead somewhere, choose a language, or both", () => {
  const { menus } = read(`menus:
  - name: main
    number: "500"
    says: menu-dial-extension
    keys: { "1": "101", "9": { language: ro }, "*": { language: en, to: menu main }, "77": hang-up busy }
    direct: true
    on_timeout: "101"
`);
  assert.deepEqual(menus, [{
    name: "main",
    number: "500",
    says: [{ type: "prompt", name: "menu-dial-extension" }],
    keys: {
      "1": { to: { kind: "dial", id: "101" } },
      "9": { language: "ro" },
      "*": { language: "en", to: { kind: "menu", id: "main" } },
      "77": { to: { kind: "hang-up", id: "busy" } },
    },
    direct: true,
    firstS: 6,
    nextS: 3,
    tries: 3,
    onTimeout: { kind: "dial", id: "101" },
  }]);
});

Deno.test("DISA has a PIN and an extension", () => {
  const { disa } = read('disa: [{ name: home, pin: "739154", as: "101" }]\n');
  assert.deepEqual(disa, [{ name: "home", pin: "739154", extension: "101" }]);
});

const FAULTS: readonly (readonly [what: string, text: string, fault: RegExp])[] = [
  [
    "a file outside its folder",
    "announcements: [{ name: a, says: ../secret.wav }]\n",
    /office\.yml:3:34 announcements\[0\]\.says: "\.\.\/secret\.wav" is not the path of a WAV/,
  ],
  [
    "a file from the root",
    "announcements: [{ name: a, says: { file: /etc/x.wav } }]\n",
    /says\.file: "\/etc\/x\.wav" is not/,
  ],
  ["a file of another kind", "announcements: [{ name: a, says: song.mp3 }]\n", /"song\.mp3" is not the path of a WAV/],
  [
    "a sentence that is no name",
    "announcements: [{ name: a, says: We are closed }]\n",
    /is not the name of a sentence/,
  ],
  ["a part of two kinds", 'announcements: [{ name: a, says: { digits: "1", file: a.wav } }]\n', /one of these keys/],
  ["nothing to say", "announcements: [{ name: a, says: [] }]\n", /is an empty list/],
  [
    "two announcements of one name",
    "announcements: [{ name: a, says: welcome }, { name: a, says: goodbye }]\n",
    /announcements\[1\]\.name: "a" is the name of another announcement already/,
  ],
  [
    "a number that is taken",
    'announcements: [{ name: a, says: welcome, number: "101" }]\n',
    /"101" is taken already by extensions\[0\]/,
  ],
  [
    "a name that nobody has",
    "announcements: [{ name: a, says: welcome, then: menu main }]\n",
    /there is no menu "main"/,
  ],
  [
    "a destination without its name",
    "announcements: [{ name: a, says: welcome, then: menu }]\n",
    /"menu" and its name/,
  ],
  [
    "a day that there is not",
    "hours: [{ name: h, times: [fun 09:00-10:00], open: '101' }]\n",
    /is not times of the week/,
  ],
  ["an hour that there is not", "hours: [{ name: h, times: [mon 09:00-25:00], open: '101' }]\n", /is not times of the/],
  ["a time that lasts nothing", "hours: [{ name: h, times: [mon 09:00-09:00], open: '101' }]\n", /is not times of the/],
  [
    "a date that there is not",
    'hours: [{ name: h, times: [], open: "101", holidays: ["2026-02-29"] }]\n',
    /"2026-02-29" is not a day/,
  ],
  [
    "a range that runs backwards",
    'hours: [{ name: h, times: [], open: "101", holidays: ["2026-12-24..2026-12-01"] }]\n',
    /is not a day/,
  ],
  [
    "a calendar outside the data folder",
    'hours: [{ name: h, times: [], open: "101", calendar: ../x.ics }]\n',
    /is not the path of an iCalendar file/,
  ],
  [
    "a night switch of two digits",
    'hours: [{ name: h, times: [], open: "101", night: "12" }]\n',
    /"12" is not one digit/,
  ],
  [
    "a key that no phone has",
    'menus: [{ name: m, says: welcome, keys: { "A": "101" } }]\n',
    /menus\[0\]\.keys\.A: "A" is not a key/,
  ],
  [
    "a key that leads to nobody",
    'menus: [{ name: m, says: welcome, keys: { "1": group 600 } }]\n',
    /there is no group "600"/,
  ],
  ["a PIN that is too short", 'disa: [{ name: d, pin: "1234", as: "101" }]\n', /is not a PIN of 6 to 12 digits/],
  ["a PIN that everybody guesses", 'disa: [{ name: d, pin: "123456", as: "101" }]\n', /too easy to guess/],
  ["a PIN of one digit", 'disa: [{ name: d, pin: "777777", as: "101" }]\n', /too easy to guess/],
  ["DISA for nobody", 'disa: [{ name: d, pin: "739154", as: "102" }]\n', /there is no extension "102"/],
];

for (const [what, text, fault] of FAULTS) {
  Deno.test(`${what}: refused, with the place`, () => {
    const faults = faultsOf(text);
    assert.ok(faults.some((each) => fault.test(each)), faults.join("\n"));
  });
}

Deno.test("no fault repeats a PIN", () => {
  for (const pin of ["1234", "777777", "73915x"]) {
    const faults = faultsOf(`disa: [{ name: d, pin: "${pin}", as: "101" }]\n`);
    assert.ok(faults.every((fault) => !fault.includes(pin)), faults.join("\n"));
  }
});

Deno.test("a sentence that the box does not know is refused where the names are known, with the one that was meant", () => {
  const prompts = new Set(["hours-closed", "welcome"]);
  const office = "announcements: [{ name: a, says: [welcome, hours-clsoed] }]\n" +
    "menus: [{ name: m, says: { prompt: lunch-time }, keys: {} }]\n";
  const judged = readOffice(OFFICE + ANA + office, { fileName: "office.yml", environment: {}, prompts });
  assert.ok(!judged.ok);
  assert.deepEqual(judged.faults.map(formatFault), [
    'office.yml:3:44 announcements[0].says[1]: there is no sentence "hours-clsoed": did you mean "hours-closed"?',
    'office.yml:4:36 menus[0].says.prompt: there is no sentence "lunch-time": a file of your own is named with its ' +
    "ending: closed.wav",
  ]);
  assert.ok(readOffice(OFFICE + ANA + office, { fileName: "office.yml", environment: {} }).ok);
});
