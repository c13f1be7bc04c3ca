import assert from "node:assert/strict";
import { OfficeValues } from "../../forms/mod.ts";
import { freshValues } from "./fresh_values.ts";
import { sectionOf } from "./sections.ts";

const OFFICE = new OfficeValues(`
extensions:
  - { number: "101", name: Ana, secret: secret-101, ring_for: 30, codecs: [PCMA, G722], forward: { busy: "102" },
      voicemail: { pin: "4711", email: ana@example.com, retention: 30 } }
  - { number: "103", name: Bob, secret: secret-103 }
  - { number: "099", name: Door, secret: secret-099 }
groups: [{ number: "104", name: Sales, members: ["101"] }]
menus: [{ name: main, says: hours-closed, keys: { "1": "101" } }]
numbers: [{ number: "+40211234567", to: "101" }]
`);
const valueOf = (section: string, like?: string) => freshValues(OFFICE, sectionOf(section)!, like);

const NUMBERS: readonly (readonly [string, string, string | undefined, string | undefined])[] = [
  ["after that of which it is to be like", "extensions", "101", "102"],
  ["that no other kind of thing has", "extensions", "103", "105"],
  ["after the last one, as long as that was", "extensions", undefined, "100"],
  ["of its own kind", "groups", undefined, "105"],
  ["where things have numbers", "menus", "main", undefined],
  ["unless the world gives them out", "numbers", undefined, undefined],
  ["where there is one before", "queues", undefined, undefined],
];
for (const [sentence, section, like, number] of NUMBERS) {
  Deno.test(`something new gets the first free number ${sentence}`, () => {
    assert.equal(valueOf(section, like)("number"), number);
  });
}

Deno.test("something like another one has what that has, but for what is its own", () => {
  const fresh = valueOf("extensions", "101");
  const paths = ["ring_for", "codecs", "voicemail.retention", "name", "forward.busy", "voicemail.email"];
  const has = [30, ["PCMA", "G722"], 30, undefined, undefined, undefined];
  assert.deepEqual(paths.map(fresh), has);
  assert.equal(valueOf("menus", "main")("name"), undefined);
  assert.deepEqual(valueOf("menus", "main")("keys"), { "1": "101" });
});

Deno.test("something new that is to be like nothing has nothing; nor is there any like one that is gone", () => {
  assert.equal(valueOf("extensions")("ring_for"), undefined);
  assert.equal(valueOf("extensions", "999")("ring_for"), undefined);
});
