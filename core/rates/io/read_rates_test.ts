import assert from "node:assert/strict";
import { readRates as readRatesWith } from "../mod.ts";
import { csvParser } from "./csv_parser.ts";

const parse = await csvParser();
const readRates = (text: string) => readRatesWith(text, parse);

for (
  const [what, text] of [
    ["with commas", "prefix,per_minute,setup,increment\n+40,0.01,0.02,1\n+4072,0.1,0,60\n"],
    [
      "with semicolons, quotes, a byte order mark and decimal commas",
      '\uFEFFPrefix;per_minute;setup;increment\r\n"40";"0,01";0,02;1\r\n\r\n004072;0,1;0;60\r\n',
    ],
    [
      "with a column that nobody asked for",
      "country\tprefix\tper_minute\tsetup\tincrement\nRO\t40\t0.01\t0.02\t1\nRO mobile\t4072\t0.1\t0\t60\n",
    ],
  ] as const
) {
  Deno.test(`a price list ${what} is read`, () => {
    const read = readRates(text);
    assert.ok(read.ok, JSON.stringify(read));
    assert.deepEqual(read.value, [
      { prefix: "+40", perMinute: 10_000, setup: 20_000, increment: 1 },
      { prefix: "+4072", perMinute: 100_000, setup: 0, increment: 60 },
    ]);
  });
}

Deno.test("setup and increment may be left out: nothing, and by the minute", () => {
  const read = readRates("prefix,per_minute\n40,0.01\n");
  assert.ok(read.ok);
  assert.deepEqual(read.value, [{ prefix: "+40", perMinute: 10_000, setup: 0, increment: 60 }]);
});

for (
  const [what, text, fault] of [
    ["no line", "prefix,per_minute\n", /no line behind prefix/],
    ["another first line", "code,cost\n40,1\n", /line 2: "" is not a prefix/],
    ["a prefix with letters", "prefix,per_minute\n40,1\nx4,1\n", /line 3: "x4" is not a prefix/],
    ["a price in words", "prefix,per_minute\n40,cheap\n", /line 2: per_minute: "cheap"/],
    ["an increment of nothing", "prefix,per_minute,setup,increment\n40,1,0,0\n", /increment: "0"/],
    ["a line that is too long", "prefix,per_minute\n40,1,2\n", /cannot be read as CSV/],
    ["a quote that is not closed", 'prefix,per_minute\n"40,1\n', /cannot be read as CSV/],
  ] as const
) {
  Deno.test(`a price list with ${what} is a fault that says where`, () => {
    const read = readRates(text);
    assert.ok(!read.ok);
    assert.match(read.fault.text, fault);
  });
}
