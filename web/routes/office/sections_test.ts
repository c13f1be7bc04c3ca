import assert from "node:assert/strict";
import { emptyOf } from "../../words/mod.ts";
import { SECTIONS } from "../../office/mod.ts";
import { sectionsBeside } from "./sections.ts";
import { ofList, withoutYaml } from "./without_yaml.ts";

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

Deno.test("what may stand in a list is said as it is typed, one a line", () => {
  const HOURS = 'When it is open: ["mon-fri 09:00-17:30", "sat 10:00-13:00"]; 22:00-02:00 is over midnight';
  assert.deepEqual(ofList(HOURS), {
    says: "When it is open; 22:00-02:00 is over midnight",
    asIn: "mon-fri 09:00-17:30 · sat 10:00-13:00",
  });
  assert.deepEqual(ofList('["mon-fri 12:00-13:00"], by the clock'), {
    says: "By the clock",
    asIn: "mon-fri 12:00-13:00",
  });
  assert.deepEqual(ofList('["12-24", "12-25" (every year)]'), { says: "", asIn: "12-24 · 12-25 (every year)" });
  assert.deepEqual(ofList("Who hears it"), { says: "Who hears it" });
});
