import assert from "node:assert/strict";
import { labKernels } from "../../tests/lab/kernels.ts";
import { findTone, levelOf, noise, sine, sum, voice } from "../../tests/lab/signals.ts";
import { takeSamples } from "../wasm/mod.ts";
import { Queue } from "./queue.ts";
import { Stretcher } from "./stretcher.ts";

const kernels = await labKernels();
const RATES = [8000, 16_000, 24_000, 48_000];
type How = "shorter" | "longer";

/** Plays a sound through, changed in every third frame; tells what came out, and how many samples less or more. */
function stretched(sound: Int16Array, rate: number, how: How, alike = -1): { out: Int16Array; changed: number } {
  using queue = new Queue(kernels, rate);
  const stretcher = new Stretcher(kernels, rate);
  const frame = takeSamples(kernels, rate / 50);
  const out: number[] = [];
  let changed = 0;
  let at = 0;
  for (let beat = 0;; beat++) {
    for (; queue.length < stretcher.wants(frame.length) && at < sound.length; at += frame.length) {
      const room = queue.room(frame.length);
      kernels.samples.set(sound.subarray(at, at + frame.length), room.at / 2);
      queue.append(frame.length);
    }
    if (at >= sound.length && queue.length < 2 * frame.length) break;
    if (beat % 3 === 2) {
      const before = queue.length;
      const by = how === "shorter"
        ? stretcher.shorten(queue, rate, alike, frame.length)
        : stretcher.lengthen(queue, rate, alike);
      assert.equal(queue.length, how === "shorter" ? before - by : before + by);
      changed += by;
    }
    queue.take(frame);
    out.push(...frame.view);
  }
  assert.equal(out.length + queue.length, how === "shorter" ? sound.length - changed : sound.length + changed);
  kernels.arena.giveBack(frame.at);
  return { out: Int16Array.from(out), changed };
}

function steepest(sound: Int16Array): number {
  return sound.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (sound[at - 1] ?? sample))), 0);
}

/** How often a sound goes up through zero, in Hz. */
function crossings(sound: Int16Array, rate: number): number {
  let ups = 0;
  for (let at = 1; at < sound.length; at++) if (sound[at - 1]! < 0 && sound[at]! >= 0) ups += 1;
  return ups * rate / sound.length;
}

for (const rate of RATES) {
  for (const how of ["shorter", "longer"] as const) {
    Deno.test(`at ${rate} Hz a note made ${how} keeps its pitch and its level, without a click`, () => {
      for (const hz of [97, 200, 333, 440]) {
        const sound = sine(hz, rate, rate, -10);
        const { out, changed } = stretched(sound, rate, how);
        assert.ok(changed > 0.03 * rate, `${hz} Hz changed by ${changed}`);
        assert.ok(steepest(out) <= 1.1 * steepest(sound) + 2, `${hz} Hz: ${steepest(out)} by ${steepest(sound)}`);
        assert.ok(Math.abs(crossings(out, rate) / hz - 1) < 0.02, `${hz} Hz became ${crossings(out, rate)}`);
        assert.ok(Math.abs(levelOf(out) + 10) < 0.2, `${hz} Hz at ${levelOf(out)}`);
      }
    });

    Deno.test(`at ${rate} Hz a voice made ${how} is no steeper and no louder, and changes where it is told`, () => {
      const sound = sum(voice(rate, 3), noise(3 * rate, -50, 2));
      const { out, changed } = stretched(sound, rate, how);
      assert.ok(changed > 0.05 * sound.length && changed < 0.3 * sound.length);
      assert.ok(steepest(out) <= 1.05 * steepest(sound), `${steepest(out)} by ${steepest(sound)}`);
      assert.ok(Math.abs(levelOf(out) - levelOf(sound)) < 1);
      const choosy = stretched(sound, rate, how, 0.9);
      assert.ok(choosy.changed > 0 && choosy.changed < changed, `${choosy.changed} of ${changed}`);
    });
  }
}

Deno.test("a chord stays a chord: nothing is heard besides its notes", () => {
  // 200 and 300 Hz have a period of 10 ms together.
  const sound = sum(sine(200, 8000, 8000, -16), sine(300, 8000, 8000, -16));
  for (const how of ["shorter", "longer"] as const) {
    const { out } = stretched(sound, 8000, how);
    const notes = findTone(out, 200, 8000).level - findTone(out, 300, 8000).level;
    assert.ok(Math.abs(notes) < 0.5);
    assert.ok(findTone(out, 250, 8000).level < -50);
  }
});

Deno.test("noise is like nothing else: who insists on likeness leaves it alone", () => {
  const sound = noise(16_000, -20, 5);
  for (const how of ["shorter", "longer"] as const) {
    assert.equal(stretched(sound, 8000, how, 0.8).changed, 0);
    const level = levelOf(stretched(sound, 8000, how).out);
    assert.ok(Math.abs(level + 20) < 1.5, `noise at ${level}`);
  }
});

Deno.test("no more is taken out than there is, and never a part of the frame that is due", () => {
  using queue = new Queue(kernels, 8000);
  const stretcher = new Stretcher(kernels, 8000);
  for (
    const [waiting, most, expected] of [[160, 120, 0], [179, 120, 0], [180, 120, 20], [320, 19, 0], [
      320,
      20,
      20,
    ]] as const
  ) {
    queue.clear();
    queue.room(waiting);
    queue.append(waiting);
    kernels.samples.fill(0, queue.front / 2, queue.front / 2 + waiting);
    assert.equal(stretcher.shorten(queue, most, 0, 160), expected, `${waiting} waiting, ${most} at most`);
  }
});

/** How alike two stretches are, said once more and plainly. */
function likeness(sound: Int16Array, a: number, b: number, count: number): number {
  let [product, first, second] = [0, 0, 0];
  for (let at = 0; at < count; at++) {
    product += sound[a + at]! * sound[b + at]!;
    first += sound[a + at]! ** 2;
    second += sound[b + at]! ** 2;
  }
  // Below this energy the kernel knows no likeness.
  const floor = 1000 * count;
  return product / Math.sqrt(Math.max(first, floor) * Math.max(second, floor));
}

for (const rate of RATES) {
  Deno.test(`at ${rate} Hz the lag that is found is as good as the best of all`, () => {
    const perMs = rate / 1000;
    const [least, most, window] = [2.5 * perMs, 15 * perMs, 12 * perMs];
    const sound = sum(voice(rate, 2), noise(2 * rate, -40, 9));
    const block = takeSamples(kernels, sound.length);
    block.view.set(sound);
    let [shortfall, places] = [0, 0];
    for (let at = 20 * perMs; at + 40 * perMs < sound.length; at += 50 * perMs) {
      for (const direction of [-1, 1]) {
        const place = block.at + 2 * at;
        const lag = kernels.run.stretchLag(place, window, least, most, direction, rate);
        assert.ok(Number.isInteger(lag) && lag >= least && lag <= most);
        const found = likeness(sound, at, at + direction * lag, window);
        assert.ok(Math.abs(kernels.run.stretchLikeness(place, place + 2 * direction * lag, window) - found) < 1e-3);
        let best = -1;
        for (let other = least; other <= most; other++) {
          best = Math.max(best, likeness(sound, at, at + direction * other, window));
        }
        // In noise one lag is as good as another.
        if (best < 0.5) continue;
        shortfall += best - found;
        places += 1;
      }
    }
    kernels.arena.giveBack(block.at);
    assert.ok(places > 30 && shortfall / places < 0.02, `${shortfall / places} less alike on the average`);
  });
}
