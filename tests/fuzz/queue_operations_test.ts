import assert from "node:assert/strict";
import { QUEUE_STRATEGIES } from "../../core/directory/mod.ts";
import { fuzzQueue } from "./queue_operations.ts";

for (const seed of [1, 2, 3]) {
  Deno.test(`in eight queues of thirty agents who do as they like no caller is lost or offered twice, seed ${seed}`, () => {
    const counts = fuzzQueue(seed, 3_000);
    const { full, offers, talked, declined, abandoned, crashed, left } = counts;
    for (const strategy of QUEUE_STRATEGIES) {
      assert.ok(counts[strategy] > 100, `${strategy}: ${counts[strategy]} offers`);
    }
    assert.ok(full > 20 && offers > 1_000 && talked > 500 && declined > 500 && abandoned > 100 && crashed > 50);
    assert.equal(left, 0);
  });
}
