import assert from "node:assert/strict";
import { findPeople, meantBy } from "./find_people.ts";

const PEOPLE = [
  { number: "101", name: "Ana Popescu" },
  { number: "102", name: "Ștefan Ionescu" },
  { number: "110", name: "Ștefania Pop" },
];

for (
  const [written, found, meant] of [
    ["", ["101", "102", "110"], ""],
    ["10", ["101", "102"], "10"],
    ["stefan i", ["102"], "102"],
    ["stefan", ["102", "110"], ""],
    ["POP", ["101", "110"], ""],
    ["+40 (722) 000-111", [], "+40722000111"],
    ["tel:0722.000.111", [], "0722000111"],
    ["nobody", [], ""],
  ] as const
) {
  Deno.test(`"${written}" finds ${found.join(", ") || "nobody"} and calls ${meant || "nobody"}`, () => {
    assert.deepEqual(findPeople(PEOPLE, written).map(({ number }) => number), found);
    assert.equal(meantBy(written, { people: findPeople(PEOPLE, written), contacts: [] }), meant);
  });
}

const MARIA = { number: "+40722000111", name: "Maria Ene" };
for (
  const [says, people, contacts, meant] of [
    ["the only one of the phone book is called", [], [MARIA], MARIA.number],
    ["of two of the phone book neither is", [], [MARIA, { ...MARIA, number: "+40722000112" }], ""],
    ["a colleague goes before them", [{ number: "101", name: "Maria Pop" }], [MARIA], "101"],
  ] as const
) {
  Deno.test(`where "maria" is written, ${says}`, () => {
    assert.equal(meantBy("maria", { people, contacts }), meant);
  });
}

Deno.test("who writes a number calls that one, and nobody whose number begins so", () => {
  assert.equal(meantBy("0722 000", { people: [], contacts: [MARIA] }), "0722000");
});
