import assert from "node:assert/strict";
import { buildDirectory, hasLamp, NO_PARK } from "../directory/mod.ts";
import { ANA, faultsOf, read } from "./office_exam.ts";

Deno.test("where nobody parks, no slot has a number and no code leads there", () => {
  const first = 'extensions: [{ number: "75", name: Ana, secret: s3cret-101 }]\n';
  for (const off of ["park: false\n", "park: { slots: false }\n"]) {
    const office = read(`${first}codes: { clock: "*70" }\n${off}`);
    assert.deepEqual(office.park, NO_PARK);
    const directory = buildDirectory(office, { revision: 1, realm: "kontor" });
    assert.equal(directory.codes.park, false);
    assert.deepEqual([hasLamp(directory, "70"), hasLamp(directory, "75")], [false, true]);
  }
});

const FAULTS: readonly (readonly [what: string, text: string, fault: RegExp])[] = [
  [
    "a code that hides numbers",
    'extensions: [{ number: "801", name: Ana, secret: s3cret-101 }, { number: "802", name: Bob, secret: s3cret-102 }]\n' +
    'codes: { intercom: "8" }\n',
    /3:20 codes\.intercom: "801" \(extensions\[0\]\.number in line 2\) could not be dialled: "8" \(codes\.intercom in line 3\) takes what follows it; nor could 1 more/,
  ],
  [
    "a code that a code hides",
    'codes: { redial: "*271" }\n',
    /codes\.redial: "\*271" \(codes\.redial in line 2\) could not be dialled: "\*27" \(the code "night"\) takes what follows it/,
  ],
  [
    "a code that could only call for help",
    'extensions: [{ number: "12", name: Ana, secret: s3cret-101 }]\ncodes: { intercom: "1" }\n',
    /codes\.intercom: "1" \(codes\.intercom in line 3\) could not be followed by "12": "112" calls for help/,
  ],
  [
    "a code that is complete before another one",
    'codes: { record: "*3", transfer-attended: "*31" }\n',
    /codes\.record: "\*31" \(codes\.transfer-attended in line 2\) could not be keyed in: "\*3" \(codes\.record in line 2\)/,
  ],
  [
    "a door's key that is a code",
    `${ANA}doors: [{ name: Gate, number: "101", open: "9", key: "*2" }]\n`,
    /doors\[0\]\.key: "\*2" cannot be both the code "transfer-attended" and doors\[0\]\.key in line 3/,
  ],
  [
    "a mailbox behind a code",
    'extensions: [{ number: "97", name: Ana, secret: s3cret-101, voicemail: { pin: "4711" } }]\n',
    /extensions\[0\]\.number: "\*97" \(the code "voicemail-to"\) could not reach the mailbox of "97" \(extensions\[0\]\.number in line 2\): it is the code "voicemail-mine"/,
  ],
  [
    "a mailbox behind a code and a number",
    'extensions: [{ number: "12", name: Ana, secret: s3cret-101 }, { number: "1112", name: Bob, secret: s3cret-102, voicemail: { pin: "4711" } }]\n',
    /extensions\[1\]\.number: "\*1112" .* could not reach the mailbox of "1112" .*: it is "\*11" \(the code "desk-in"\) and "12"/,
  ],
  [
    "a mailbox behind a night switch",
    'extensions: [{ number: "271", name: Ana, secret: s3cret-101, voicemail: { pin: "4711" } }]\n' +
    'hours: [{ name: shop, times: [], open: "271", night: "1" }]\n',
    /could not reach the mailbox of "271" .*: it is "\*27" \(the code "night"\) and "1"/,
  ],
  [
    "a destination that is switched off",
    'extensions: [{ number: "101", name: Ana, secret: s3cret-101, forward: { busy: park } }]\npark: false\n',
    /extensions\[0\]\.forward\.busy: nobody parks in this office: park is switched off/,
  ],
];
for (const [what, text, fault] of FAULTS) {
  Deno.test(`the number plan refuses ${what}, and names both`, () => {
    assert.match(faultsOf(text).join("\n"), fault);
  });
}
