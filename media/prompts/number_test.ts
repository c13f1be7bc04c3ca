import assert from "node:assert/strict";
import { SeededChance } from "../../core/base/mod.ts";
import type { Language } from "../../core/sound/mod.ts";
import { textOf } from "./exam.ts";
import type { Gender } from "./read_words.ts";

const ENGLISH: readonly (readonly [number, string])[] = [
  [0, "zero"],
  [1, "one"],
  [2, "two"],
  [11, "eleven"],
  [12, "twelve"],
  [19, "nineteen"],
  [20, "twenty"],
  [21, "twenty-one"],
  [22, "twenty-two"],
  [40, "forty"],
  [99, "ninety-nine"],
  [100, "one hundred"],
  [101, "one hundred and one"],
  [112, "one hundred and twelve"],
  [200, "two hundred"],
  [201, "two hundred and one"],
  [999, "nine hundred and ninety-nine"],
  [1000, "one thousand"],
  [1001, "one thousand and one"],
  [1100, "one thousand one hundred"],
  [1234, "one thousand two hundred and thirty-four"],
  [2000, "two thousand"],
  [2001, "two thousand and one"],
  [21_000, "twenty-one thousand"],
  [100_000, "one hundred thousand"],
  [105_022, "one hundred and five thousand and twenty-two"],
  [1_000_000, "one million"],
  [1_000_100, "one million one hundred"],
  [1_001_000, "one million one thousand"],
  [2_000_001, "two million and one"],
  [2_001_001, "two million one thousand and one"],
  [
    999_999_999,
    "nine hundred and ninety-nine million nine hundred and ninety-nine thousand nine hundred and ninety-nine",
  ],
];

/** In the masculine, the feminine and the neuter. */
const ROMANIAN: readonly (readonly [number, string, string, string])[] = [
  [0, "zero", "zero", "zero"],
  [1, "unu", "una", "unu"],
  [2, "doi", "două", "două"],
  [11, "unsprezece", "unsprezece", "unsprezece"],
  [12, "doisprezece", "douăsprezece", "douăsprezece"],
  [14, "paisprezece", "paisprezece", "paisprezece"],
  [16, "șaisprezece", "șaisprezece", "șaisprezece"],
  [19, "nouăsprezece", "nouăsprezece", "nouăsprezece"],
  [20, "douăzeci", "douăzeci", "douăzeci"],
  [21, "douăzeci și unu", "douăzeci și una", "douăzeci și unu"],
  [22, "douăzeci și doi", "douăzeci și două", "douăzeci și două"],
  [60, "șaizeci", "șaizeci", "șaizeci"],
  [100, "o sută", "o sută", "o sută"],
  [101, "o sută unu", "o sută una", "o sută unu"],
  [102, "o sută doi", "o sută două", "o sută două"],
  [111, "o sută unsprezece", "o sută unsprezece", "o sută unsprezece"],
  [112, "o sută doisprezece", "o sută douăsprezece", "o sută douăsprezece"],
  [200, "două sute", "două sute", "două sute"],
  [201, "două sute unu", "două sute una", "două sute unu"],
  [999, "nouă sute nouăzeci și nouă", "nouă sute nouăzeci și nouă", "nouă sute nouăzeci și nouă"],
  [1000, "o mie", "o mie", "o mie"],
  [1001, "o mie unu", "o mie una", "o mie unu"],
  [1234, "o mie două sute treizeci și patru", "o mie două sute treizeci și patru", "o mie două sute treizeci și patru"],
  [2000, "două mii", "două mii", "două mii"],
  [2001, "două mii unu", "două mii una", "două mii unu"],
  [12_000, "douăsprezece mii", "douăsprezece mii", "douăsprezece mii"],
  [20_000, "douăzeci de mii", "douăzeci de mii", "douăzeci de mii"],
  [21_000, "douăzeci și una de mii", "douăzeci și una de mii", "douăzeci și una de mii"],
  [100_000, "o sută de mii", "o sută de mii", "o sută de mii"],
  [102_000, "o sută două mii", "o sută două mii", "o sută două mii"],
  [1_000_000, "un milion", "un milion", "un milion"],
  [2_000_000, "două milioane", "două milioane", "două milioane"],
  [2_000_001, "două milioane unu", "două milioane una", "două milioane unu"],
  [21_000_000, "douăzeci și unu de milioane", "douăzeci și unu de milioane", "douăzeci și unu de milioane"],
  [
    122_022_022,
    "o sută douăzeci și două de milioane douăzeci și două de mii douăzeci și doi",
    "o sută douăzeci și două de milioane douăzeci și două de mii douăzeci și două",
    "o sută douăzeci și două de milioane douăzeci și două de mii douăzeci și două",
  ],
];

const GENDERS: readonly Gender[] = ["masculine", "feminine", "neuter"];

for (const [value, expected] of ENGLISH) {
  Deno.test(`${value} is "${expected}" in English`, () => {
    for (const gender of GENDERS) {
      assert.equal(textOf({ type: "number", value, of: gender }, "en"), expected);
    }
  });
}

for (const [value, ...expected] of ROMANIAN) {
  Deno.test(`${value} is "${expected.join('", "')}" in Romanian`, () => {
    assert.deepEqual(GENDERS.map((of) => textOf({ type: "number", value, of }, "ro")), expected);
    assert.equal(textOf({ type: "number", value }, "ro"), expected[0]);
  });
}

/** A number's value, from its words alone: a grammar of its own, which only adds and multiplies. */
function valueOf(text: string, language: Language): number {
  const units = language === "en"
    ? ENGLISH_UNITS
    : new Map([...ROMANIAN_UNITS, ["una", 1], ["două", 2], ["douăsprezece", 12], ["o", 1], ["un", 1]]);
  let [whole, group] = [0, 0];
  for (const word of text.split(/[ -]/)) {
    const unit = units.get(word);
    if (unit !== undefined) group += unit;
    else if (/^(hundred|sut[ăe])$/.test(word)) group *= 100;
    else if (/^(thousand|mie|mii|million|milion|milioane)$/.test(word)) {
      whole += group * (word.startsWith("mil") ? 1_000_000 : 1000);
      group = 0;
    } else assert.ok(["and", "și", "de"].includes(word), `"${word}" is no number`);
  }
  return whole + group;
}

function unitsOf(small: string, tens: string): ReadonlyMap<string, number> {
  return new Map([
    ...small.split(" ").map((word, value) => [word, value] as const),
    ...tens.split(" ").map((word, at) => [word, 10 * (at + 2)] as const),
  ]);
}

const ENGLISH_UNITS = unitsOf(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
  "twenty thirty forty fifty sixty seventy eighty ninety",
);
const ROMANIAN_UNITS = unitsOf(
  "zero unu doi trei patru cinci șase șapte opt nouă zece unsprezece doisprezece treisprezece paisprezece cincisprezece șaisprezece șaptesprezece optsprezece nouăsprezece",
  "douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci",
);

for (const language of ["en", "ro"] as const) {
  Deno.test(`every number up to 9999, and many above, is said by clips that add up to it in "${language}"`, () => {
    const chance = new SeededChance(20_260_302);
    const large = Array.from({ length: 3000 }, (_, at) => chance.below(10 ** (5 + at % 5)));
    for (const value of [...Array.from({ length: 10_000 }, (_, at) => at), ...large]) {
      for (const gender of GENDERS) {
        const text = textOf({ type: "number", value, of: gender }, language);
        assert.equal(valueOf(text, language), value, `"${value}" is said as "${text}"`);
      }
    }
  });
}
