import assert from "node:assert/strict";
import { SeededChance } from "../base/mod.ts";
import { retryAfterGlare } from "./glare.ts";

for (const [who, owner, least, most] of [["owner", true, 2100, 4000], ["other", false, 0, 2000]] as const) {
  Deno.test(`after glare the ${who} waits ${least} to ${most} ms in steps of 10`, () => {
    const chance = new SeededChance(3);
    const waits = Array.from({ length: 5000 }, () => retryAfterGlare(chance, owner));
    assert.ok(waits.every((ms) => ms % 10 === 0));
    assert.equal(Math.min(...waits), least);
    assert.equal(Math.max(...waits), most);
  });
}
