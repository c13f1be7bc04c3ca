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
    assert.equal(meantBy(PEOPLE, written), meant);
  });
}
