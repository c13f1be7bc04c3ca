import assert from "node:assert/strict";
import type { Menu } from "../../core/directory/mod.ts";
import { meaningOf } from "./meaning_of.ts";

const KEYS = { "1": { language: "ro" }, "10": { language: "en" }, "*": { language: "ro" } } as const;
const MENU: Menu = { name: "main", says: [], keys: KEYS, direct: true, firstS: 6, nextS: 3, tries: 3 };
const NUMBERS = ["101", "102", "20", "2"];

for (
  const [digits, choice, mayGrow] of [
    ["1", "key", true],
    ["10", "key", true],
    ["101", "extension 101", false],
    ["103", undefined, false],
    ["2", "extension 2", true],
    ["20", "extension 20", false],
    ["3", undefined, false],
    ["*", "key", false],
    ["#", "again", false],
    ["1#", "key", false],
    ["2#", "extension 2", false],
    ["10#", "key", false],
    ["13#", undefined, false],
    ["##", undefined, false],
    ["", undefined, true],
  ] as const
) {
  Deno.test(`"${digits}" is ${choice ?? "nothing"}${mayGrow ? ", and may become more" : ""}`, () => {
    const meaning = meaningOf(digits, MENU, NUMBERS);
    const found = meaning.choice;
    assert.equal(found?.choice === "extension" ? `extension ${found.number}` : found?.choice, choice);
    assert.equal(meaning.mayGrow, mayGrow);
  });
}

Deno.test("without direct dialling extensions are no choice, and * goes back where the office does not use it", () => {
  const menu = { ...MENU, direct: false, keys: {} };
  assert.deepEqual(meaningOf("101", menu, NUMBERS), { choice: undefined, mayGrow: false });
  assert.deepEqual(meaningOf("*", menu, NUMBERS), { choice: { choice: "back" }, mayGrow: false });
});
