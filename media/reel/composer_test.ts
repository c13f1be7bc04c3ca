import assert from "node:assert/strict";
import { hearReel, LabFiles, playlistOf } from "./exam.ts";
import { Reel } from "./reel.ts";

const ROUND = 32 * 16_000;
const reel = new Reel(new LabFiles({}).tools, playlistOf([{ type: "music" }], true));
const heard = hearReel(reel, 3 * ROUND / 320);
reel[Symbol.dispose]();
const levelOf = (sound: Int16Array): number =>
  10 * Math.log10(sound.reduce((power, sample) => power + sample * sample, 0) / sound.length / 32_768 ** 2);

Deno.test("the music goes round without a seam: its second and third rounds are the same, to the bit", () => {
  const [second, third] = [heard.subarray(ROUND, 2 * ROUND), heard.subarray(2 * ROUND)];
  assert.equal(third.length, ROUND);
  assert.ok(second.every((sample, at) => sample === third[at]));
});

Deno.test("the music never clicks: no step is larger than its own highest tones make", () => {
  const largest = heard.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (heard[at - 1] ?? 0))), 0);
  assert.ok(largest < 2000, `a step of ${largest}`);
  for (let seam = ROUND; seam < heard.length; seam += ROUND) {
    assert.ok(Math.abs(heard[seam]! - heard[seam - 1]!) < 1000);
  }
});

Deno.test("the music is quiet and even, and never near the loudest", () => {
  assert.ok(Math.abs(levelOf(heard) + 25) < 0.5, `${levelOf(heard)} dBFS`);
  for (let bar = 1; bar < 24; bar++) {
    const level = levelOf(heard.subarray(64_000 * bar, 64_000 * (bar + 1)));
    assert.ok(Math.abs(level + 25) < 2, `bar ${bar}: ${level} dBFS`);
  }
  assert.ok(heard.every((sample) => Math.abs(sample) < 12_000));
});
