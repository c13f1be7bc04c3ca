import assert from "node:assert/strict";
import { fuzzSip } from "./sip_mutation.ts";

for (const seed of [1, 0xffffffff]) {
  Deno.test(`20,000 damaged messages of seed ${seed} are read without a throw, and written as they were read`, () => {
    const report = fuzzSip(seed, 20_000);
    assert.equal(report.messages, 20_000);
    // Damage that leaves nothing readable, or nothing broken, tests nothing.
    assert.ok(report.parsed > 2_000 && report.parsed < 18_000, `${report.parsed} of 20,000 were still SIP`);
  });
}
