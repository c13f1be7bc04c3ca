import assert from "node:assert/strict";
import { fuzzDialogs } from "./dialog_operations.ts";

for (const seed of [1, 2, 3]) {
  Deno.test(`both sides of random dialogs agree, and nothing throws, seed ${seed}`, () => {
    const { dialogs, taken, outOfOrder, pracks, refused } = fuzzDialogs(seed, 5000);
    assert.equal(dialogs, 100);
    assert.ok(taken > 300 && outOfOrder > 50 && pracks > 50 && refused > 100);
  });
}
