import assert from "node:assert/strict";
import { CODE_NAMES, CODE_TABLE } from "../../core/directory/mod.ts";
import { fuzzCalls } from "./call_operations.ts";

Deno.test("an office whose phones do anything at any moment leaves nothing behind, and each code comes to effect there", async (t) => {
  const effects = new Map<string, number>();
  for (const seed of [1, 2, 3]) {
    await t.step(`seed ${seed}`, () => {
      const came = fuzzCalls(seed, 6_000);
      const { offices, calls, answered, transfers } = came;
      assert.equal(offices, 15);
      assert.ok(calls > 150 && answered > 80 && transfers > 0, JSON.stringify({ calls, answered, transfers }));
      for (const name of CODE_NAMES) effects.set(name, (effects.get(name) ?? 0) + (came[CODE_TABLE[name].dial] ?? 0));
    });
  }
  assert.deepEqual(CODE_NAMES.filter((name) => effects.get(name) === 0), [], "these never came to effect");
});
