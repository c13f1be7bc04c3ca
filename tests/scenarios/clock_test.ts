import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, said } from "../lab/scene.ts";

for (
  const [utc, expected] of [
    ["2026-03-29T00:59:30Z", "time-is 02:59 silence 2026-03-29 silence"],
    ["2026-03-29T01:00:00Z", "time-is 04:00 silence 2026-03-29 silence"],
    ["2026-12-31T22:00:00Z", "time-is 00:00 silence 2027-01-01 silence"],
  ] as const
) {
  Deno.test(`*60 at ${utc} says "${expected}" in Bucharest, three times`, () => {
    const lab = new Lab();
    const ana = registered(lab, "101");
    lab.input({ type: "wall-clock", wall: Date.parse(utc) as WallTime });
    const call = connected(lab, ana, "*60");
    assert.deepEqual(said(lab), [expected, expected, expected]);
    assert.equal(call.count("BYE"), 1);
    assertNothingLeft(lab);
  });
}

Deno.test("*65 says whose phone it is", () => {
  const lab = new Lab();
  const call = connected(lab, registered(lab, "102"), "*65");
  assert.deepEqual(said(lab), ["your-extension 102"]);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});
