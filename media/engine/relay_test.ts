import assert from "node:assert/strict";
import type { Direction, PlannedCodec } from "../../core/sdp/mod.ts";
import { payloadType, sequenceOf, ssrcOf, timestampOf } from "../rtp/mod.ts";
import { FIGURE } from "../plane/mod.ts";
import { ANA, BOB, PCMU, speech, Stage, talk } from "./stage.ts";

for (const start of [0, 1, 32767, 32768, 65534, 65535]) {
  Deno.test(`a relayed stream runs on without a gap from sequence number ${start}`, () => {
    const stage = new Stage();
    const { ana } = talk(stage);
    for (let step = 0; step < 5; step++) stage.hear(ana, speech(start + step), ANA);
    const sent = stage.take();
    assert.equal(sent.length, 5);
    for (const [at, { packet, to }] of sent.entries()) {
      assert.equal(to, BOB.port);
      assert.equal((sequenceOf(packet) - sequenceOf(sent[0]!.packet)) & 0xffff, at);
      assert.equal((timestampOf(packet) - timestampOf(sent[0]!.packet)) | 0, 160 * at);
      assert.equal(ssrcOf(packet), ssrcOf(sent[0]!.packet));
      assert.equal(packet[1]! >> 7, at === 0 ? 1 : 0);
    }
    assert.notEqual(ssrcOf(sent[0]!.packet), 0x1234);
  });
}

Deno.test("a stream of an hour runs on through every wrap, and one that counts anew is followed anew", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  let last = -1;
  const goesOn = (sequence: number): void => {
    stage.hear(ana, speech(sequence), ANA);
    const [sent] = stage.take();
    assert.ok(sent !== undefined, `packet ${sequence} was not relayed`);
    const now = sequenceOf(sent.packet);
    if (last >= 0) assert.equal((now - last) & 0xffff, 1, `packet ${sequence}`);
    last = now;
  };
  for (let step = 0; step < 180_000; step++) goesOn(step);
  for (let step = 0; step < 100; step++) goesOn(180_000 - 30_000 + step);
});

Deno.test("a payload type becomes the number that the other side gave to the same codec", () => {
  const stage = new Stage();
  const speex = (number: number): PlannedCodec => ({
    name: "speex",
    clockRate: 16_000,
    channels: 1,
    sendAs: number,
    receiveAs: number,
  });
  const ana = stage.open("ana", ANA, { codecs: [speex(111), PCMU] });
  stage.open("bob", BOB, { codecs: [speex(96)] });
  stage.engine.command({ type: "connect", a: "ana", b: "bob" });
  stage.hear(ana, speech(1, { type: 111 }), ANA);
  stage.hear(ana, speech(2), ANA);
  stage.hear(ana, speech(3, { type: 111 }), ANA);
  const sent = stage.take();
  assert.deepEqual(sent.map(({ packet }) => payloadType(packet)), [96, 96]);
  assert.equal(sequenceOf(sent[1]!.packet) - sequenceOf(sent[0]!.packet), 1, "what is left out is not lost");
  assert.equal(stage.ground.figures[FIGURE.unsharedCodecs], 1);
});

Deno.test("each packet that came is counted as relayed or as for nobody, also while a call is hung up", () => {
  const stage = new Stage();
  const { ana, bob } = talk(stage);
  stage.hear(ana, speech(1), ANA);
  stage.engine.command({ type: "disconnect", leg: "bob" });
  stage.hear(ana, speech(2), ANA);
  stage.hear(bob, speech(1), BOB);
  const { figures } = stage.ground;
  assert.deepEqual([FIGURE.packetsIn, FIGURE.packetsRelayed, FIGURE.unwanted].map((at) => figures[at]), [3, 1, 2]);
});

Deno.test("a new speaker goes on where the last one stopped, with the marker set", () => {
  const stage = new Stage();
  const { ana, bob } = talk(stage);
  const carl = stage.open("carl", { ip: "192.0.2.3", port: 6000 });
  stage.hear(ana, speech(100), ANA);
  const [before] = stage.take();
  stage.pass(500);
  stage.engine.command({ type: "connect", a: "carl", b: "bob" });
  stage.hear(carl, speech(60000, { ssrc: 0x9999 }), { ip: "192.0.2.3", port: 6000 });
  stage.hear(ana, speech(101), ANA);
  const sent = stage.take().filter(({ socket }) => socket === bob);
  assert.equal(sent.length, 1, "the one who was left no longer reaches bob");
  const after = sent[0]!.packet;
  assert.equal(ssrcOf(after), ssrcOf(before!.packet));
  assert.equal((sequenceOf(after) - sequenceOf(before!.packet)) & 0xffff, 1);
  assert.equal((timestampOf(after) - timestampOf(before!.packet)) | 0, 4000);
  assert.equal(after[1]! >> 7, 1);
});

const DIRECTIONS: readonly [Direction, { heard: boolean; sent: boolean }][] = [
  ["sendrecv", { heard: true, sent: true }],
  ["sendonly", { heard: false, sent: true }],
  ["recvonly", { heard: true, sent: false }],
  ["inactive", { heard: false, sent: false }],
];
for (const [direction, expected] of DIRECTIONS) {
  Deno.test(`a leg that is ${direction} is heard: ${expected.heard}, is spoken to: ${expected.sent}`, () => {
    const stage = new Stage();
    const ana = stage.open("ana", ANA, { direction });
    const bob = stage.open("bob", BOB);
    stage.engine.command({ type: "connect", a: "ana", b: "bob" });
    stage.hear(ana, speech(1), ANA);
    stage.hear(bob, speech(1), BOB);
    const to = stage.take().map((sent) => sent.to);
    assert.equal(to.includes(BOB.port), expected.heard);
    assert.equal(to.includes(ANA.port), expected.sent);
  });
}
