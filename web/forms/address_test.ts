import assert from "node:assert/strict";
import { writeSchema } from "../../core/config/mod.ts";
import { addressesOf } from "./address.ts";
import { OfficeValues } from "./office_values.ts";
import { spanBefore } from "./text_span.ts";
import { pairItems } from "./pairs.ts";
import { sectionsOf } from "./section.ts";

for (const { name, isList } of sectionsOf(JSON.parse(writeSchema("office")))) {
  if (!isList) continue;
  Deno.test(`no two items of ${name} have one address, however many are called the same`, () => {
    const twin = { number: "101", name: "Ana", match: "0." };
    const items = [twin, twin, {}, twin, {}, { number: "101~2", name: "Ana~2" }, { number: "+", name: "+" }];
    const addresses = addressesOf(name, items);
    assert.equal(new Set(addresses).size, items.length, addresses.join(" "));
    assert.ok(!addresses.includes("+"), "which is one that is not there yet");
    assert.ok(!addresses.includes(""));
  });
}

const NUMBERS: readonly (readonly [string, readonly unknown[], readonly string[]])[] = [
  ["numbers", [{ number: "+4021" }, { number: "+4021", caller: "07." }], ["+4021", "+4021~2"]],
  ["menus", [{ name: "main", number: "700" }, { name: "700" }], ["main", "700"]],
  ["block", [{}, {}], ["~1", "~2"]],
  ["contacts", [{ name: "Ana" }, { name: "Ana" }, { name: "Ana~2" }], ["Ana", "Ana~3", "Ana~2"]],
];
for (const [section, items, addresses] of NUMBERS) {
  Deno.test(`${section} are at ${addresses.join(" and ")}`, () => {
    assert.deepEqual(addressesOf(section, items), addresses);
  });
}

const [A, B, C] = [{ name: "A" }, { name: "B" }, { name: "C" }];
const PAIRS: readonly (readonly [string, readonly unknown[], readonly unknown[], readonly (number | undefined)[]])[] = [
  ["one that another was put before", [A, B], [C, A, B], [1, 2]],
  ["one that stands elsewhere", [A, B], [B, A], [1, 0]],
  ["one that says something else", [A, B], [A, { ...B, vip: true }], [0, 1]],
  ["one that is called something else", [A, B], [A, { name: "B2" }], [0, 1]],
  ["one that is gone", [A, B], [B], [undefined, 0]],
  ["the second of two", [A, { ...A, vip: true }], [A, { ...A, note: "x" }], [0, 1]],
  ["the second of two, once the first is gone", [A, { ...A, vip: true }], [{ ...A, vip: true }], [undefined, 0]],
  ["none, where it cannot be said which", [A, { ...A, vip: true }], [{ ...A, note: "x" }], [undefined, undefined]],
];
for (const [what, before, after, places] of PAIRS) {
  Deno.test(`a section that was changed shows ${what}`, () => {
    assert.deepEqual(pairItems("contacts", before, after), places);
  });
}

const TEXT = `office: { name: X }
contacts:
  - { name: A }
  - { name: B } # two
  - name: C
    note: long
`;

Deno.test("items are found in the text, and where they stood before a change elsewhere", () => {
  const { items, spans } = new OfficeValues(TEXT).items({ name: "contacts", isList: true });
  assert.deepEqual(items, [A, B, { ...C, note: "long" }]);
  assert.equal(TEXT.slice(spans[1]!.from, spans[1]!.to), "{ name: B }");
  const earlier = TEXT.replace("name: A", "name: Another").replace("X", "Y");
  const found = spanBefore(spans[1]!, { before: earlier, after: TEXT })!;
  assert.equal(earlier.slice(found.from, found.to), "{ name: B }");
  const later = TEXT.replace("long", "longer");
  assert.deepEqual(spanBefore(spans[1]!, { before: later, after: TEXT }), spans[1]);
  for (const touched of [TEXT.replace("B }", "Bob }"), TEXT.replace("  - { name: B } # two\n", "")]) {
    assert.equal(spanBefore(spans[1]!, { before: touched, after: TEXT }), undefined);
  }
});
