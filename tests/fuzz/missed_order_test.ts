import assert from "node:assert/strict";
import { fuzzMissedOwn, fuzzMissedXml } from "./missed_order.ts";

for (const [whose, fuzz] of [["FusionPBX's legs", fuzzMissedXml], ["the box's own calls", fuzzMissedOwn]] as const) {
  Deno.test(`any order of ${whose}, doubled and in pieces, ends in the same entries`, () => {
    const { days, entries } = fuzz(20_260, 150);
    assert.equal(days, 150);
    assert.ok(entries! > 100, `only ${entries} entries`);
  });
}
