import assert from "node:assert/strict";
import { Nudges } from "./nudges.ts";

/** Looks, in seconds, where something is told at these seconds. */
function looks(told: readonly number[], until = 100): readonly number[] {
  const nudges = new Nudges();
  const found: number[] = [];
  for (let now = 0; now <= until * 1_000; now += 100) {
    if (told.includes(now / 1_000)) nudges.told(now);
    if (nudges.dueAt === undefined || nudges.dueAt > now) continue;
    nudges.looks(now);
    found.push(now / 1_000);
  }
  return found;
}

Deno.test("what is told is looked for soon, and once more for rows that come late", () => {
  assert.deepEqual(looks([]), []);
  assert.deepEqual(looks([5]), [7, 25]);
  assert.deepEqual(looks([5, 6, 6.5]), [7, 26.5]);
  assert.deepEqual(looks([5, 30]), [7, 25, 35, 50]);
});

Deno.test("a system that tells of something all the time is looked at every ten seconds, and a while after it falls silent", () => {
  const told = Array.from({ length: 60 }, (_, at) => at);
  assert.deepEqual(looks(told, 200), [2, 12, 22, 32, 42, 52, 62, 79]);
});

Deno.test("whatever is told is looked for within half a minute, at least once two seconds later", () => {
  for (let seed = 1; seed < 50; seed++) {
    const told = Array.from({ length: 20 }, (_, at) => Math.round((at * seed * 7.3) % 90 * 10) / 10);
    const found = looks(told, 200);
    for (const at of told) {
      assert.ok(found.some((look) => look >= at + 2 && look <= at + 30), `${at} of ${told}: ${found}`);
    }
  }
});
