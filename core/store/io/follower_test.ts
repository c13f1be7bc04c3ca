import assert from "node:assert/strict";
import type { LogLine } from "../../base/mod.ts";
import { Follower } from "./follower.ts";
import type { Followed } from "./readings.ts";

const DONE: Followed = { isBehind: false, faults: [] };

/** A follower of a record of which so many steps are left; a step may be told to fail. */
function follower(left: number, steps: (Followed | Error)[] = []) {
  const lines: LogLine[] = [];
  let taken = 0;
  const step = async (): Promise<Followed> => {
    taken += 1;
    await Promise.resolve();
    const told = steps.shift();
    if (told instanceof Error) throw told;
    return told ?? { isBehind: taken < left, faults: [] };
  };
  const made = new Follower({ log: { write: (line) => void lines.push(line) }, step });
  return { made, lines, taken: () => taken };
}

Deno.test("the follower takes steps until nothing is new, and rests", async () => {
  const { made, taken } = follower(3);
  await made.caughtUp();
  assert.equal(taken(), 0);
  made.wake();
  await made.caughtUp();
  assert.equal(taken(), 3);
  made.wake();
  made.wake();
  await made.caughtUp();
  assert.equal(taken(), 5, "what came while a step was under way is looked for once more");
});

Deno.test("the follower goes on after a fault, which is logged once, and tells of calls that cannot be read", async () => {
  const bad: Followed = { isBehind: false, faults: ['Cannot read call "c1"'] };
  const { made, lines } = follower(1, [new Error("the disk is full"), bad, DONE]);
  made.wake();
  await made.caughtUp();
  assert.deepEqual(lines.map(({ text }) => text), ["Cannot follow the record: tried again", 'Cannot read call "c1"']);
});

Deno.test("a follower that is closed takes no step more, and nobody waits for it", async () => {
  const { made, taken } = follower(1, [new Error("the disk is full")]);
  made.wake();
  const waiting = made.caughtUp();
  await Promise.resolve();
  made.close();
  await waiting;
  made.wake();
  assert.equal(taken(), 1);
});
