import assert from "node:assert/strict";
import type { PlannedCodec } from "../../core/sdp/mod.ts";
import { noise, sum, voice } from "../../tests/lab/signals.ts";
import { makeG711 } from "../codec/mod.ts";
import { payloadType, sequenceOf, timestampOf, writeHeader } from "../rtp/mod.ts";
import { takeOctets, takeSamples } from "../wasm/mod.ts";
import { ANA, BOB, EVENTS, kernels, PCMU, Stage } from "./stage.ts";

const CN: PlannedCodec = { name: "CN", clockRate: 8000, channels: 1, sendAs: 13, receiveAs: 13 };
const G722: PlannedCodec = { name: "G722", clockRate: 8000, channels: 1, sendAs: 9, receiveAs: 9 };

const codec = makeG711(kernels, "PCMU");
const pcm = takeSamples(kernels, 160);
const octets = takeOctets(kernels, 160);

/** Bob speaks and falls silent in a room with Ana, of whom these codecs were agreed. */
function meeting(codecs: readonly PlannedCodec[]) {
  const stage = new Stage();
  const ana = stage.open("ana", ANA, { codecs });
  const bob = stage.open("bob", BOB);
  for (const leg of ["ana", "bob"]) stage.engine.command({ type: "join", leg, room: "2001" });
  let frames = 0;
  const speak = (sound: Int16Array): Uint8Array[] => {
    stage.take();
    for (let at = 0; at < sound.length; at += 160, frames++) {
      pcm.view.set(sound.subarray(at, at + 160));
      codec.encode(pcm, octets);
      const packet = new Uint8Array(172);
      const [sequence, timestamp] = [frames & 0xffff, 160 * frames];
      writeHeader(packet, { marker: false, payloadType: 0, sequence, timestamp, ssrc: 7 });
      packet.set(octets.view, 12);
      stage.hear(bob, packet, BOB);
      stage.pass(20);
    }
    return toAna();
  };
  const wait = (ms: number): Uint8Array[] => {
    stage.take();
    stage.pass(ms);
    frames += ms / 20;
    return toAna();
  };
  const toAna = () => stage.take().filter(({ socket }) => socket === ana).map(({ packet }) => packet);
  return { stage, speak, wait };
}

const SPEECH = sum(voice(8000, 2).map((sample) => sample / 4), noise(16_000, -55, 1));

Deno.test("who has agreed to comfort noise is told of it once silence lasts, and again every half second", () => {
  const { speak, wait } = meeting([PCMU, CN, EVENTS]);
  const spoken = speak(SPEECH);
  assert.ok(spoken.every((packet) => payloadType(packet) === 0));
  const silent = wait(3000);
  const first = silent.findIndex((packet) => payloadType(packet) === 13);
  // What waits in the jitter buffer and fades, and 200 ms of silence.
  assert.ok(first >= 10 && first <= 25, `${first} packets`);
  const described = silent.slice(first);
  assert.ok(described.every((packet) => payloadType(packet) === 13 && packet.length === 13));
  assert.ok(described.length >= 5 && described.length <= 6, `${described.length} packets`);
  for (const [at, packet] of described.entries()) {
    assert.equal(packet[1]! & 0x80, 0, "the marker belongs to speech");
    // With the breath of the voice it lies 53 dB below the loudest sine, and that 3 dB below the loudest square wave.
    assert.ok(Math.abs(packet[12]! - 56) <= 3, `-${packet[12]} dBov`);
    if (at > 0) assert.equal((timestampOf(packet) - timestampOf(described[at - 1]!)) | 0, 25 * 160);
  }
  const [again, ...more] = speak(SPEECH).filter((packet) => payloadType(packet) === 0);
  assert.equal(again![1]! & 0x80, 0x80, "a new talk spurt");
  assert.ok(more.every((packet) => (packet[1]! & 0x80) === 0));
  const all = [...spoken, ...silent, again!, ...more];
  assert.ok(all.length < 260);
  const elapsed = (timestampOf(again!) - timestampOf(spoken[0]!)) | 0;
  assert.ok(Math.abs(elapsed - 8 * 5000) <= 8 * 150, `${elapsed / 8} ms have passed`);
});

Deno.test("no number is left out between sound and comfort noise", () => {
  const { speak, wait } = meeting([PCMU, CN, EVENTS]);
  const all = [...speak(SPEECH), ...wait(2000), ...speak(SPEECH)];
  for (const [at, packet] of all.entries()) {
    if (at > 0) assert.equal(sequenceOf(packet), (sequenceOf(all[at - 1]!) + 1) & 0xffff);
  }
});

Deno.test("noise that nobody made is next to none, and a voice without a pause is no noise", () => {
  const { wait } = meeting([PCMU, CN]);
  assert.equal(wait(1000).find((packet) => payloadType(packet) === 13)?.[12], 70);
  const loud = meeting([PCMU, CN]);
  loud.speak(noise(16_000, -20, 4));
  assert.equal(loud.wait(1000).find((packet) => payloadType(packet) === 13)?.[12], 50);
});

for (
  const [who, codecs] of [
    ["who has not agreed to it", [PCMU, EVENTS]],
    ["who speaks another codec", [G722, CN, EVENTS]],
  ] as const
) {
  Deno.test(`${who} is sent silence as sound`, () => {
    const { speak, wait } = meeting(codecs);
    speak(SPEECH);
    const silent = wait(2000);
    assert.equal(silent.length, 100);
    assert.ok(silent.every((packet) => payloadType(packet) === codecs[0].sendAs));
  });
}

Deno.test("a plan without it ends it at once", () => {
  const { stage, wait } = meeting([PCMU, CN]);
  wait(1000);
  stage.apply("ana", ANA, { codecs: [PCMU] });
  const silent = wait(400);
  assert.deepEqual(silent.map(payloadType), Array(20).fill(0));
});
