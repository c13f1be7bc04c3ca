import assert from "node:assert/strict";
import { Cron } from "croner";
import { writeSchema } from "../../core/config/mod.ts";
import { SCHEDULES } from "../words/mod.ts";
import { OfficeText } from "./office_text.ts";
import { OfficeReader, OfficeValues } from "./office_values.ts";
import { readForm } from "./read_form.ts";
import { sectionsOf, type SectionSpec } from "./section.ts";
import { showValue } from "./show_value.ts";
import type { FieldSpec } from "./spec.ts";

const SECTIONS = sectionsOf(JSON.parse(writeSchema("office")));
const section = (name: string): SectionSpec => SECTIONS.find((each) => each.name === name)!;

function field(name: string, path: string): FieldSpec {
  const look = (fields: readonly FieldSpec[]): FieldSpec | undefined =>
    fields.find((each) => each.path === path) ??
      fields.flatMap(({ kind }) => kind.is === "group" ? [look(kind.fields)] : []).find((each) => each !== undefined);
  const found = look(section(name).fields);
  assert.ok(found !== undefined, path);
  return found;
}

const KINDS: readonly (readonly [string, string, FieldSpec["kind"]["is"]])[] = [
  ["extensions", "name", "text"],
  ["extensions", "secret", "secret"],
  ["extensions", "ring_for", "number"],
  ["extensions", "srtp", "choice"],
  ["extensions", "forward.busy", "destination"],
  ["extensions", "codecs", "lines"],
  ["groups", "members", "rows"],
  ["menus", "keys", "rows"],
  ["queues", "keys", "rows"],
  ["extensions", "find_me", "rows"],
  ["rates", "prices", "rows"],
  ["menus", "says", "lines"],
  ["pages", "members", "lines"],
  ["presence", "away_after", "text"],
  ["hours", "night", "text"],
];
for (const [name, path, kind] of KINDS) {
  Deno.test(`a form asks for ${name}.${path} as ${kind}`, () => assert.equal(field(name, path).kind.is, kind));
}

Deno.test("when a report is sent is asked for with what is usual, said in both languages, and each of these is a time", () => {
  const saved = field("reports", "saved").kind;
  assert.equal(saved.is === "rows" && saved.fields.find(({ path }) => path === "cron")?.kind.is, "schedule");
  assert.deepEqual(Object.keys(SCHEDULES.ro), Object.keys(SCHEDULES.en));
  for (const usual of Object.keys(SCHEDULES.en)) assert.ok(new Cron(usual, { paused: true }).nextRun() !== null, usual);
});

Deno.test("everything in the schema of an office has a field, but for its revision", () => {
  const schema = JSON.parse(writeSchema("office"));
  const missing = Object.keys(schema.properties).filter((name) => !SECTIONS.some((each) => each.name === name));
  assert.deepEqual(missing, ["revision"]);
});

const VALUES: readonly (readonly [string, string, unknown])[] = [
  ["extensions", "ring_for", 30],
  ["extensions", "codecs", ["opus", "pcma"]],
  ["groups", "members", ["101", { number: "102", delay: 10 }]],
  ["menus", "keys", { "1": "group 600", "9": { language: "ro" } }],
  ["menus", "says", "hours-closed"],
  ["menus", "says", ["hours-closed", { silence: 500 }]],
  ["presence", "away_after", false],
  ["presence", "away_after", 15],
  ["hours", "night", true],
  ["hours", "night", "1"],
  ["codes", "park", "*70"],
  ["codes", "park", false],
  ["park", "slots", "70-79"],
  ["park", "slots", false],
];
for (const [name, path, value] of VALUES) {
  Deno.test(`${name}.${path} is read as it was shown: ${JSON.stringify(value)}`, () => {
    const spec = field(name, path);
    const form = new FormData();
    form.set(path, showValue(spec.kind, value));
    assert.deepEqual(readForm([spec], form), [{ path, says: "value", value }]);
  });
}

Deno.test("an empty field says nothing, an empty secret stays, a field that was not sent stays", () => {
  const form = new FormData();
  form.set("name", " ");
  form.set("secret", "");
  const fields = ["name", "secret", "ring_for"].map((path) => field("extensions", path));
  assert.deepEqual(readForm(fields, form).map(({ says }) => says), ["nothing", "same", "same"]);
});

Deno.test("YAML that is none is told, with where", () => {
  const form = new FormData();
  form.set("members", "{ number: ");
  const [said] = readForm([field("groups", "members")], form);
  assert.ok(said?.says === "nonsense");
  assert.match(said.why, /line 1/);
});

const FILE = `# my office
office: { name: X, country: RO } # here
extensions:
  - { number: "101", name: Ana Pop, secret: !kept, voicemail: { pin: !kept } } # boss
  # Bob
  - number: "102"
    name: Bob
    secret: !kept
    forward: { busy: "101" }
`;

Deno.test("what is not touched stays as it was written", () => {
  assert.equal(new OfficeText(FILE).toString(), FILE);
});

Deno.test("an edit changes its own place, and an empty group goes", () => {
  const office = new OfficeText(FILE);
  office.edit({ at: ["extensions", 0, "name"], value: "Ana Popescu" });
  office.edit({ at: ["extensions", 1, "forward", "busy"], value: undefined });
  office.edit({ at: ["extensions", 1, "forward", "always"], value: undefined });
  assert.equal(
    office.toString(),
    FILE.replace("Ana Pop,", "Ana Popescu,").replace('    forward: { busy: "101" }\n', ""),
  );
});

Deno.test("a section that is switched off whole is shown so, and goes on again", () => {
  const off = "park: false\n";
  const values = new OfficeValues(off);
  const shown = ["slots", "return_after"].map((key) => showValue(field("park", key).kind, values.at(["park", key])));
  assert.deepEqual(shown, ["off", ""]);
  const office = new OfficeText(off);
  office.edit({ at: ["park", "slots"], value: "700-709" });
  assert.equal(office.toString(), "park:\n  slots: 700-709\n");
});

Deno.test("what is added comes last, and a list that is empty goes", () => {
  const office = new OfficeText(FILE);
  office.add("groups", { number: "600", members: ["101"] });
  assert.deepEqual(office.at(["groups"]), [{ number: "600", members: ["101"] }]);
  office.remove("groups", 0);
  assert.equal(office.toString(), FILE);
});

Deno.test("an office that is only looked at says the same, and where it has secrets", () => {
  const [office, values] = [new OfficeText(FILE), new OfficeValues(FILE)];
  for (
    const path of [["office"], ["extensions", 1, "name"], ["extensions", 9], ["groups"], ["extensions", 0, "secret"]]
  ) {
    assert.deepEqual(values.at(path), office.at(path), path.join("."));
  }
  assert.equal(values.at(["extensions", 0, "voicemail", "pin"]), null);
  assert.equal(values.hasSecret(["extensions", 0, "voicemail", "pin"]), true);
  assert.equal(values.hasSecret(["extensions", 0, "pin"]), false);
});

Deno.test("the office file is read again when it is another, and only then", () => {
  const reader = new OfficeReader();
  const first = reader.read(FILE);
  assert.equal(reader.read(FILE), first);
  assert.equal(reader.read(FILE.replace("Ana Pop", "Ana Ionescu")).at(["extensions", 0, "name"]), "Ana Ionescu");
});
