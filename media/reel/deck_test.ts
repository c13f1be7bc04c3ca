import assert from "node:assert/strict";
import { firstDifference, noise } from "../../tests/lab/signals.ts";
import { wavOf } from "../../tests/lab/sound_files.ts";
import { Deck } from "./deck.ts";
import { filesOf, LAB, LabFiles, playlistOf } from "./exam.ts";
import { hasEnded, openRing, PLAY_FRAME_SAMPLES, playBytes, PlayReader } from "../play/mod.ts";

const RINGS = Array.from({ length: 100 }, (_, ring) => ring);

/** Reads a ring to its end; `whenLate` is what the deck does meanwhile. */
function hear(reader: PlayReader, whenLate: () => void): Int16Array {
  const frame = new Int16Array(PLAY_FRAME_SAMPLES);
  const heard: number[] = [];
  for (;;) {
    const told = reader.next(frame, 0);
    if (told === "end") return Int16Array.from(heard);
    if (told === "late") whenLate();
    else heard.push(...frame);
  }
}

Deno.test("a hundred rings at once are each filled with their own sound, to the bit", () => {
  const memory = new SharedArrayBuffer(playBytes());
  const takenBytes = LAB.kernels.arena.takenBytes;
  // With nothing at either end: a sound that is cut off there falls within 5 ms.
  const sounds = RINGS.map((ring) => Int16Array.from([0, ...noise(10_000 + 37 * ring, -20, ring), 0]));
  const files = new LabFiles(Object.fromEntries(sounds.map((sound, ring) => [`${ring}`, wavOf(sound)])));
  const deck = new Deck(files.tools, memory);
  for (const ring of RINGS) deck.open(ring, openRing(memory, ring), playlistOf(filesOf(`${ring}`)));
  const readers = RINGS.map((ring) => new PlayReader(memory, ring));
  for (const ring of RINGS) {
    const heard = hear(readers[ring]!, () => assert.ok(deck.turn()));
    assert.equal(firstDifference(heard.subarray(0, sounds[ring]!.length), sounds[ring]!), -1);
    assert.ok(heard.subarray(sounds[ring]!.length).every((sample) => sample === 0));
    assert.equal(heard.length % PLAY_FRAME_SAMPLES, 0);
  }
  assert.equal(deck.isRunning, false);
  assert.equal(files.open, 0);
  deck[Symbol.dispose]();
  assert.equal(LAB.kernels.arena.takenBytes, takenBytes);
});

Deno.test("the emptiest ring comes first, and a deck whose rings are full rests", () => {
  const memory = new SharedArrayBuffer(playBytes());
  const files = new LabFiles({ long: wavOf(noise(32_000, -20, 1)) });
  using deck = new Deck(files.tools, memory);
  const open = (ring: number): void => deck.open(ring, openRing(memory, ring), playlistOf(filesOf("long")));
  const frames = (): number => {
    let turns = 0;
    while (deck.turn()) turns += 1;
    return turns;
  };
  open(0);
  assert.equal(frames(), 25);
  open(1);
  deck.turn();
  assert.equal(new PlayReader(memory, 1).next(new Int16Array(320), 0), "frame");
  assert.equal(frames(), 25);
  const reader = new PlayReader(memory, 0);
  for (let frame = 0; frame < 7; frame++) reader.next(new Int16Array(320), 0);
  assert.equal(frames(), 7);
});

Deno.test("a file is let go where it is closed in its middle, and where its ring is opened for another", () => {
  const memory = new SharedArrayBuffer(playBytes());
  const files = new LabFiles({ long: wavOf(noise(32_000, -20, 1)) });
  const deck = new Deck(files.tools, memory);
  for (const expected of [1, 1]) {
    deck.open(5, openRing(memory, 5), playlistOf(filesOf("long")));
    deck.turn();
    assert.equal(files.open, expected);
  }
  deck.close(5);
  deck.close(5);
  assert.equal(files.open, 0);
  deck.open(6, openRing(memory, 6), playlistOf(filesOf("long")));
  deck.turn();
  deck[Symbol.dispose]();
  assert.equal(files.open, 0);
});

Deno.test("what cannot be played is told with its ring, and the ring ends", () => {
  const memory = new SharedArrayBuffer(playBytes());
  using deck = new Deck(new LabFiles({}).tools, memory);
  deck.open(7, openRing(memory, 7), playlistOf(filesOf("gone"), true));
  assert.ok(deck.turn());
  assert.ok(hasEnded(memory, 7));
  assert.equal(new PlayReader(memory, 7).next(new Int16Array(320), 0), "end");
  assert.deepEqual(deck.takeEvents(), [
    { type: "failed", ring: 7, item: filesOf("gone")[0], text: `Cannot play "gone": it is not there` },
  ]);
});
