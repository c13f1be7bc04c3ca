import assert from "node:assert/strict";
import { SeededChance } from "../base/mod.ts";
import { NcWindow } from "./nc_window.ts";

for (const start of [1, 31, 32, 63, 64, 65, 0x7fff_ffff, 0x8000_0000, 0xffff_ff00]) {
  Deno.test(`NcWindow takes each count around ${start} once, in any order within 64`, () => {
    const window = new NcWindow();
    assert(window.take(start));
    assert(!window.take(start));
    assert(window.take(start + 63));
    assert(!window.take(start), "still seen at the far end");
    assert(window.take(start + 31) && window.take(start + 32) && window.take(start + 1));
    assert(!window.take(start + 31) && !window.take(start + 32) && !window.take(start + 1));
    assert(window.take(start + 64));
    assert(!window.take(start), "too old to tell");
  });
}

Deno.test("NcWindow agrees with a set that forgets what is 64 behind, for 20,000 random counts", () => {
  const chance = new SeededChance(7616);
  const window = new NcWindow();
  const seen = new Set<number>();
  let highest = 0;
  for (let round = 0; round < 20_000; round++) {
    const count = Math.max(0, highest + chance.below(80) - 70 + (chance.below(200) === 0 ? 100 : 0));
    highest = Math.max(highest, count);
    const expected = highest - count < 64 && !seen.has(count);
    assert.equal(window.take(count), expected, `count ${count} under ${highest}`);
    seen.add(count);
  }
});
