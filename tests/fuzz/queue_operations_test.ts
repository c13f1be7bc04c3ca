import assert from "node:assert/strict";
import { fuzzQueue } from "./queue_operations.ts";

for (const seed of [1, 2, 3]) {
  Deno.test(`in eight queues of thirty agents who do as they like no caller is lost or offered twice, seed ${seed}`, () => {
    const { full, offers, talked, declined, abandoned, crashed, left } = fuzzQueue(seed, 3_000);
    assert.ok(full > 20 && offers > 1_000 && talked > 500 && declined > 500 && abandoned > 100 && crashed > 50);
    assert.equal(left, 0);
  });
}
