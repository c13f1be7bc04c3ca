import assert from "node:assert/strict";
import { readOffice } from "../../core/config/mod.ts";
import { faultIn, labelOfPath } from "./faults.ts";
import { RO_EXPECTED } from "./settings/ro_expected.ts";

/** What is said of kontor.yml alone, which no form shows. */
const OF_THE_BOX = /^(box|box_check|environment|host|pbx_link)\.ts$/;

Deno.test("whatever a setting of the office is expected to be has words in Romanian", async () => {
  const folder = new URL("../../core/config/", import.meta.url);
  const missing: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith(".ts") || name.endsWith("_test.ts") || OF_THE_BOX.test(name)) continue;
    const source = await Deno.readTextFile(new URL(name, folder));
    for (const [, what] of source.matchAll(/\btext\(\{\s*what: (?:"((?:[^"\\]|\\.)*)"|'(?:[^']*)'|`[^`]*`)/g)) {
      if (what !== undefined && RO_EXPECTED[what] === undefined) missing.push(`${name}: ${what}`);
    }
  }
  assert.deepEqual(missing, []);
});

const FAULTS: readonly (readonly [string, string, string])[] = [
  [
    "extensions: [{ number: 10a, name: Ana, secret: a-long-secret }]",
    "extensions[0].number",
    "„10a” nu este un număr de 2 până la 6 cifre",
  ],
  ["extensions: [{ number: '101', secret: a-long-secret }]", "extensions[0].name", "lipsește"],
  [
    "extensions: [{ number: '101', name: A, secret: a-long-secret, ring_for: 1 }]",
    "extensions[0].ring_for",
    "1 nu este un număr întreg de la 5 la 600",
  ],
  [
    "extensions: [{ number: '101', name: A, secret: a-long-secret, fax: maybe }]",
    "extensions[0].fax",
    "„maybe” nu este printre: ",
  ],
  [
    "extensions: []\ngroups: [{ number: '600', name: S, members: ['101'], otherwise: group 9 }]",
    "groups[0].otherwise",
    "nu există grupul „9”",
  ],
  [
    "extensions: []\nmenus: [{ name: m, says: hours-closed, keys: { '1': nowhere } }]",
    "menus[0].keys.1",
    "„nowhere” nu este un loc unde poate ajunge un apel",
  ],
  [
    "extensions: [{ number: '70', name: A, secret: a-long-secret }]\npark: { slots: 70-79 }",
    "park.slots",
    "„70” este luat deja de Interioare › 1 › Număr",
  ],
  [
    "extensions: [{ number: '112', name: A, secret: a-long-secret }]",
    "extensions[0].number",
    "„112” este un număr de urgență",
  ],
  [
    "extensions: []\nqueues: [{ number: '800', name: S, members: [], keys: { '1': queue 800 }, call_back: {} }]",
    "queues[0].keys.1",
    "„1” este luat deja de Cozi › 1 › Apel înapoi › Tasta",
  ],
  ["extensions: []\nblock: { anonymus: true }", "block.anonymus", "„anonymus” nu este cunoscut aici"],
];
for (const [sections, path, says] of FAULTS) {
  Deno.test(`${path} is told in Romanian: ${says}`, () => {
    const office = `office: { name: X, country: RO, time_zone: Europe/Bucharest }\n${sections}\n`;
    const judged = readOffice(office, { fileName: "office.yml", environment: {} });
    assert.ok(!judged.ok);
    const fault = judged.faults.find((each) => each.path === path);
    assert.ok(fault !== undefined, JSON.stringify(judged.faults));
    assert.ok(faultIn(fault, "ro").startsWith(says), faultIn(fault, "ro"));
    assert.equal(faultIn(fault, "en"), fault.text);
  });
}

Deno.test("a path is said by the labels of the forms, and its lines count from 1", () => {
  assert.equal(labelOfPath("keys.1.to", "en"), "Keys › 1 › Leads to");
  assert.equal(labelOfPath("members[1].delay", "en").split(" › ")[1], "2");
  assert.equal(labelOfPath("keys.*", "en"), "Keys › *");
});
