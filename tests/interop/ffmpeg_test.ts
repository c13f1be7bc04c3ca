import assert from "node:assert/strict";
import { type Codec, makeG711, makeG722 } from "../../media/codec/mod.ts";
import { takeOctets, takeSamples } from "../../media/wasm/mod.ts";
import { labKernels } from "../lab/kernels.ts";
import { firstDifference, noise } from "../lab/signals.ts";
import { speak } from "../lab/speech.ts";
import { ffmpeg, octetsOf, rawAt, soundOf } from "./ffmpeg.ts";
import { realTest } from "./tool.ts";

const kernels = await labKernels();
const ALL = 65_536;

function encode(codec: Codec, sound: Int16Array): Uint8Array {
  const pcm = takeSamples(kernels, sound.length);
  const octets = takeOctets(kernels, sound.length);
  pcm.view.set(sound);
  const coded = octets.view.slice(0, codec.encode(pcm, octets));
  kernels.arena.giveBack(pcm.at);
  kernels.arena.giveBack(octets.at);
  return coded;
}

function decode(codec: Codec, coded: Uint8Array): Int16Array {
  const octets = takeOctets(kernels, coded.length);
  const pcm = takeSamples(kernels, 2 * coded.length);
  octets.view.set(coded);
  const sound = pcm.view.slice(0, codec.decode(octets, pcm));
  kernels.arena.giveBack(pcm.at);
  kernels.arena.giveBack(octets.at);
  return sound;
}

for (const [law, name] of [["PCMA", "alaw"], ["PCMU", "mulaw"]] as const) {
  realTest(`ffmpeg hears every code of ${law} as we do`, ["ffmpeg"], async () => {
    const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
    const theirs = soundOf(await ffmpeg(["-f", name, "-ar", "8000", "-i", "-", "-f", "s16le", "-"], codes));
    assert.equal(firstDifference(decode(makeG711(kernels, law), codes), theirs), -1);
  });

  realTest(`ffmpeg speaks ${law} as we do, but for the edges of steps`, ["ffmpeg"], async () => {
    const samples = Int16Array.from({ length: ALL }, (_, at) => at - 32_768);
    const codec = makeG711(kernels, law);
    const ours = encode(codec, samples);
    const theirs = await ffmpeg([...rawAt(8000), "-i", "-", "-f", name, "-"], octetsOf(samples));
    const steps = decode(codec, Uint8Array.from({ length: 256 }, (_, code) => code)).sort();
    const differing = [...samples].filter((_, at) => ours[at] !== theirs[at]);
    // It rounds to 14 bits and to the nearest step, where the ITU's program, and ours, cut off: part tests hold us to that.
    assert.ok(differing.length <= 0.015 * ALL, `${differing.length} differ`);
    const [heard, theirsHeard] = [decode(codec, ours), decode(codec, theirs)];
    for (const sample of differing) {
      const at = sample + 32_768;
      const apart = Math.abs(steps.indexOf(heard[at]!) - steps.indexOf(theirsHeard[at]!));
      assert.equal(apart, 1, `${sample} is ${ours[at]} for us and ${theirs[at]} for them`);
    }
  });
}

realTest("ffmpeg's G.722 and ours are the same in every bit, both ways", ["ffmpeg", "espeak-ng"], async () => {
  const speech = await speak("Guten Tag, Sie haben das Büro erreicht. Bitte bleiben Sie am Apparat.", "de", 16_000);
  for (const sound of [speech.subarray(0, speech.length - speech.length % 2), noise(16_000, -10, 1)]) {
    const ours = encode(makeG722(kernels), sound);
    const theirs = await ffmpeg([...rawAt(16_000), "-i", "-", "-c:a", "g722", "-f", "g722", "-"], octetsOf(sound));
    assert.equal(firstDifference(theirs, ours), -1);
    const heard = soundOf(await ffmpeg(["-f", "g722", "-i", "-", ...rawAt(16_000), "-"], ours));
    assert.equal(firstDifference(heard, decode(makeG722(kernels), ours)), -1);
  }
});
