import assert from "node:assert/strict";
import { formatFault } from "./fault.ts";
import { readOffice } from "./read_office.ts";

const OFFICE = "office: { name: Demo Office, country: RO, time_zone: Europe/Bucharest }\n";
const read = (text: string) => readOffice(OFFICE + text, { fileName: "office.yml", environment: {} });

Deno.test("who may listen to whom is read: people, groups, and who is exempt", () => {
  const judged = read(`extensions:
  - { number: "101", name: Ana, secret: secret-101, may_supervise: ["102", "600", "2001"] }
  - { number: "102", name: Bob, secret: secret-102, supervised: false, screening: all }
rooms: [{ number: "2001", name: Meeting }]
groups: [{ number: "600", name: Sales, members: ["102"] }]
supervision: { tone: true }
`);
  assert.ok(judged.ok);
  assert.deepEqual(judged.value.extensions.map(({ maySupervise, supervised }) => [maySupervise, supervised]), [
    [["102", "600", "2001"], undefined],
    [undefined, false],
  ]);
  assert.equal(judged.value.extensions[1]?.screening, "all");
  assert.deepEqual(judged.value.supervision, { tone: true });
});

Deno.test("nobody may listen to what there is not", () => {
  const judged = read(
    'extensions: [{ number: "101", name: Ana, secret: secret-101, may_supervise: ["101", "601", all] }]\n',
  );
  assert.deepEqual(judged.ok ? [] : judged.faults.map(formatFault).map((fault) => fault.replace(/^[^ ]+ /, "")), [
    'extensions[0].may_supervise[1]: there is no extension, group, queue or conference room "601"',
    'extensions[0].may_supervise[2]: "all" is not a number of 2 to 6 digits',
  ]);
});
