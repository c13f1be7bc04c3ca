import assert from "node:assert/strict";
import { readOffice } from "../../../core/config/mod.ts";
import { buildDirectory } from "../../../core/directory/mod.ts";
import { flowOf } from "../../flow/mod.ts";
import { OfficeText } from "../../forms/mod.ts";
import { wordsIn } from "../../words/mod.ts";
import { freeWaysOf, nameOfWay } from "./free_ways.ts";

const OFFICE = `
office: { name: Demo, country: RO, time_zone: Europe/Bucharest }
extensions:
  - { number: "101", name: Ana Pop, secret: secret-101, voicemail: { pin: "4711" }, forward: { no_answer: voicemail 101 }, fax_to: voicemail 101 }
hours: [{ name: office, times: ["mon-fri 09:00-17:30"], open: menu main }]
menus: [{ name: main, says: hours-closed, keys: { "1": "101", "2": { language: ro } }, on_timeout: "101" }]
numbers: [{ number: "+40211234567", to: hours office }]
`;

Deno.test("free are the ways that lead nowhere yet: neither those of a mailbox, where a call ends, nor a number's only one", () => {
  const judged = readOffice(OFFICE, { fileName: "office.yml", environment: {} });
  assert.ok(judged.ok, JSON.stringify(judged));
  const { nodes, edges } = flowOf(buildDirectory(judged.value, { revision: 1, realm: "kontor" }));
  assert.deepEqual(freeWaysOf(new OfficeText(OFFICE), nodes), {
    "hours office": ["closed", "holiday"],
    "menu main": [..."34567890*#"].map((key) => `keys.${key}`).concat("on_invalid"),
    "extension 101": ["forward.always", "forward.busy", "forward.unreachable"],
  });
  const whys = edges.find(({ from }) => from === "extension 101")!.by.map(({ why }) => why);
  assert.deepEqual(whys, ["busy", "no-answer", "unreachable", "fax"]);
});

Deno.test("a way is called in the picture what it is called in the form of its thing", () => {
  const names = [["menus", "keys.*"], ["hours", "closed"], ["extensions", "forward.busy"]].map(([section, path]) =>
    nameOfWay(wordsIn("en"), section!, path!)
  );
  assert.deepEqual(names, ["Key *", "When closed", "When busy"]);
});
