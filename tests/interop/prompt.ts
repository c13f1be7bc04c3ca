/**
 * Whether a phone has heard a sentence of the box, and understands it.
 *
 * @module
 */
import { LAB_TOOLS, playAll } from "../../media/file/exam.ts";
import { readPromptPack } from "../../media/prompts/io/mod.ts";
import { intelligibility } from "../lab/spectrum.ts";
import type { Baresip } from "./baresip.ts";
import { SOON_MS } from "./child.ts";

export const RATE = 8000;
/** STOI: from about 0.75 on nearly every word is understood. */
const LEAST_CLEAR = 0.9;
/** A sentence is looked for by this much of its beginning, in every fourth sample. */
const KEY_S = 1;
const STEP = 4;

/** A sentence of the box in the narrow band, 8,000 samples a second. */
export function clip(name: string, language: "en" | "ro" = "en"): Int16Array {
  using player = readPromptPack().open(language, name, LAB_TOOLS, RATE)!;
  return playAll(player);
}

/** What the phone has heard so far in its calls, in the narrow band, one after the other. */
export async function heardBy(phone: Baresip): Promise<Int16Array> {
  const parts = (await phone.heard()).map(({ samples, rate }) => {
    const step = rate / RATE;
    return Int16Array.from({ length: Math.floor(samples.length / step) }, (_, at) => 32_767 * samples[at * step]!);
  });
  const whole = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** How well the sentence can be understood where `sound` is most like it: 0 to 1. */
export function clarityOf(sentence: Int16Array, sound: Int16Array): number {
  if (sound.length < sentence.length) return 0;
  const place = placeOf(sentence, sound);
  return place + sentence.length > sound.length
    ? 0
    : intelligibility(sentence, sound.slice(place, place + sentence.length));
}

/**
 * Waits until the phone has heard a sentence of the box so that it is understood; or its first `seconds` where nothing
 * follows it: this baresip writes down what it hears only when more comes.
 */
export async function hearsPrompt(
  phone: Baresip,
  name: string,
  seconds: number = Infinity,
  language: "en" | "ro" = "en",
): Promise<void> {
  const whole = clip(name, language);
  const sentence = whole.subarray(0, Math.min(whole.length, seconds * RATE));
  const giveUpAt = Date.now() + SOON_MS;
  for (;;) {
    const heard = await heardBy(phone);
    const clear = clarityOf(sentence, heard);
    if (clear >= LEAST_CLEAR) return;
    if (Date.now() > giveUpAt) {
      throw new Error(`Cannot understand "${name}": ${clear} of 1 in ${heard.length / RATE} s\n${phone.log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function placeOf(sentence: Int16Array, sound: Int16Array): number {
  const [key, thin] = [thinned(sentence.subarray(0, KEY_S * RATE)), thinned(sound)];
  let [best, most] = [0, -Infinity];
  for (let place = 0; place + key.length <= thin.length; place++) {
    let [product, power] = [0, 1];
    for (let at = 0; at < key.length; at++) {
      const sample = thin[place + at]!;
      product += key[at]! * sample;
      power += sample * sample;
    }
    const alike = product / Math.sqrt(power);
    if (alike > most) [best, most] = [place, alike];
  }
  return finest(sentence, sound, best * STEP);
}

/** The exact place near a rough one. */
function finest(sentence: Int16Array, sound: Int16Array, near: number): number {
  let [best, most] = [near, -Infinity];
  const length = Math.min(sentence.length, KEY_S * RATE);
  for (let place = Math.max(0, near - STEP); place <= near + STEP && place + length <= sound.length; place++) {
    let product = 0;
    for (let at = 0; at < length; at++) product += sentence[at]! * sound[place + at]!;
    if (product > most) [best, most] = [place, product];
  }
  return best;
}

/** Every fourth sample's neighbourhood, so that a search costs a sixteenth. */
function thinned(sound: Int16Array): Float64Array {
  return Float64Array.from({ length: Math.floor(sound.length / STEP) }, (_, at) => {
    let sum = 0;
    for (let each = 0; each < STEP; each++) sum += sound[at * STEP + each]!;
    return sum / STEP;
  });
}
