import assert from "node:assert/strict";
import { say } from "../../.ci/speech.ts";
import { LAB_TOOLS, playAll } from "../../media/file/exam.ts";
import { readPromptPack } from "../../media/prompts/io/mod.ts";
import { LANGUAGES, WORDS } from "../../media/prompts/words.ts";
import { takeSamples } from "../../media/wasm/mod.ts";
import { intelligibility } from "../lab/spectrum.ts";
import { realTest } from "./tool.ts";

const { kernels, resamplers } = LAB_TOOLS;
const RATE = 16_000;
const PHONE_RATE = 8000;
/** Every so many of the longer texts are said again. */
const EVERY = 25;
const LONG = 20;
/** STOI: from about 0.75 on nearly every word is understood. */
const LEAST_CLEAR = 0.95;

/** As a phone of the smallest band hears it. */
function toPhone(sound: Int16Array): Int16Array {
  using resampler = resamplers.make(RATE, PHONE_RATE);
  const pcm = takeSamples(kernels, RATE / 50);
  const out = takeSamples(kernels, PHONE_RATE / 50);
  const heard = new Int16Array(Math.floor(sound.length / pcm.length) * out.length);
  for (let at = 0, to = 0; to < heard.length; at += pcm.length, to += out.length) {
    pcm.view.set(sound.subarray(at, at + pcm.length));
    resampler.resample(pcm, out);
    heard.set(out.view, to);
  }
  kernels.arena.giveBack(pcm.at);
  kernels.arena.giveBack(out.at);
  return heard;
}

realTest("the prompts are what espeak-ng says, and as clear after they were packed", ["espeak-ng"], async () => {
  const pack = readPromptPack();
  const unclear: string[] = [];
  for (const language of LANGUAGES) {
    const long = [...WORDS[language].clips].filter(([, text]) => text.length >= LONG);
    for (const [name, text] of long.filter((_, at) => at % EVERY === 0)) {
      const said = await say(text, WORDS[language], { kernels, resamplers, rate: RATE });
      using player = pack.open(language, name, LAB_TOOLS, RATE)!;
      const heard = playAll(player);
      assert.ok(Math.abs(heard.length / said.length - 1) < 0.02, `"${language}/${name}" lasts as long`);
      const clear = intelligibility(toPhone(said), toPhone(heard));
      if (!(clear >= LEAST_CLEAR)) unclear.push(`${language}/${name}: ${clear}`);
    }
  }
  assert.deepEqual(unclear, []);
});
