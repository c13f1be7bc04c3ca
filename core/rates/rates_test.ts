import assert from "node:assert/strict";
import { moneyOf, priceOf, type Rate, rateFor, tableOf } from "./mod.ts";

const rate = (prefix: string, more: Partial<Rate> = {}): Rate => ({
  prefix,
  perMinute: 12_500,
  setup: 0,
  increment: 60,
  ...more,
});
const TABLE = tableOf("EUR", ["+", "+40", "+4072", "+40900"].map((prefix) => rate(prefix)));

for (
  const [number, prefix] of [
    ["+40722000111", "+4072"],
    ["+40732000111", "+40"],
    ["+40900123456", "+40900"],
    ["+4930123456", "+"],
    ["112", undefined],
    ["", undefined],
  ] as const
) {
  Deno.test(`${JSON.stringify(number)} costs what ${prefix ?? "no prefix"} says: the longest one counts`, () => {
    assert.equal(rateFor(TABLE, number)?.prefix, prefix);
  });
}

for (
  const [what, more, talkedMs, price] of [
    ["nobody answered", { setup: 50_000 }, undefined, 0],
    ["was answered and hung up at once", { setup: 50_000 }, 0, 62_500],
    ["lasted a second, by the minute", {}, 1_000, 12_500],
    ["lasted exactly a minute", {}, 60_000, 12_500],
    ["lasted a millisecond more", {}, 60_001, 25_000],
    ["is counted by the second", { increment: 1 }, 6_000, 1_250],
    ["is counted by six seconds", { increment: 6, setup: 10_000 }, 61_000, 10_000 + 13_750],
    ["costs nothing", { perMinute: 0 }, 3_600_000, 0],
  ] as const
) {
  Deno.test(`a call that ${what} costs ${price} millionths`, () => {
    assert.equal(priceOf(rate("+40", more), talkedMs), price);
  });
}

Deno.test("prices are counted in millionths, so that a thousand calls add up", () => {
  assert.deepEqual(["0.0125", "0,0125", "1", "12.000001", "0.1"].map(moneyOf), [
    12_500,
    12_500,
    1_000_000,
    12_000_001,
    100_000,
  ]);
  for (const text of ["", "-1", "1.", ".5", "1e3", "0.1234567", "1 EUR"]) assert.equal(moneyOf(text), undefined, text);
});
