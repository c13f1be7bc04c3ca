import assert from "node:assert/strict";
import { emptyOf } from "../../words/mod.ts";
import { withoutYaml } from "./rows_field.tsx";
import { SECTIONS, sectionsBeside } from "./sections.ts";

for (const { name } of SECTIONS.filter(({ isList }) => isList)) {
  Deno.test(`where there are no ${name} yet it is said in both languages what they are for`, () => {
    const [en, ro] = (["en", "ro"] as const).map((language) => emptyOf(name, language));
    assert.ok(en !== undefined && ro !== undefined && en !== ro);
  });
}

Deno.test("every section stands beside itself", () => {
  for (const { name } of SECTIONS) {
    assert.ok(sectionsBeside(name).sections.some((section) => section.name === name), name);
  }
});

const HINTS: readonly (readonly [string, string])[] = [
  ['Who rings: "101", or { number: "101", delay: 10 }', "Who rings."],
  [
    '{ "1": group 600, "9": { language: ro } }. Unless they are used here, * goes back',
    "Unless they are used here, * goes back",
  ],
  ["Seconds that it rings", "Seconds that it rings"],
  ['Cine sună: "101" sau { number: "101", delay: 10 }', "Cine sună."],
];
for (const [about, hint] of HINTS) {
  Deno.test(`beside rows nothing is said of how the file writes them: ${hint}`, () => {
    assert.equal(withoutYaml(about), hint);
  });
}
