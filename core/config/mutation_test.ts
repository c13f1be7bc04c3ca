import assert from "node:assert/strict";
import { type Chance, SeededChance } from "../base/mod.ts";
import { readBox } from "./box.ts";
import type { ConfigFault } from "./fault.ts";
import { stowOffice, writeOffice } from "./stored_office.ts";

const ROUNDS = 1_000;
const OFFICE = `# The house
office: { name: Demo, country: RO, time_zone: Europe/Bucharest, codecs: [opus, pcma] }
extensions:
  - { number: "101", name: Ana, secret: s3cret-101 } # door
  - number: "102"
    name: Bob
    secret: "\${BOB}"
  - { "number": "103", "name": "Eva", "secret":"s3cret-103", ring_for: 30 }
revision: 2
`;
const BOX = "data: ./data\nsip: { bind: [0.0.0.0], udp: 5060 }\nrtp:\n  from: 10000\n  to: 20000\ngrace: 5\n";
const CRUMBS = [
  ..."\n\t :,-?[]{}#&*!|>'\"%@`$0a\u0000\u{1f41f}",
  ..."--- |...|&a |*a|!!str |!kept|${|${BOB}|$${|? |- |: |<<: |revision: |\r\n|\uFEFF".split("|"),
];

/** A few crumbs put in, pieces taken out and pieces said twice. */
function mutate(text: string, chance: Chance): string {
  let mutated = text;
  for (let count = 1 + chance.below(3); count > 0; count--) {
    const from = chance.below(mutated.length + 1);
    const to = Math.min(mutated.length, from + chance.below(20));
    const middle = [CRUMBS[chance.below(CRUMBS.length)], "", mutated.slice(from, to).repeat(2)][chance.below(3)] ?? "";
    mutated = mutated.slice(0, from) + middle + mutated.slice(chance.below(2) === 0 ? from : to);
  }
  return mutated;
}

function assertPlaces(faults: readonly ConfigFault[], text: string): void {
  const lines = text.split("\n").length;
  for (const { line, column } of faults) assert.ok(line >= 1 && line <= lines && column >= 1, `${line}:${column}`);
}

Deno.test("no mutation of an office throws, hides its place, or comes back changed from an export", () => {
  const chance = new SeededChance(2);
  let good = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const text = mutate(OFFICE, chance);
    const options = { fileName: "office.yml", environment: { BOB: "s3cret-of-bob" } };
    const first = stowOffice(text, options);
    if (!first.ok) {
      assert.ok(first.faults.length > 0);
      assertPlaces(first.faults, text);
      continue;
    }
    good++;
    const { document, secrets, file } = first.value;
    const exported = writeOffice({ document, revision: 7 });
    const again = stowOffice(exported, { ...options, kept: (path) => secrets.get(path) });
    assert.ok(again.ok, exported);
    assert.equal(again.value.document, document);
    assert.deepEqual(again.value.file, { ...file, revision: 7 });
    for (const secret of secrets.values()) assert.ok(!exported.includes(`secret: ${secret}`), exported);
  }
  assert.ok(good > ROUNDS / 20, `only ${good} mutations were good`);
});

Deno.test("no mutation of kontor.yml throws or hides its place", () => {
  const chance = new SeededChance(3);
  for (let round = 0; round < ROUNDS; round++) {
    const text = mutate(BOX, chance);
    const judged = readBox(text, { fileName: "kontor.yml", environment: {} });
    if (!judged.ok) assertPlaces(judged.faults, text);
  }
});
