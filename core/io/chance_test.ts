import assert from "node:assert/strict";
import { SystemChance } from "./chance.ts";

Deno.test("a token has the bits that were asked for and does not repeat", () => {
  const chance = new SystemChance();
  const seen = new Set<string>();
  for (let i = 0; i < 5_000; i++) seen.add(chance.token());
  assert.equal(seen.size, 5_000);
  for (const [bits, length] of [[8, 2], [64, 16], [65, 18], [256, 64]] as const) {
    assert.match(chance.token(bits), new RegExp(`^[0-9a-f]{${length}}$`));
  }
});

Deno.test("bytes come in every size, past the pool and past one call to the system", () => {
  const chance = new SystemChance();
  for (const count of [0, 1, 4095, 4096, 4097, 65_537, 200_000]) {
    const bytes = chance.bytes(count);
    assert.equal(bytes.length, count);
    if (count > 64) assert.ok(bytes.subarray(count - 32).some((byte) => byte !== 0), `zeros at the end of ${count}`);
  }
});

Deno.test("bytes that were handed out do not change when the pool is filled again", () => {
  const chance = new SystemChance();
  const first = chance.bytes(16);
  const copy = [...first];
  for (let i = 0; i < 1_000; i++) chance.bytes(16);
  assert.deepEqual([...first], copy);
});

Deno.test("below() reaches every number under its limit and no other", () => {
  const chance = new SystemChance();
  for (const limit of [1, 2, 3, 7, 10]) {
    const seen = new Set<number>();
    for (let i = 0; i < 2_000; i++) seen.add(chance.below(limit));
    assert.deepEqual([...seen].sort((a, b) => a - b), Array.from({ length: limit }, (_, i) => i));
  }
  assert.ok(chance.below(0x1_0000_0000) <= 0xffff_ffff);
  for (const limit of [0, -1, 1.5, NaN, 0x1_0000_0001]) assert.throws(() => chance.below(limit), RangeError);
});
