import assert from "node:assert/strict";
import { firstDifference, levelOf, seeded } from "../../tests/lab/signals.ts";
import { fromMemory } from "./bytes.ts";
import { abuse, hear, LAB_RATE, LAB_TOOLS, labSides, playAll, record } from "./exam.ts";
import { openPlayer } from "./open.ts";
import { makeOpusRecording } from "./opus_recording.ts";
import type { Player } from "./player.ts";
import type { Recording } from "./recording.ts";
import { type Seal, sealRecording } from "./seal.ts";
import { isSealed, openSealed, type SealedFile } from "./sealed.ts";
import { makeWavRecording } from "./wav_recording.ts";

const { kernels, opus } = LAB_TOOLS;
const KEY = Uint8Array.from({ length: 32 }, (_, at) => at * 7);
const SEAL: Seal = { key: KEY, keyId: "2026-11", salt: Uint8Array.from({ length: 16 }, (_, at) => at) };
const keyFor = (id: string): Uint8Array | undefined => id === "2026-11" ? KEY : undefined;

const plain = (): Recording => makeOpusRecording(kernels, opus, { rate: LAB_RATE, sides: 2, size: "usual", serial: 3 });

function unsealed(bytes: Uint8Array): SealedFile {
  const file = openSealed(fromMemory(bytes), keyFor);
  if (!file.ok) throw new Error(file.fault.text);
  return file.value;
}

function playerOf(bytes: Uint8Array): Player {
  const player = openPlayer(unsealed(bytes), LAB_TOOLS, { rate: LAB_RATE });
  if (!player.ok) throw new Error(player.fault.text);
  return player.value;
}

Deno.test("a sealed recording is the recording, for who has the key", () => {
  const sides = labSides(3);
  const sealed = record(sealRecording(plain(), SEAL), sides);
  const open = record(plain(), sides);
  const file = unsealed(sealed);
  assert.ok(isSealed(fromMemory(sealed)) && !isSealed(fromMemory(open)) && file.isWhole);
  assert.equal(file.length, open.length);
  assert.equal(firstDifference(file.read(0, file.length), open), -1);
});

Deno.test("nothing of a sealed recording can be read without its key, and two files of one sound have nothing in common", () => {
  const sides = labSides(1);
  const one = record(sealRecording(plain(), SEAL), sides);
  const other = record(sealRecording(plain(), { ...SEAL, salt: new Uint8Array(16).fill(9) }), sides);
  assert.doesNotMatch(new TextDecoder("latin1").decode(one), /OggS|Opus|Kontor[^S]/);
  const same = one.subarray(40).filter((octet, at) => octet === other[40 + at]).length;
  // Lengths are the same, and chance.
  assert.ok(same < one.length / 20, `${same} of ${one.length} octets`);
});

Deno.test("a sealed recording is read at any place as the plain one is", () => {
  const open = record(plain(), labSides(4));
  const file = unsealed(record(sealRecording(plain(), SEAL), labSides(4)));
  const next = seeded(2);
  for (let round = 0; round < 500; round++) {
    const [at, length] = [Math.floor(next() * open.length * 1.1), Math.floor(next() * 9000)];
    assert.equal(firstDifference(file.read(at, length), open.subarray(at, at + length)), -1);
  }
});

Deno.test("a sealed recording plays from any place", () => {
  const sides = labSides(5);
  using player = playerOf(record(sealRecording(plain(), SEAL), sides));
  const whole = hear(record(plain(), sides));
  player.seek(3210);
  const heard = playAll(player);
  assert.equal(heard.length, whole.length - 3.21 * LAB_RATE);
});

Deno.test("every flush of a sealed recording leaves a file that opens, and knows that it has no end", () => {
  let flushes = 0;
  const sealed = record(sealRecording(plain(), SEAL), labSides(3), ({ bytes }, ms) => {
    assert.equal(unsealed(bytes).isWhole, false);
    using player = playerOf(bytes);
    assert.ok(player.lengthMs >= ms - 7);
    flushes += 1;
  });
  assert.equal(flushes, 3);
  assert.equal(unsealed(sealed).isWhole, true);
});

