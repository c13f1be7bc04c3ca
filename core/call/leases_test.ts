import assert from "node:assert/strict";
import type { Lease } from "../sound/mod.ts";
import { Leases } from "./leases.ts";

function lease(number: number, family: 4 | 6 = 4): Lease {
  return { lease: number, family, rtpPort: 10_000 + 2 * number, rtcpPort: 10_001 + 2 * number };
}

Deno.test("the pair that waited longest is taken first, through any number of rounds", () => {
  const leases = new Leases();
  leases.add(Array.from({ length: 3_000 }, (_, at) => lease(at)));
  let next = 0;
  for (let round = 0; round < 10_000; round++) {
    const taken = leases.take(4)!;
    assert.equal(taken.lease, next);
    leases.add([taken]);
    assert.equal(leases.free, 3_000);
    next = (next + 1) % 3_000;
  }
});

Deno.test("each family has its own pairs, and an empty one gives none", () => {
  const leases = new Leases();
  leases.add([lease(1), lease(2, 6)]);
  assert.equal(leases.take(6)?.lease, 2);
  assert.equal(leases.take(6), undefined);
  assert.equal(leases.take(4)?.lease, 1);
  assert.equal(leases.free, 0);
  leases.add([lease(3)]);
  leases.clear();
  assert.equal(leases.take(4), undefined);
});
