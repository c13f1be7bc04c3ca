import assert from "node:assert/strict";
import { ahead, isNewer, sequenceAfter } from "./sequence.ts";

for (const start of [0, 1, 32767, 32768, 65534, 65535]) {
  Deno.test(`isNewer() knows what was sent before and after ${start}`, () => {
    for (const step of [1, 2, 100, 32767]) {
      const later = sequenceAfter(start, step);
      assert.ok(isNewer(later, start) && !isNewer(start, later), `${step}`);
      assert.equal(ahead(later, start), step);
      assert.equal(ahead(start, later), -step);
    }
    assert.ok(!isNewer(start, start));
  });
}
