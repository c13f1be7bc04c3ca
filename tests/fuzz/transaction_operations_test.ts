import assert from "node:assert/strict";
import { fuzzTransactions } from "./transaction_operations.ts";

for (const seed of [1, 2, 3, 4]) {
  Deno.test(`random operations on transactions neither throw nor leave anything behind, seed ${seed}`, () => {
    const { requests, answered, failed, mangled } = fuzzTransactions(seed, 5000);
    assert.ok(requests > 500 && answered > 100 && failed > 0 && mangled > 100);
  });
}

Deno.test("a fuzz of one seed is the same each time", () => {
  assert.deepEqual(fuzzTransactions(7, 2000), fuzzTransactions(7, 2000));
});
