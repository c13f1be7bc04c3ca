import assert from "node:assert/strict";
import { digitOf, eventEnds, payloadType, sequenceOf, timestampOf } from "../rtp/mod.ts";
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

const [HASH, STAR] = [11, 10];

/** The digits in what was sent since the last time, one for every press. */
function told(stage: Stage): string {
  const presses = new Map<number, string>();
  for (const { packet } of stage.take()) {
    if (payloadType(packet) === 101) presses.set(timestampOf(packet), digitOf(packet[12]!)!);
  }
  return [...presses.values()].join("");
}

/** A press of 60 ms in five packets, the end three times. */
function press(stage: Stage, socket: number, sequence: number, code: number): void {
  for (let step = 0; step < 5; step++) {
    const packet = event(sequence + step & 0xffff, 160 * sequence, code, Math.min(480, 160 * (step + 1)), step >= 2);
    stage.hear(socket, packet, ANA);
  }
}

for (const first of [1, 32_760, 65_533]) {
  Deno.test(`a withheld digit is told and none of its packets go on; others do, without a gap, after ${first}`, () => {
    const stage = new Stage();
    const { ana, bob } = talk(stage);
    stage.engine.command({ type: "withhold", leg: "ana", digits: "*#" });
    stage.hear(ana, speech(first), ANA);
    const [before] = stage.take();
    press(stage, ana, first + 1, HASH);
    assert.deepEqual(stage.take(), []);
    stage.hear(ana, speech(first + 6), ANA);
    const [after] = stage.take();
    assert.equal(sequenceOf(after!.packet), sequenceOf(before!.packet) + 1 & 0xffff, "nothing seems lost");
    press(stage, ana, first + 7, 1);
    assert.equal(told(stage), "1");
    press(stage, bob, 1, HASH);
    assert.deepEqual(stage.events.filter(({ type }) => type === "digit"), [
      { type: "digit", leg: "ana", digit: "#", durationMs: 60, isWithheld: true },
      { type: "digit", leg: "ana", digit: "1", durationMs: 60 },
    ]);
    stage.engine.command({ type: "withhold", leg: "ana", digits: "" });
    press(stage, ana, first + 12, STAR);
    assert.equal(told(stage), "*");
  });
}

Deno.test("a press is withheld or goes on as a whole, whatever is said of its digit meanwhile", () => {
  for (const [before, after, heard] of [["#", "", 0], ["", "#", 3]] as const) {
    const stage = new Stage();
    const { ana } = talk(stage);
    stage.engine.command({ type: "withhold", leg: "ana", digits: before });
    stage.hear(ana, event(1, 800, HASH, 160, false), ANA);
    stage.engine.command({ type: "withhold", leg: "ana", digits: after });
    stage.hear(ana, event(2, 800, HASH, 320, false), ANA);
    stage.hear(ana, event(3, 800, HASH, 480, true), ANA);
    assert.equal(stage.take().length, heard);
  }
});

Deno.test("a press so long that it needs a second segment is withheld in both", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  stage.engine.command({ type: "withhold", leg: "ana", digits: "#" });
  stage.hear(ana, event(1, 800, HASH, 0xffff, false), ANA);
  stage.engine.command({ type: "withhold", leg: "ana", digits: "" });
  stage.hear(ana, event(2, 800 + 0xffff, HASH, 800, true), ANA);
  assert.deepEqual(stage.take(), []);
  assert.equal(stage.events.filter(({ type }) => type === "digit").length, 1);
});

Deno.test("late packets of a withheld press do not go on once the next one has begun", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  stage.engine.command({ type: "withhold", leg: "ana", digits: "#" });
  stage.hear(ana, event(1, 800, HASH, 160, false), ANA);
  stage.hear(ana, event(2, 800, HASH, 320, true), ANA);
  stage.hear(ana, event(5, 2400, 1, 160, false), ANA);
  for (const sequence of [3, 4]) stage.hear(ana, event(sequence, 800, HASH, 320, true), ANA);
  stage.hear(ana, event(6, 2400, 1, 320, true), ANA);
  assert.equal(told(stage), "1");
});

Deno.test("digits that are pressed while withheld ones are made up for wait their turn, as they would be lost", () => {
  const stage = new Stage();
  const { ana } = talk(stage);
  stage.engine.command({ type: "withhold", leg: "ana", digits: "#" });
  press(stage, ana, 1, HASH);
  stage.engine.command({ type: "digit", leg: "bob", digit: "#", durationMs: 100 });
  stage.pass(40);
  press(stage, ana, 6, 1);
  assert.deepEqual(stage.events.at(-1), { type: "digit", leg: "ana", digit: "1", durationMs: 60, isWithheld: true });
  stage.engine.command({ type: "digit", leg: "bob", digit: "1", durationMs: 60 });
  stage.pass(600);
  press(stage, ana, 11, 2);
  assert.equal(told(stage), "#12");
});
