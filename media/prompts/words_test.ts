import assert from "node:assert/strict";
import { NOUNS } from "./nouns.ts";
import { isClipName, readWords } from "./read_words.ts";
import { hashOfWords, LANGUAGES, WORDS } from "./words.ts";

/** Sentences, letters and nouns: what is named from outside. How a language puts numbers together is its own affair. */
function named(language: "en" | "ro"): readonly string[] {
  const own = /^(number|word|weekday|day|month|hour|minute)-|-de$/;
  return [...WORDS[language].clips.keys()].filter((name) => !own.test(name));
}

Deno.test("both languages have the same sentences, nouns and letters, in the same order", () => {
  assert.deepEqual(named("ro"), named("en"));
  assert.deepEqual([...WORDS.ro.nouns.keys()], [...WORDS.en.nouns.keys()]);
  assert.ok(named("en").length > 300, `only ${named("en").length} names`);
});

for (const language of LANGUAGES) {
  Deno.test(`what can be counted in "${language}" is in the words, with its gender`, () => {
    assert.deepEqual(new Map([...NOUNS[language]].sort()), new Map([...WORDS[language].nouns].sort()));
  });

  Deno.test(`every text of "${language}" is written as it should be`, () => {
    for (const [name, text] of WORDS[language].clips) {
      assert.equal(text, text.trim().normalize("NFC"), `"${name}" has spaces or marks of its own`);
      assert.doesNotMatch(text, /[ŞşŢţ]/, `"${name}" has a cedilla where Romanian has a comma`);
      assert.doesNotMatch(text, /[<>&{}\d]|\s\s/, `"${name}" holds what cannot be said`);
      if (language === "en") assert.match(text, /^[A-Za-z ,.;'-]+$/, `"${name}" has letters that English has not`);
      else assert.match(text, /^[A-Za-zĂăÂâÎîȘșȚț ,.;-]+$/, `"${name}" has letters that Romanian has not`);
    }
  });

  Deno.test(`a sentence of "${language}" that is named after a key ends where the key follows`, () => {
    for (const [name, text] of WORDS[language].clips) {
      if (name.endsWith("-press")) assert.match(text, language === "en" ? /press$/ : /apăsați tasta$/, name);
    }
  });
}

Deno.test("every word whose sound is written down is said somewhere", () => {
  for (const language of LANGUAGES) {
    const { pronounced, clips } = WORDS[language];
    const said = new Set([...clips.values()].flatMap((text) => text.match(/[\p{L}'-]+/gu) ?? []));
    assert.deepEqual([...pronounced.keys()].filter((word) => !said.has(word)), [], language);
  }
});

Deno.test("the hash of the words has 64 digits", () => assert.match(hashOfWords(), /^[0-9a-f]{64}$/));

const VOICE = "voice: { name: ro, speed: 150, pitch: 40 }\n";
const FAULTY: readonly (readonly [string, RegExp])[] = [
  ["sentences: { a: b }", /they have no "voice"/],
  [`${VOICE}songs: { a: b }`, /the section "songs"/],
  [`${VOICE}sentences: { Bad: b }`, /Cannot name a clip "Bad"/],
  [`${VOICE}sentences: { a/b: b }`, /Cannot name a clip "a\/b"/],
  [`${VOICE}sentences: { a: " " }`, /Cannot say " " as "a"/],
  [`${VOICE}sentences: { a: 7 }`, /Cannot say "7" as "a"/],
  [`${VOICE}sentences: { number-1: x }\nnumbers: { 1: y }`, /another has that name/],
  [`${VOICE}sentences: [a]`, /Cannot read "sentences"/],
  [`${VOICE}nouns: { call: { one: a, many: b, few: c } }`, /"few" of the noun "call"/],
  [`${VOICE}nouns: { call: { one: a } }`, /Cannot say "undefined" as "noun-call-many"/],
  [`${VOICE}nouns: { call: { one: a, many: b, gender: male } }`, /the gender "male"/],
  ["voice: { name: ro }", /Cannot read "voice"/],
];
for (const [text, expected] of FAULTY) {
  Deno.test(`words are refused: ${expected.source}`, () => assert.throws(() => readWords(text), expected));
}

Deno.test("a clip's name is never a path", () => {
  const names = ["goodbye", "number-1-feminine", "", ".", "..", "a/b", "a\\b", "-a", "a-", "a--b", "A", "a.wav", "a\n"];
  assert.deepEqual(names.filter(isClipName), ["goodbye", "number-1-feminine"]);
});
