import assert from "node:assert/strict";
import { sectionOf } from "../office/sections.ts";
import { destinationAt, freeKeys, isWay, waysOf } from "./ways.ts";

const fieldsOf = (section: string) => sectionOf(section)!.fields;
const menu: Readonly<Record<string, unknown>> = {
  keys: { "1": "group 600", "2": { to: "101", says: "x" }, "9": { language: "ro" } },
  on_timeout: "group 600",
};

Deno.test("a menu's ways are its keys as they stand, then what else may happen; a key for another language is none", () => {
  const ways = waysOf(fieldsOf("menus"), (path) => menu[path]);
  assert.deepEqual(ways.map(({ path, to }) => [path, to]), [
    ["keys.1", "group 600"],
    ["keys.2", "101"],
    ["on_timeout", "group 600"],
    ["on_invalid", ""],
  ]);
  assert.deepEqual(freeKeys(fieldsOf("menus"), (path) => menu[path]), [..."3456780*#"]);
});

Deno.test("what has no keys gets none, and what groups its ways names them whole", () => {
  assert.deepEqual(freeKeys(fieldsOf("hours"), () => undefined), []);
  const paths = waysOf(fieldsOf("extensions"), () => undefined).map(({ path }) => path);
  assert.ok(paths.includes("forward.no_answer"));
});

Deno.test("only ways can be led elsewhere", () => {
  assert.ok(isWay(fieldsOf("menus"), "keys.1"));
  assert.ok(isWay(fieldsOf("hours"), "closed"));
  for (const path of ["says", "keys", "keys.1.language", "name", "secret"]) {
    assert.ok(!isWay(fieldsOf("menus"), path), path);
  }
  assert.ok(!isWay(fieldsOf("hours"), "keys.1"));
});

Deno.test("a way beside which more is said of its key is changed alone", () => {
  assert.equal(destinationAt({ to: "101", says: "x" }, "keys.2"), "keys.2.to");
  assert.equal(destinationAt("101", "keys.1"), "keys.1");
  assert.equal(destinationAt(undefined, "keys.4"), "keys.4");
});
