/**
 * Whether a phone has heard a sentence of the box, and understands it.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { PlayItem } from "../../core/sound/mod.ts";
import { LAB_TOOLS, playAll } from "../../media/file/exam.ts";
import { clipsOf } from "../../media/prompts/mod.ts";
import { readPromptPack } from "../../media/prompts/io/mod.ts";
import { intelligibility } from "../lab/spectrum.ts";
import type { Baresip } from "./baresip.ts";
import { SOON_MS } from "./child.ts";

export const RATE = 8000;
/** STOI: from about 0.75 on nearly every word is understood. */
const LEAST_CLEAR = 0.9;
/** A sentence is looked for by this much of its beginning, in every third sample. */
const KEY_S = 1;
const STEP = 3;
/** As often as anybody is told the same in a call that he waits for. */
const MOST_PLACES = 4;
/** Of how alike the most alike beginning is: from here on one may be the sentence, too. */
const NEARLY = 0.9;
/** Less alike, of 1, is no beginning, be it with a gap in it and between two of the samples that are looked at. */
const LEAST_ALIKE = 0.25;
/** A phone that falls behind is silent for so long at most, and goes on where it stopped. */
const LONGEST_GAP = 0.5 * RATE;
/** What comes at once, and is held up as a whole. */
const PACKET = RATE / 50;
/** The last of a call is not written down by a baresip that hears nothing after it. */
const LOST_S = 0.4;

/** A sentence of the box in the narrow band, 8,000 samples a second. */
export function clip(name: string, language: "en" | "ro" = "en"): Int16Array {
  using player = readPromptPack().open(language, name, LAB_TOOLS, RATE)!;
  return playAll(player);
}

/** What the box says in English, as it is put together from clips. */
export function sentenceOf(items: readonly PlayItem[]): Int16Array {
  const clips = items.flatMap((item) => {
    const said = clipsOf(item, "en");
    assert.ok(said.ok);
    return said.value;
  });
  return Int16Array.from(
    clips.flatMap((each) => each.type === "silence" ? Array(each.ms * RATE / 1000).fill(0) : [...clip(each.name)]),
  );
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

/** How well the sentence can be understood where `sound` is most like it, be it with a gap: 0 to 1. */
export function clarityOf(sentence: Int16Array, sound: Int16Array): number {
  const clear = placesOf(sentence, sound).map((place) => {
    const heard = heardAt(place, sentence, sound);
    return heard === undefined ? 0 : intelligibility(sentence, heard);
  });
  return Math.max(0, ...clear);
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
  let before: Int16Array = new Int16Array();
  for (;;) {
    const heard = await heardBy(phone);
    const clear = clarityOf(sentence, unjudged(sentence, heard, before));
    if (clear >= LEAST_CLEAR) return;
    before = heard;
    if (Date.now() > giveUpAt) {
      throw new Error(`Cannot understand "${name}": ${clear} of 1 in ${heard.length / RATE} s\n${phone.log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Waits until the phone has heard a sentence of the box that nothing follows. */
export async function hearsLast(phone: Baresip, name: string, language: "en" | "ro" = "en"): Promise<void> {
  await hearsPrompt(phone, name, clip(name, language).length / RATE - LOST_S, language);
}

/**
 * Waits until the phone has heard one of the sentences, which may change with time, so that it is understood; in what
 * follows so many samples of its call, where it has heard the same before.
 */
export async function hearsOneOf(phone: Baresip, sentences: () => readonly Int16Array[], since = 0): Promise<void> {
  const giveUpAt = Date.now() + SOON_MS;
  for (;;) {
    const heard = (await heardBy(phone)).subarray(since);
    const clear = Math.max(...sentences().map((sentence) => clarityOf(sentence, heard)));
    if (clear >= LEAST_CLEAR) return;
    assert.ok(Date.now() < giveUpAt, `${clear} of 1 is understood in ${heard.length} samples`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** What of a sound may begin a sentence that did not end yet when only what was heard before was there. */
function unjudged(sentence: Int16Array, heard: Int16Array, before: Int16Array): Int16Array {
  // A phone in two calls at once hears more in the first one, too.
  const goesOn = before.every((sample, at) => sample === heard[at]);
  return goesOn ? heard.subarray(Math.max(0, before.length - sentence.length - LONGEST_GAP)) : heard;
}

/** Where the sentence may begin, or go on after a gap. */
function placesOf(sentence: Int16Array, sound: Int16Array): readonly number[] {
  const [key, thin] = [thinned(sentence.subarray(0, KEY_S * RATE)), thinned(sound)];
  const alike = Float64Array.from({ length: Math.max(0, thin.length - key.length + 1) }, (_, place) => {
    let [product, power] = [0, 1];
    for (let at = 0; at < key.length; at++) {
      const sample = thin[place + at]!;
      product += key[at]! * sample;
      power += sample * sample;
    }
    return product / Math.sqrt(power);
  });
  const same = Math.hypot(...key);
  const most = alike.reduce((most, each) => Math.max(most, each), LEAST_ALIKE * same / NEARLY);
  const places: number[] = [];
  while (places.length < MOST_PLACES) {
    let best = 0;
    for (let place = 1; place < alike.length; place++) if (alike[place]! > alike[best]!) best = place;
    if (!(alike[best]! > NEARLY * most)) break;
    places.push(finest(sentence, sound, best * STEP));
    alike.fill(0, Math.max(0, best - key.length), best + key.length);
  }
  return places;
}

/**
 * The sound from a place on, without the gap that makes it most alike, if any: the place is where the sentence begins, or
 * would have begun were what follows the gap all of it. Undefined where the sound ends before it.
 */
function heardAt(place: number, sentence: Int16Array, sound: Int16Array): Int16Array | undefined {
  let [best, most] = [{ first: place, then: place, from: 0 }, -Infinity];
  for (let gap = -LONGEST_GAP; gap <= LONGEST_GAP; gap += PACKET) {
    const [first, then] = [place + Math.min(gap, 0), place + Math.max(gap, 0)];
    if (first < 0 || then + sentence.length > sound.length) continue;
    let alike = productOf(sentence, sound.subarray(then));
    for (let from = 0; from < sentence.length; from += PACKET) {
      if (alike > most) [best, most] = [{ first, then, from }, alike];
      const packet = sentence.subarray(from, from + PACKET);
      alike += productOf(packet, sound.subarray(first + from)) - productOf(packet, sound.subarray(then + from));
    }
  }
  if (most === -Infinity) return undefined;
  const heard = sound.slice(best.then, best.then + sentence.length);
  heard.set(sound.subarray(best.first, best.first + best.from));
  return heard;
}

function productOf(sentence: Int16Array, sound: Int16Array): number {
  let sum = 0;
  for (let at = 0; at < sentence.length; at++) sum += sentence[at]! * sound[at]!;
  return sum;
}

/** The exact place near a rough one. */
function finest(sentence: Int16Array, sound: Int16Array, near: number): number {
  let [best, most] = [near, -Infinity];
  const key = sentence.subarray(0, KEY_S * RATE);
  for (let place = Math.max(0, near - STEP); place <= near + STEP && place + key.length <= sound.length; place++) {
    const product = productOf(key, sound.subarray(place));
    if (product > most) [best, most] = [place, product];
  }
  return best;
}

/** Every third sample with those beside it, so that a search costs a ninth. */
function thinned(sound: Int16Array): Float64Array {
  return Float64Array.from({ length: Math.floor(sound.length / STEP) }, (_, at) => {
    let sum = 0;
    for (let each = 0; each < STEP; each++) sum += sound[at * STEP + each]!;
    return sum / STEP;
  });
}
