import assert from "node:assert/strict";
import { fuzzCalls } from "./call_operations.ts";

for (const seed of [1, 2, 3]) {
  Deno.test(`an office whose phones do anything at any moment leaves nothing behind, seed ${seed}`, () => {
    const { offices, calls, answered, transfers } = fuzzCalls(seed, 6_000);
    assert.equal(offices, 15);
    assert.ok(calls > 150 && answered > 80 && transfers > 0, JSON.stringify({ calls, answered, transfers }));
  });
}
