import assert from "node:assert/strict";
import type { Log, LogLine } from "../../base/mod.ts";
import { Follower } from "./follower.ts";
import type { FollowedByAll } from "./asks.ts";

const DONE: FollowedByAll = { isBehind: false, faults: [], changedFrom: Infinity, news: [] };

/** A follower of a record of which so many steps are left; a step may be told to fail. */
function follower(left: number, steps: (FollowedByAll | Error)[] = []) {
  const lines: LogLine[] = [];
  let taken = 0;
  const step = async (): Promise<FollowedByAll> => {
    taken += 1;
    await Promise.resolve();
    const told = steps.shift();
    if (told instanceof Error) throw told;
    return told ?? { ...DONE, isBehind: taken < left };
  };
  const changes: number[] = [];
  const log: Log = { write: (line) => void lines.push(line) };
  const made = new Follower({ log, step, told: () => {}, changed: (from) => void changes.push(from) });
  return { made, lines, changes, taken: () => taken };
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

Deno.test("the follower is far behind once many steps were not the last, and not any more when it rests", async () => {
  const { made, taken } = follower(40);
  const far: number[] = [];
  made.wake();
  while (taken() < 40) {
    if (made.isFarBehind) far.push(taken());
    await Promise.resolve();
  }
  await made.caughtUp();
  assert.ok(far[0]! > 10 && far[0]! < 20, String(far[0]));
  assert.equal(made.isFarBehind, false);
});

Deno.test("the follower goes on after a fault, which is logged once, and tells of calls that cannot be read", async () => {
  const bad: FollowedByAll = { ...DONE, faults: ['Cannot read call "c1"'] };
  const { made, lines } = follower(1, [new Error("the disk is full"), bad, DONE]);
  made.wake();
  await made.caughtUp();
  assert.deepEqual(lines.map(({ text }) => text), ["Cannot follow the record: tried again", 'Cannot read call "c1"']);
});

Deno.test("nobody has caught up while the readings may begin anew, and then only what does is read again", async () => {
  const { made, taken } = follower(1);
  for (const [isAnew, steps] of [[true, 1], [false, 1]] as const) {
    const told = Promise.withResolvers<string>();
    const change = made.change(told.promise, () => isAnew);
    const waiting = made.caughtUp().then(() => taken());
    told.resolve("by the rules of another country");
    assert.deepEqual([await change, await waiting], ["by the rules of another country", steps]);
  }
  await assert.rejects(made.change(Promise.reject(new Error("the disk is full")), () => true), /the disk is full/);
  await made.caughtUp();
  assert.equal(taken(), 1);
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

Deno.test("whoever waits until the follower has caught up was told before what has changed", async () => {
  const { made, changes } = follower(2, [{ ...DONE, isBehind: true, changedFrom: 7 }, DONE]);
  made.wake();
  await made.caughtUp();
  assert.deepEqual(changes, [7], "a step that changed nothing is not told");
});
