import { equal, ok } from "node:assert/strict";
import { writeSchema } from "../../core/config/mod.ts";
import { aboutOf, choiceOf, labelOf } from "./mod.ts";
import { RO_ABOUT } from "./ro_about.ts";
import { LABELS } from "./settings/labels.ts";

interface Said {
  readonly keys: Set<string>;
  readonly about: Set<string>;
}

/** Every key of the schema, and all that it says of them. */
function gather(node: unknown, said: Said): Said {
  if (typeof node !== "object" || node === null) return said;
  const { description, properties } = node as { readonly description?: unknown; readonly properties?: unknown };
  if (typeof description === "string" && description !== "!kept") said.about.add(description);
  if (typeof properties === "object" && properties !== null) {
    for (const key of Object.keys(properties)) said.keys.add(key);
    for (const below of Object.values(properties)) gather(below, said);
  }
  for (const [key, below] of Object.entries(node)) if (key !== "properties") gather(below, said);
  return said;
}

const SAID = gather(JSON.parse(writeSchema("office")), { keys: new Set(), about: new Set() });

Deno.test("every key of the office file has a label in both languages (web/words/settings/labels_*.ts)", () => {
  equal([...SAID.keys].filter((key) => !Object.hasOwn(LABELS, key)).join(", "), "");
  for (const [key, [en, ro]] of Object.entries(LABELS)) ok(en !== "" && ro !== "", key);
});

/** What is said of the codes, without what is said of all of them. */
const ABOUT = new Set([...SAID.about].map((about) => about.replace(/; false switches it off$/, "")));

Deno.test("all that the schema says of the office has its Romanian (web/words/settings/ro_*.ts)", () => {
  equal([...ABOUT].filter((english) => !Object.hasOwn(RO_ABOUT, english)).join("\n"), "");
});

Deno.test("no words are kept for what the office file cannot say any more", () => {
  equal(Object.keys(LABELS).filter((key) => !SAID.keys.has(key)).join(", "), "");
  equal(Object.keys(RO_ABOUT).filter((english) => !ABOUT.has(english)).join("\n"), "");
});

Deno.test("a feature code is said in Romanian, with how it is switched off", () => {
  equal(aboutOf("Hear the time; false switches it off", "ro"), "Auziți ora; false îl oprește");
});

Deno.test("a choice is said in words, by where it stands", () => {
  equal(labelOf("ring_for", "en"), "Seconds it rings");
  equal(choiceOf("memory", { section: "groups", key: "strategy" }, "en"), "one after the other, all ringing on");
  equal(choiceOf("memory", { section: "queues", key: "strategy" }, "ro"), "pe rând");
  equal(choiceOf(true, { section: "queues", key: "log_in" }, "ro"), "da");
  equal(choiceOf("digi-ro", { section: "trunks", key: "preset" }, "ro"), "digi-ro");
});
