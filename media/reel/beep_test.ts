import assert from "node:assert/strict";
import { findTone } from "../../tests/lab/signals.ts";
import { hearReel, LabFiles, playlistOf } from "./exam.ts";
import { PLAY_RATE, Reel } from "./mod.ts";

Deno.test("the tone before a recording is 1000 Hz for 0.4 s, and does not click", () => {
  using reel = new Reel(new LabFiles({}).tools, playlistOf([{ type: "beep" }]));
  const heard = hearReel(reel);
  assert.equal(heard.length, 0.4 * PLAY_RATE);
  const { level, snr } = findTone(heard.subarray(160, -160), 1000, PLAY_RATE);
  assert.ok(Math.abs(level + 18) < 1 && snr > 40, `${level} dB, SNR ${snr} dB`);
  const steps = heard.map((sample, at) => Math.abs(sample - (heard[at - 1] ?? 0)));
  assert.ok(Math.abs(heard[0]!) < 50 && Math.max(...steps) < 1700);
});
