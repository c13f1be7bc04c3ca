/**
 * How a sentence is found in what a phone has heard: proved without a box and a phone.
 *
 * @module
 */
import assert from "node:assert/strict";
import { clarityOf, clip, RATE } from "./prompt.ts";

const [SENTENCE, OTHER] = [clip("voicemail-to-send-press"), clip("voicemail-you-have")];
const SILENCE = new Int16Array(RATE);
/** A phone that falls behind holds up whole packets. */
const GAP = new Int16Array(8 * RATE / 50);

/** The sentence as a phone plays it that is silent for a moment in the middle of it. */
function brokenAt(share: number): Int16Array {
  const at = Math.floor(share * SENTENCE.length);
  return joined(SENTENCE.subarray(0, at), GAP, SENTENCE.subarray(at));
}

function joined(...sounds: readonly Int16Array[]): Int16Array {
  return Int16Array.from(sounds.flatMap((sound) => [...sound]));
}

for (const share of [0.2, 0.5, 0.8]) {
  Deno.test(`a sentence with a gap behind ${share} of it is understood`, () => {
    assert.ok(clarityOf(SENTENCE, joined(SILENCE, brokenAt(share), SILENCE)) > 0.95);
  });
}

for (const late of [0, 1, 2, 3]) {
  Deno.test(`a sentence is found ${late} samples beside those that are looked at`, () => {
    assert.ok(clarityOf(OTHER, joined(new Int16Array(RATE + late), OTHER, SILENCE, SILENCE)) > 0.95);
  });
}

Deno.test("a sentence that was cut short is understood where it is said again", () => {
  const cut = SENTENCE.subarray(0, RATE);
  assert.ok(clarityOf(SENTENCE, joined(SILENCE, cut, SILENCE)) < 0.9);
  assert.ok(clarityOf(SENTENCE, joined(SILENCE, cut, SILENCE, SENTENCE, SILENCE)) > 0.95);
});

Deno.test("a sentence that is not there, or not to its end, is not understood", () => {
  assert.ok(clarityOf(SENTENCE, joined(SILENCE, OTHER, SILENCE, SILENCE)) < 0.7);
  assert.equal(clarityOf(SENTENCE, joined(SENTENCE.subarray(0, RATE))), 0);
  assert.equal(clarityOf(SENTENCE, new Int16Array(0)), 0);
});
