import assert from "node:assert/strict";
import { writeSchema } from "../../core/config/mod.ts";
import { readForm } from "./read_form.ts";
import { tidyRows } from "./rows.ts";
import { sectionsOf } from "./section.ts";
import type { FieldSpec } from "./spec.ts";

const SECTIONS = sectionsOf(JSON.parse(writeSchema("office")));

function field(section: string, path: string): FieldSpec {
  return SECTIONS.find(({ name }) => name === section)!.fields.find((each) => each.path === path)!;
}

/** A form with these fields; how many rows it has is said as a browser would. */
function formOf(path: string, rows: readonly Readonly<Record<string, string>>[], more: Record<string, string> = {}) {
  const form = new FormData();
  form.set(`${path}.rows`, String(rows.length));
  for (const [nth, row] of rows.entries()) {
    for (const [key, value] of Object.entries(row)) form.set(`${path}.${nth}.${key}`, value);
  }
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return form;
}

const READ: readonly (readonly [string, string, readonly Record<string, string>[], unknown])[] = [
  ["groups", "members", [{ number: "101", delay: "" }, { number: "102", delay: "10" }], [
    "101",
    { number: "102", delay: 10 },
  ]],
  ["groups", "members", [{ number: "" }, { number: "102" }, { number: "", delay: "" }], ["102"]],
  ["groups", "members", [{ number: "", delay: "5" }], [{ delay: 5 }]],
  ["queues", "members", [{ number: "101", penalty: "2", skills: "ro: 5\nen: 3" }], [
    { number: "101", penalty: 2, skills: { ro: 5, en: 3 } },
  ]],
  ["menus", "keys", [{ key: "1", to: "group 600", language: "" }, { key: "9", to: "", language: "ro" }], {
    "1": "group 600",
    "9": { language: "ro" },
  }],
  ["menus", "keys", [{ key: "2", to: "101", language: "en" }, { key: "", to: "", language: "" }], {
    "2": { to: "101", language: "en" },
  }],
  ["queues", "keys", [{ key: "1", to: "voicemail 101" }], { "1": "voicemail 101" }],
  ["menus", "keys", [{ key: "", to: "101", language: "" }], { "": "101" }],
  ["extensions", "rings", [{ callers: "07*\n+40*", ring: "special" }], [{ callers: ["07*", "+40*"], ring: "special" }]],
  ["rates", "prices", [{ prefix: "+40", per_minute: "0.02", setup: "", increment: "60" }], [
    { prefix: "+40", per_minute: "0.02", increment: 60 },
  ]],
];
for (const [section, path, rows, value] of READ) {
  Deno.test(`rows of ${section}.${path} say ${JSON.stringify(value)}`, () => {
    assert.deepEqual(readForm([field(section, path)], formOf(path, rows)), [{ path, says: "value", value }]);
  });
}

Deno.test("rows that are all empty take the field away, and rows that were not sent leave it", () => {
  const members = field("groups", "members");
  assert.equal(readForm([members], formOf("members", [{ number: "" }]))[0]!.says, "nothing");
  assert.equal(readForm([members], new FormData())[0]!.says, "same");
  assert.equal(readForm([members], formOf("members", [], { "members.rows": "many" }))[0]!.says, "same");
});

Deno.test("of two rows of one key none is lost: it is told", () => {
  const keys = field("menus", "keys");
  const said = readForm([keys], formOf("keys", [{ key: "1", to: "101" }, { key: "1 ", to: "102" }]));
  assert.deepEqual(said, [{ path: "keys", says: "twice", key: "1" }]);
});

const ROWS = [{ number: "101", delay: "" }, { number: "", delay: "" }, { number: "102", delay: "5" }];
const TIDY: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
  ["leaves empty ones out", {}, ["101", "102"]],
  ["leaves out the one that is taken away", { "row-drop": "members.0" }, ["102"]],
  ["puts one before the one above it", { "row-up": "members.2" }, ["102", "101"]],
  ["leaves the first one where it is", { "row-up": "members.0" }, ["101", "102"]],
  ["heeds no button of another field", { "row-drop": "skills.0" }, ["101", "102"]],
];
for (const [what, asked, numbers] of TIDY) {
  Deno.test(`a form that comes back ${what}`, () => {
    const form = tidyRows([field("groups", "members")], formOf("members", ROWS, { name: "Sales", ...asked }));
    assert.equal(form.get("name"), "Sales");
    assert.equal(form.get("members.rows"), String(numbers.length));
    assert.deepEqual(numbers.map((_, nth) => form.get(`members.${nth}.number`)), numbers);
  });
}
