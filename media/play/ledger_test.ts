import assert from "node:assert/strict";
import type { Playlist } from "../../core/sound/mod.ts";
import { Ledger } from "./ledger.ts";
import { endRing, hasEnded, PLAY_RINGS, playBytes } from "./ring.ts";

const music: Playlist = { items: [{ type: "file", path: "music" }], language: "en", repeats: true };
const prompt: Playlist = { items: [{ type: "file", path: "prompt" }], language: "en" };

Deno.test("what repeats is shared by all who wait, and ends with the last of them", () => {
  const memory = new SharedArrayBuffer(playBytes());
  const ledger = new Ledger(memory);
  const first = ledger.take(music);
  assert.ok(first?.use !== undefined, "it must be filled");
  assert.deepEqual(ledger.take({ ...music }), { ring: first.ring });
  assert.notEqual(ledger.take({ ...music, language: "ro" })?.ring, first.ring);
  assert.equal(ledger.giveBack(first.ring), false);
  assert.equal(hasEnded(memory, first.ring), false);
  assert.equal(ledger.giveBack(first.ring), true);
  assert.ok(hasEnded(memory, first.ring));
  assert.equal(ledger.giveBack(first.ring), false, "giving back twice is quiet");
  assert.notEqual(ledger.take(music)?.ring, first.ring);
});

Deno.test("what does not repeat is each caller's own, and so is what repeats but has ended", () => {
  const memory = new SharedArrayBuffer(playBytes());
  const ledger = new Ledger(memory);
  assert.notEqual(ledger.take(prompt)?.ring, ledger.take(prompt)?.ring);
  const broken = ledger.take(music);
  assert.ok(broken !== undefined);
  endRing(memory, broken.ring);
  assert.notEqual(ledger.take(music)?.ring, broken.ring);
});

Deno.test("there are so many rings and no more, and the longest unused is taken first", () => {
  const ledger = new Ledger(new SharedArrayBuffer(playBytes()));
  const rings = Array.from({ length: PLAY_RINGS }, () => ledger.take(prompt)?.ring);
  assert.equal(new Set(rings).size, PLAY_RINGS);
  assert.equal(ledger.take(prompt), undefined);
  for (const ring of [77, 3]) ledger.giveBack(ring);
  assert.deepEqual([ledger.take(prompt)?.ring, ledger.take(prompt)?.ring], [77, 3]);
});
