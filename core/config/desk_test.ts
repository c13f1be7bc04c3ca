import assert from "node:assert/strict";
import { formatFault } from "./fault.ts";
import { readOffice } from "./read_office.ts";

const OFFICE = `office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions:
  - number: "101"
    name: Ana
    secret: s3cret-101
    pin: "0815"
    quiet: { times: ["mon-sun 20:00-07:00"], except: ["102"] }
    rings: [{ callers: ["0722*"], ring: family }]
  - { number: "104", name: Desk, secret: s3cret-104, shared: true }
  - { number: "150", name: Gate, secret: s3cret-150 }
trunks: [{ name: yard, kind: peer, host: 10.0.0.20 }]
`;

function read(text: string) {
  return readOffice(text, { fileName: "office.yml", environment: {} });
}

Deno.test("desks, quiet hours, rings and doors are read", () => {
  const judged = read(`${OFFICE}
desk: { login: add, logout: "20:00", shared_may_call: local }
ring: { tells: all }
doors:
  - { name: Gate, number: "150", open: "#7", may_open: ["101"], picture: "http://10.0.0.21/still.jpg" }
  - { name: Yard, number: "0900", trunk: yard, open: "1", key: "#" }
`);
  assert.ok(judged.ok, judged.ok ? "" : judged.faults.map(formatFault).join("\n"));
  const { hotDesk, ring, doors, extensions } = judged.value;
  assert.deepEqual(hotDesk, { login: "add", logoutAt: "2000", sharedMayCall: "local" });
  assert.deepEqual(ring, { tells: "all" });
  assert.deepEqual(doors, [
    { name: "Gate", number: "150", open: "#7", key: "*5", mayOpen: ["101"], picture: "http://10.0.0.21/still.jpg" },
    { name: "Yard", number: "0900", trunk: "yard", open: "1", key: "#" },
  ]);
  const [ana, desk] = extensions;
  assert.deepEqual(ana!.quiet, { times: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 1200, to: 420 }], except: ["102"] });
  assert.deepEqual([ana!.rings, ana!.pin], [[{ callers: ["0722*"], ring: "family" }], "0815"]);
  assert.equal(desk!.isShared, true);
});

Deno.test("what is wrong with them is told, each in its place", () => {
  const judged = read(`${OFFICE}
desk: { logout: "24:00" }
doors:
  - { name: Gate, number: "151", open: "12x" }
  - { name: Yard, number: "0900", trunk: barn, open: "1", key: "1234", picture: "still.jpg" }
`);
  assert.ok(!judged.ok);
  assert.deepEqual(judged.faults.map(formatFault).map((fault) => fault.replace(/^office.yml:\d+:\d+ /, "")), [
    'desk.logout: "24:00" is not a time of day as in "20:00"',
    'doors[0].open: "12x" is not digits that open a door',
    'doors[1].trunk: there is no trunk "barn"',
    'doors[1].key: "1234" is not one to three keys',
    'doors[1].picture: "still.jpg" is not an http or https address',
  ]);
  const missing = read(`${OFFICE}doors: [{ name: Gate, number: "151", open: "#7" }]\n`);
  assert.ok(!missing.ok);
  assert.match(formatFault(missing.faults[0]!), /doors\[0\]\.number: there is no extension "151"/);
});
