import assert from "node:assert/strict";
import { toBytes } from "../../core/base/mod.ts";
import { DigitFinder } from "../dtmf/mod.ts";
import { LAB_TOOLS, playAll } from "../file/exam.ts";
import type { Player } from "../file/mod.ts";
import type { Rate } from "../resample/mod.ts";
import { FaxFinder } from "../tone/mod.ts";
import { takeSamples } from "../wasm/mod.ts";
import { readPromptPack } from "./io/mod.ts";
import { PromptPack } from "./mod.ts";
import { packetsOf, readPack, writePack } from "./pack_format.ts";
import { hashOfWords, LANGUAGES, WORDS } from "./words.ts";

const { kernels } = LAB_TOOLS;
const RATE = 16_000;
const FRAME = RATE / 50;
const pack = readPromptPack();

function open(language: "en" | "ro", name: string, rate: Rate = RATE): Player {
  const player = pack.open(language, name, LAB_TOOLS, rate);
  assert.ok(player !== undefined, `${language}/${name} is not in the pack`);
  return player;
}

const peakOf = (sound: Int16Array): number => sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
const dbOf = (value: number): number => 20 * Math.log10(value / 32_768);

/** The loudness of the 20 ms frames that are speech: within 30 dB of the loudest. */
function loudnessOf(sound: Int16Array): number {
  const powers: number[] = [];
  for (let at = 0; at < sound.length; at += FRAME) {
    const frame = sound.subarray(at, at + FRAME);
    powers.push(frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length);
  }
  const speech = powers.filter((power) => power > Math.max(...powers) / 1000);
  return dbOf(Math.sqrt(speech.reduce((sum, power) => sum + power, 0) / speech.length));
}

Deno.test(`the pack was made from the words (if not: run "deno task prompts" and commit what it writes)`, () => {
  assert.equal(pack.hash, hashOfWords(), `media/prompts/words has changed: run "deno task prompts"`);
});

for (const language of LANGUAGES) {
  Deno.test(`every clip of "${language}" is in the pack, as long as its text and as loud as the others`, () => {
    for (const [name, text] of WORDS[language].clips) {
      using player = open(language, name);
      const sound = playAll(player);
      assert.equal(sound.length, Math.round(player.lengthMs * RATE / 1000), name);
      // Somebody who speaks says 8 to 25 letters a second; single letters and rests after a sentence take longer.
      const seconds = sound.length / RATE;
      assert.ok(
        seconds > text.length / 25 && seconds < 0.7 + text.length / 8,
        `"${name}" lasts ${seconds} s: "${text}"`,
      );
      const loudness = loudnessOf(sound);
      assert.ok(loudness > -23 && loudness < -18, `"${name}" sounds at ${loudness} dB`);
      assert.ok(dbOf(peakOf(sound)) < -1, `"${name}" cracks`);
    }
  });
}

Deno.test("a clip begins and ends in silence, so that the next one joins it without a click", () => {
  for (const language of LANGUAGES) {
    for (const name of WORDS[language].clips.keys()) {
      using player = open(language, name);
      const sound = playAll(player);
      const edge = RATE / 1000;
      for (const part of [sound.subarray(0, edge), sound.subarray(-edge)]) {
        assert.ok(dbOf(peakOf(part)) < -45, `"${language}/${name}" has an edge of ${dbOf(peakOf(part))} dB`);
      }
      // Nothing waits: the voice is there 40 ms after the beginning.
      assert.ok(dbOf(peakOf(sound.subarray(0, 0.06 * RATE))) > -50, `"${language}/${name}" begins late`);
    }
  }
});

Deno.test("a clip lasts as long at every rate, and frames of any length give the same sound", () => {
  for (const rate of [8000, 16_000, 24_000, 48_000] as const) {
    using player = open("ro", "goodbye", rate);
    assert.ok(Math.abs(playAll(player).length - player.lengthMs * rate / 1000) <= 1);
  }
  using inFrames = open("ro", "goodbye");
  using inPieces = open("ro", "goodbye");
  const piece = takeSamples(kernels, 777);
  const heard: number[] = [];
  for (let count = piece.length; count === piece.length;) {
    count = inPieces.next(piece);
    heard.push(...piece.view.subarray(0, count));
  }
  kernels.arena.giveBack(piece.at);
  assert.deepEqual([...playAll(inFrames)], heard);
});

