import assert from "node:assert/strict";
import { digitOf, eventEnds, sequenceOf, timestampOf } from "../rtp/mod.ts";
import { ANA, event, speech, Stage, talk } from "./stage.ts";

Deno.test("a digit is reported once per press and passes through", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  for (let step = 1; step <= 5; step++) stage.hear(ana, event(step, 800, 5, 160 * step, false), ANA);
  for (let step = 6; step <= 8; step++) stage.hear(ana, event(step, 800, 5, 960, true), ANA);
  for (let step = 9; step <= 11; step++) stage.hear(ana, event(step, 8000, 5, 800, step === 11), ANA);
  assert.equal(stage.take().length, 11);
  const digits = stage.events.filter((seen) => seen.type === "digit");
  assert.deepEqual(digits, [
    { type: "digit", leg: "ana", digit: "5", durationMs: 120 },
    { type: "digit", leg: "ana", digit: "5", durationMs: 100 },
  ]);
});

Deno.test("a digit whose end was lost is reported when its source falls quiet", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  stage.hear(ana, event(1, 800, 11, 400, false), ANA);
  assert.equal(stage.events.filter((seen) => seen.type === "digit").length, 0);
  stage.pass(1000);
  assert.deepEqual(stage.events.at(-1), { type: "digit", leg: "ana", digit: "#", durationMs: 50 });
});

Deno.test("a digit is sent with one timestamp, a marker, growing duration and three ends, and speech waits", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  stage.hear(ana, speech(1), ANA);
  stage.take();
  stage.engine.command({ type: "digit", leg: "bob", digit: "7", durationMs: 100 });
  stage.hear(ana, speech(2), ANA);
  assert.deepEqual(stage.take(), [], "speech is held back");
  stage.pass(300);
  const sent = stage.take().map(({ packet }) => packet).filter((packet) => packet.length === 16);
  assert.equal(sent.length, 7);
  assert.equal(new Set(sent.map(timestampOf)).size, 1);
  assert.deepEqual(sent.map((packet) => packet[1]! >> 7), [1, 0, 0, 0, 0, 0, 0]);
  assert.deepEqual(sent.map((packet) => eventEnds(packet, 12)), [false, false, false, false, true, true, true]);
  assert.deepEqual(sent.map((packet) => packet[14]! << 8 | packet[15]!), [160, 320, 480, 640, 800, 800, 800]);
  assert.equal(digitOf(sent[0]![12]!), "7");
  stage.hear(ana, speech(20), ANA);
  const [speechAfter] = stage.take();
  assert.equal(sequenceOf(speechAfter!.packet), (sequenceOf(sent.at(-1)!) + 1) & 0xffff);
  assert.equal(speechAfter!.packet[1]! >> 7, 1);
});
