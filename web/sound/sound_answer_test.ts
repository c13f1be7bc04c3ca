import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { Listenings } from "./listenings.ts";
import { soundAnswer } from "./sound_answer.ts";
import type { SoundDoor } from "./sound_door.ts";

const WHOLE = Uint8Array.from({ length: 200_044 }, (_, at) => at % 251);
const SOUNDS: SoundDoor = {
  measure: ([path]) =>
    path === "there"
      ? Promise.resolve({ bytes: WHOLE.length, sides: 1, durationMs: 6_250 })
      : Promise.reject(new Error()),
  read: (_, at, length) => Promise.resolve(WHOLE.slice(at, at + length)),
  outline: () => Promise.resolve([]),
  keep: () => Promise.resolve({ durationMs: 0 }),
  list: () => Promise.resolve([]),
  erase: () => Promise.reject(new Error("No such file")),
};

const ask = (range?: string, path = "there") =>
  soundAnswer(new Request("http://x/", range === undefined ? {} : { headers: { range } }), SOUNDS, { paths: [path] });

const RANGES: readonly (readonly [string | undefined, number, number, number])[] = [
  [undefined, 200, 0, 200_044],
  ["bytes=0-", 206, 0, 200_044],
  ["bytes=0-1", 206, 0, 2],
  ["bytes=70001-140002", 206, 70_001, 140_003],
  ["bytes=199000-999999", 206, 199_000, 200_044],
  ["bytes=-44", 206, 200_000, 200_044],
  ["bytes=0-1,5-6", 200, 0, 200_044],
  ["lines=1-2", 200, 0, 200_044],
];
for (const [range, status, from, to] of RANGES) {
  Deno.test(`asked for ${range ?? "all"}, a sound is sent from ${from} to ${to}`, async () => {
    const answer = await ask(range);
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get("content-length"), String(to - from));
    assert.equal(answer.headers.get("content-range"), status === 206 ? `bytes ${from}-${to - 1}/200044` : null);
    assert.equal(answer.headers.get("cache-control"), "no-store");
    assert.deepEqual(await answer.bytes(), WHOLE.slice(from, to));
  });
}

Deno.test("what lies behind the end is nowhere, and what is not there is not found", async () => {
  for (const range of ["bytes=200044-", "bytes=9-5", "bytes=-0"]) assert.equal((await ask(range)).status, 416, range);
  assert.equal((await ask(undefined, "gone")).status, 404);
});

Deno.test("the pieces of one listening are told of once, and another one again", () => {
  const listenings = new Listenings();
  const begins = (who: string, ms: number) => listenings.begins(who, "a.opus", ms as WallTime);
  assert.deepEqual([begins("ana", 0), begins("ana", 5_000), begins("bob", 6_000)], [true, false, true]);
  assert.equal(begins("ana", 600_000), true);
});