Deno.test("a place within a clip sounds as it does when the clip is played up to there", () => {
  using whole = open("en", "voicemail-leave-message");
  const sound = playAll(whole);
  for (const ms of [0, 40, 500, 1234]) {
    using player = open("en", "voicemail-leave-message");
    player.seek(ms);
    assert.equal(player.positionMs, ms);
    const rest = sound.subarray(ms * RATE / 1000);
    const heard = playAll(player);
    assert.equal(heard.length, rest.length);
    const [loud, off] = [rest, rest.map((sample, at) => sample - heard[at]!)].map((part) =>
      Math.sqrt(part.reduce((sum, sample) => sum + sample * sample, 0))
    );
    assert.ok(off! < loud! / 10, `at ${ms} ms it is off by ${off} of ${loud}`);
  }
  whole.seek(0);
  assert.deepEqual(playAll(whole), sound);
});

Deno.test("nothing that the box says is taken for a digit or a fax", () => {
  const rate = 8000;
  const frame = takeSamples(kernels, rate / 50);
  const taken: string[] = [];
  for (const language of LANGUAGES) {
    for (const name of WORDS[language].clips.keys()) {
      using digits = new DigitFinder(kernels, rate);
      using fax = new FaxFinder(kernels, rate);
      using player = open(language, name, rate);
      for (let count = frame.length; count === frame.length;) {
        count = player.next(frame);
        frame.view.fill(0, count);
        for (const { digit } of digits.hear(frame)) taken.push(`${language}/${name}: ${digit}`);
        const tone = fax.hear(frame);
        if (tone !== undefined) taken.push(`${language}/${name}: ${tone}`);
      }
    }
  }
  kernels.arena.giveBack(frame.at);
  assert.deepEqual(taken, []);
});

Deno.test("what is opened is given back", () => {
  const before = kernels.arena.takenBytes;
  for (let time = 0; time < 500; time++) open("en", "goodbye")[Symbol.dispose]();
  assert.equal(kernels.arena.takenBytes, before);
});

Deno.test("what is packed comes out again, and what two clips share lies there once", () => {
  const shared = [Uint8Array.of(1, 2, 3), new Uint8Array(300).fill(7)];
  const head = { hash: "ab".repeat(32), preSkip: 104, packetSamples: 960 };
  const bytes = writePack(head, [
    { name: "en/a", samples: 1000, packets: shared },
    { name: "en/b", samples: 0, packets: [] },
    { name: "ro/ă", samples: 1001, packets: shared },
  ]);
  const { clips, ...read } = readPack(bytes);
  assert.deepEqual(read, head);
  assert.deepEqual(clips.map(({ name, samples }) => [name, samples]), [["en/a", 1000], ["en/b", 0], ["ro/ă", 1001]]);
  assert.deepEqual(clips.map((clip) => packetsOf(bytes, clip).map((packet) => [...packet])), [
    shared.map((packet) => [...packet]),
    [],
    shared.map((packet) => [...packet]),
  ]);
  assert.equal(clips[0]!.at, clips[2]!.at);
});

Deno.test("a file that is no pack, or is cut off, is refused", () => {
  const whole = writePack({ hash: "00".repeat(32), preSkip: 104, packetSamples: 960 }, [
    { name: "en/a", samples: 9, packets: [Uint8Array.of(1)] },
  ]);
  const other = whole.slice();
  other[8] = 9;
  const refused: readonly (readonly [Uint8Array, RegExp])[] = [
    [new Uint8Array(0), /does not begin with "KPROMPTS"/],
    [toBytes("OggS".repeat(20)), /does not begin with "KPROMPTS"/],
    [other, /its version is "9"/],
    [whole.subarray(0, 50), /cut off after "50" octets/],
    [whole.subarray(0, whole.length - 1), /cut off after/],
  ];
  for (const [bytes, expected] of refused) assert.throws(() => new PromptPack(bytes), expected);
});
