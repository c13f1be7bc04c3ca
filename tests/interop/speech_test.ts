import assert from "node:assert/strict";
import { DigitFinder } from "../../media/dtmf/mod.ts";
import { FaxFinder } from "../../media/tone/mod.ts";
import { takeSamples } from "../../media/wasm/mod.ts";
import { labKernels } from "../lab/kernels.ts";
import { harmOf } from "../lab/losing.ts";
import { speak } from "../lab/speech.ts";
import { realTest } from "./tool.ts";

const VOICES: readonly string[] = ["en-us", "en-gb+f3", "ro", "ro+f2", "de+m3", "fr+f4"];
const RATE = 8000;
const FRAME = 160;
/** The words are the house's own. */
const TEXTS: readonly string[] = ["README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md"];
const CHARACTERS = 5200;

async function words(): Promise<string> {
  const files = TEXTS.map((path) => Deno.readTextFile(new URL(`../../${path}`, import.meta.url)));
  return (await Promise.all(files)).join("\n").replace(/[^\p{L}\p{N}.,:;?!' \n]/gu, " ").slice(0, CHARACTERS);
}

realTest("half an hour of speech by several voices holds no digit and no fax", ["espeak-ng"], async () => {
  const kernels = await labKernels();
  const frame = takeSamples(kernels, FRAME);
  const text = await words();
  const heard: string[] = [];
  let seconds = 0;
  for (const voice of VOICES) {
    using digits = new DigitFinder(kernels, RATE);
    using fax = new FaxFinder(kernels, RATE);
    const sound = await speak(text, voice);
    for (let at = 0; at + FRAME <= sound.length; at += FRAME) {
      frame.view.set(sound.subarray(at, at + FRAME));
      for (const stroke of digits.hear(frame)) heard.push(`${voice}: ${stroke.digit} at ${at / RATE} s`);
      const tone = fax.hear(frame);
      if (tone !== undefined) heard.push(`${voice}: ${tone} at ${at / RATE} s`);
    }
    seconds += sound.length / RATE;
  }
  assert.ok(seconds >= 1800, `only ${seconds} s were spoken`);
  assert.deepEqual(heard, []);
});

for (const part of [0.01, 0.05, 0.1, 0.2]) {
  const name = `at ${part * 100} % loss speech is clearer and nearer than with silence or repeated packets`;
  realTest(name, ["espeak-ng"], async () => {
    const kernels = await labKernels();
    const text = (await words()).slice(0, 300);
    const sounds = await Promise.all(VOICES.map((voice) => speak(text, voice)));
    const ours = harmOf(kernels, sounds, part, "conceal");
    for (const standIn of ["silence", "repeat"] as const) {
      const other = harmOf(kernels, sounds, part, standIn);
      assert.ok(ours.unclear < other.unclear, `STOI ${1 - ours.unclear} against ${1 - other.unclear} of ${standIn}`);
      assert.ok(ours.distance < other.distance, `${ours.distance} dB against ${other.distance} dB of ${standIn}`);
    }
  });
}
