import { equal, ok } from "node:assert/strict";
import { writeSchema } from "../../core/config/mod.ts";
import { aboutOf, choiceOf, labelOf, labelOfPath } from "./mod.ts";
import { RO_ABOUT } from "./ro_about.ts";
import { LABELS } from "./settings/labels.ts";

interface Said {
  /** Of each key from the office down, without what stands for any: `menus.keys.to`. */
  readonly places: Set<string>;
  readonly about: Set<string>;
}

/** Every key of the schema, and all that it says of them. */
function gather(node: unknown, said: Said, at = ""): Said {
  if (typeof node !== "object" || node === null) return said;
  const { description, properties } = node as { readonly description?: unknown; readonly properties?: unknown };
  if (typeof description === "string" && description !== "!kept") said.about.add(description);
  if (typeof properties === "object" && properties !== null) {
    for (const [key, below] of Object.entries(properties)) {
      said.places.add(`${at}.${key}`);
      gather(below, said, `${at}.${key}`);
    }
  }
  for (const [key, below] of Object.entries(node)) if (key !== "properties") gather(below, said, at);
  return said;
}

const SAID = gather(JSON.parse(writeSchema("office")), { places: new Set(), about: new Set() });
const KEYS = new Set([...SAID.places].map((place) => place.split(".").at(-1)!));

Deno.test("every key of the office file has a label in both languages (web/words/settings/labels_*.ts)", () => {
  equal([...KEYS].filter((key) => !Object.hasOwn(LABELS, key)).join(", "), "");
  for (const [key, [en, ro]] of Object.entries(LABELS)) ok(en !== "" && ro !== "", key);
});

/** What is said of the codes, without what is said of all of them. */
const ABOUT = new Set([...SAID.about].map((about) => about.replace(/; false switches it off$/, "")));

Deno.test("all that the schema says of the office has its Romanian (web/words/settings/ro_*.ts)", () => {
  equal([...ABOUT].filter((english) => !Object.hasOwn(RO_ABOUT, english)).join("\n"), "");
});

Deno.test("no words are kept for what the office file cannot say any more", () => {
  equal(
    Object.keys(LABELS).filter((label) => ![...SAID.places].some((place) => place.endsWith(`.${label}`))).join(", "),
    "",
  );
  equal(Object.keys(RO_ABOUT).filter((english) => !ABOUT.has(english)).join("\n"), "");
});

const MEANINGS: readonly (readonly [place: string, en: string, ro: string])[] = [
  ["times", "Times", "Ore"],
  ["extensions.quiet.times", "Times", "Ore"],
  ["announcements.times", "How many times", "De câte ori"],
  ["hours.open", "When open", "Când este deschis"],
  ["doors.open", "Digits that open it", "Cifrele care o deschid"],
  ["extensions.voicemail.quota", "Room (minutes)", "Spațiu (minute)"],
  ["recording.quota", "Room (MB)", "Spațiu (MB)"],
  ["queues.outbound", "Calls from lists", "Apeluri din liste"],
  ["recording.outbound", "To outside", "Spre exterior"],
  ["missed.notify.to.to", "Address", "Adresa"],
];
for (const [place, en, ro] of MEANINGS) {
  Deno.test(`${place} is ${en}`, () => {
    equal(labelOf(place, "en"), en);
    equal(labelOf(place, "ro"), ro);
  });
}

Deno.test("a path is said by what its keys mean there, from the office down or from a thing of it", () => {
  equal(labelOfPath("announcements[2].times", "en"), "Announcements › 3 › How many times");
  equal(labelOfPath("times", "ro", "announcements"), "De câte ori");
  equal(labelOfPath("missed.notify.to[0].to", "en"), "Missed calls › Who is told › Recipients › 1 › Address");
});

Deno.test("a feature code is said in Romanian, with how it is switched off", () => {
  const typed = { true: "on", false: "off" };
  equal(aboutOf("Hear the time; false switches it off", "ro", typed), "Auziți ora; off îl oprește");
});

Deno.test("what the file says as true and false is said as it is chosen", () => {
  equal(aboutOf("false: it is not. True when left out; or false", "en"), "No: it is not. Yes when left out; or no");
  equal(
    aboutOf("Whether a second call may knock; true when left out", "ro"),
    "Dacă al doilea apel poate bate la ușă; da, când nu se spune",
  );
});

Deno.test("a choice is said in words, by where it stands", () => {
  equal(labelOf("ring_for", "en"), "Seconds it rings");
  equal(choiceOf("memory", { section: "groups", key: "strategy" }, "en"), "one after the other, all ringing on");
  equal(choiceOf("memory", { section: "queues", key: "strategy" }, "ro"), "pe rând");
  equal(choiceOf(true, { section: "queues", key: "log_in" }, "ro"), "da");
  equal(choiceOf("digi-ro", { section: "trunks", key: "preset" }, "ro"), "digi-ro");
});
