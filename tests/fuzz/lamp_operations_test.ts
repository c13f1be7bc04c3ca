import assert from "node:assert/strict";
import { fuzzLamps } from "./lamp_operations.ts";

for (const seed of [1, 2, 3]) {
  Deno.test(`watchers that do anything at any moment are told in order, and know in the end how it is, seed ${seed}`, () => {
    const { subscribed, refused, notices, finals, lists, published, left } = fuzzLamps(seed, 5_000);
    assert.ok(subscribed > 200 && refused > 50 && notices > 1_000 && finals > 50 && lists > 200 && published > 500);
    assert.equal(left, 0);
  });
}
