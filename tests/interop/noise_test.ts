import assert from "node:assert/strict";
import { NoiseSuppressor, Rnnoise, RnnoiseLibrary } from "../../media/echo/mod.ts";
import { Resamplers } from "../../media/resample/mod.ts";
import { type Span, takeSamples } from "../../media/wasm/mod.ts";
import { labKernels, labRnnoise } from "../lab/kernels.ts";
import { levelOf, noise, sum } from "../lab/signals.ts";
import { intelligibility, spectralDistance } from "../lab/spectrum.ts";
import { speak } from "../lab/speech.ts";
import { realTest } from "./tool.ts";

const TEXT = "Please hold the line. The office is open from nine to five on every working day. " +
  "If you know the number of the person you want, dial it now, and wait for the tone. ";
const BLOCK_MS = 20;

interface Judged {
  /** How much softer the noise became in the pauses, against the voice, in dB. */
  readonly gained: number;
  readonly distance: number;
  /** Undefined at 16 kHz, for which it is not made. */
  readonly stoi: number | undefined;
}

/** The delay at which two sounds are most alike. */
function delayOf(sound: Int16Array, heard: Int16Array, most: number): number {
  let best = 0;
  let found = -Infinity;
  for (let delay = 0; delay <= most; delay++) {
    let product = 0;
    for (let at = 0; at + delay < heard.length; at += 3) product += sound[at]! * heard[at + delay]!;
    if (product > found) [found, best] = [product, delay];
  }
  return best;
}

/** Compares with the voice alone; `pauses` are the blocks of {@link BLOCK_MS} in which nobody speaks. */
function judge(voice: Int16Array, hiss: Int16Array, heard: Int16Array, rate: number): Judged {
  const block = rate * BLOCK_MS / 1000;
  const isPause = (at: number): boolean => {
    const around = voice.subarray(Math.max(0, at - 2 * block), at + 3 * block);
    return around.every((sample) => Math.abs(sample) < 8);
  };
  let [product, square, before, after] = [0, 0, 0, 0];
  for (let from = rate; from + block <= voice.length; from += block) {
    const pause = isPause(from);
    for (let at = from; at < from + block; at++) {
      product += heard[at]! * voice[at]!;
      square += voice[at]! * voice[at]!;
      if (!pause) continue;
      before += hiss[at]! * hiss[at]!;
      after += heard[at]! * heard[at]!;
    }
  }
  const gained = 20 * Math.log10(product / square) + 10 * Math.log10(before / after);
  const stoi = rate === 8000 ? intelligibility(voice, heard) : undefined;
  return { gained, distance: spectralDistance(voice, heard), stoi };
}

for (const [rate, language] of [[8000, "en-gb"], [8000, "ro"], [16_000, "en-gb"]] as const) {
  const name = `noise 10 dB below a ${language} voice at ${rate} Hz becomes 10 dB softer, and the voice stays a voice`;
  realTest(name, ["espeak-ng"], async () => {
    const kernels = await labKernels();
    const spoken = await speak(TEXT + TEXT, language, rate);
    const voice = new Int16Array(2 * rate + Math.floor(spoken.length / rate) * rate);
    voice.set(spoken.subarray(0, voice.length - 2 * rate).map((sample) => sample / 2), 2 * rate);
    const hiss = noise(voice.length, levelOf(voice.subarray(2 * rate)) - 10, 5);
    const noisy = sum(voice, hiss);
    const frame = takeSamples(kernels, rate / 50);
    const changed = (suppress: (pcm: Span) => void): Judged => {
      const out = new Int16Array(noisy.length);
      for (let at = 0; at < noisy.length; at += frame.length) {
        frame.view.set(noisy.subarray(at, at + frame.length));
        suppress(frame);
        out.set(frame.view, at);
      }
      const heard = new Int16Array(out.length);
      heard.set(out.subarray(delayOf(voice, out, rate / 25)));
      return judge(voice, hiss, heard, rate);
    };
    using suppressor = new NoiseSuppressor(kernels, rate);
    using rnnoise = new Rnnoise(kernels, new RnnoiseLibrary(await labRnnoise()), new Resamplers(kernels), rate);
    const before = judge(voice, hiss, noisy, rate);
    const ours = changed((pcm) => suppressor.suppress(pcm));
    const theirs = changed((pcm) => rnnoise.suppress(pcm));
    console.log(JSON.stringify({ before, ours, rnnoise: theirs }, (_, value) => {
      return typeof value === "number" ? Math.round(value * 1000) / 1000 : value;
    }));
    assert.ok(ours.gained >= 10, `gained ${ours.gained} dB`);
    assert.ok(ours.distance <= 0.75 * before.distance, `spectral distance ${ours.distance}, ${before.distance} before`);
    if (ours.stoi !== undefined && before.stoi !== undefined) {
      assert.ok(ours.stoi >= before.stoi - 0.02, `STOI ${ours.stoi}, ${before.stoi} before`);
    }
    assert.ok(theirs.gained >= 10, `RNNoise gained ${theirs.gained} dB`);
  });
}
