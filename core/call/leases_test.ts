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
  const forHelp = { isForHelp: true };
  leases.add([lease(1), lease(2, 6)]);
  assert.equal(leases.take(6, forHelp)?.lease, 2);
  assert.equal(leases.take(6, forHelp), undefined);
  assert.equal(leases.take(4, forHelp)?.lease, 1);
  assert.equal(leases.free, 0);
  leases.add([lease(3)]);
  leases.clear();
  assert.equal(leases.take(4, forHelp), undefined);
});

Deno.test("the last four pairs of a family are kept for calls for help, and kept again when they come back", () => {
  const leases = new Leases();
  leases.add([1, 2, 3, 4, 5, 6].map((number) => lease(number)));
  leases.add([lease(7, 6)]);
  assert.deepEqual([1, 2, 3].map(() => leases.take(4)?.lease), [1, 2, undefined]);
  const helped = [1, 2, 3, 4, 5].map(() => leases.take(4, { isForHelp: true }));
  assert.deepEqual(helped.map((each) => each?.lease), [3, 4, 5, 6, undefined]);
  leases.add([1, 2, 3, 4].map((number) => lease(number)));
  assert.equal(leases.take(4), undefined);
  leases.add([lease(5)]);
  assert.equal(leases.take(4)?.lease, 1);
});