Deno.test("a sealed recording that was cut off anywhere says so, and holds all whole chunks", () => {
  const sealed = record(sealRecording(plain(), SEAL), labSides(3));
  const whole = unsealed(sealed);
  let length = whole.length;
  for (let end = sealed.length - 1; end >= 0; end -= end > sealed.length - 6000 ? 1 : 97) {
    const file = openSealed(fromMemory(sealed.subarray(0, end)), keyFor);
    if (end < 40) assert.ok(!file.ok);
    else {
      assert.ok(file.ok && !file.value.isWhole && file.value.length <= length, `cut off at ${end}`);
      length = file.value.length;
    }
  }
  const cut = unsealed(sealed.subarray(0, sealed.length - 1));
  assert.equal(cut.length, whole.length);
});

Deno.test("a chunk that was changed is not read, and what comes behind it is heard again", () => {
  const sealed = record(sealRecording(plain(), SEAL), labSides(4));
  const open = record(plain(), labSides(4));
  const changed = sealed.slice();
  changed[Math.floor(sealed.length / 2)]! ^= 1;
  const read = unsealed(changed).read(0, open.length);
  assert.ok(read.length < open.length && read.length > 0);
  assert.equal(firstDifference(read, open.subarray(0, read.length)), -1);
  using player = playerOf(changed);
  const heard = playAll(player);
  assert.ok(heard.length > 3.9 * LAB_RATE);
  assert.ok(levelOf(heard.subarray(-LAB_RATE / 2)) > -10);
  // The flag of the end, set on a chunk that is not the last.
  const early = sealed.slice();
  early[40]! |= 0x80;
  assert.ok(!openSealed(fromMemory(early), keyFor).ok);
});

Deno.test("a WAV recording that only grows can be sealed; one that writes its header again cannot", () => {
  const settings = { rate: LAB_RATE, sides: 2 } as const;
  const [left, right] = labSides(2);
  const sealed = record(sealRecording(makeWavRecording(kernels, { ...settings, onlyGrows: true }), SEAL), [
    left,
    right,
  ]);
  using player = playerOf(sealed);
  assert.equal(playAll(player).length, left.length);
  assert.throws(
    () => record(sealRecording(makeWavRecording(kernels, settings), SEAL), [left, right]),
    /Cannot seal octets at "0": the file has/,
  );
});

Deno.test("who has another key, or none, is told so", () => {
  const sealed = fromMemory(record(sealRecording(plain(), SEAL), labSides(1)));
  const none = openSealed(sealed, () => undefined);
  const wrong = openSealed(sealed, () => new Uint8Array(32));
  assert.ok(!none.ok && !wrong.ok);
  assert.match(none.fault.text, /no key has the id "2026-11"/);
  assert.match(wrong.fault.text, /the key "2026-11" does not fit it/);
  assert.ok(!openSealed(fromMemory(new Uint8Array(100)), keyFor).ok);
});

Deno.test("a seal that is none is our own mistake", () => {
  assert.throws(() => sealRecording(plain(), { ...SEAL, key: new Uint8Array(16) }), /a key of "16" octets/);
  assert.throws(() => sealRecording(plain(), { ...SEAL, salt: new Uint8Array(1) }), /"1" octets of salt/);
  assert.throws(() => sealRecording(plain(), { ...SEAL, keyId: "a b" }), /the key id "a b"/);
});

Deno.test("a sealed file that a stranger spoiled opens or is refused, and never throws", () => {
  const next = seeded(6);
  const sealed = record(sealRecording(plain(), SEAL), labSides(2));
  for (let round = 0; round < 500; round++) {
    const file = openSealed(fromMemory(abuse(sealed, next)), keyFor);
    if (file.ok) assert.ok(file.value.read(0, 1e6).length <= file.value.length);
    else assert.match(file.fault.text, /^Cannot open the sealed file: /);
  }
});
