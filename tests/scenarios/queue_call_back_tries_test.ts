import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { Queue } from "../../core/directory/mod.ts";
import { ERRAND_FAMILY, readErrand, writeErrand } from "../../core/notebook/mod.ts";
import { booked, calledBack, queueLog, visits } from "../lab/call_backs.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import { CALLER, DID, MissedScene, SECTIONS } from "../lab/missed.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { press } from "../lab/keys.ts";
import { said } from "../lab/scene.ts";

const HOUR_MS = 3_600_000;
const [SALES] = SECTIONS.queues!;
/** As the caller's number is dialled here. */
const HERE = "0745123456";
const CALL_BACK = { key: "1", tries: 1, atTime: false } as const;
const ONE: Queue = { ...SALES!, members: SALES!.members.slice(0, 1), callBack: CALL_BACK, stayIf: "always" };

/** Somebody outside has asked to be called back, once, while agent 101 talked with another; now the agent is free. */
function wanted(): MissedScene {
  const scene = new MissedScene({ queues: [ONE] });
  const { lab } = scene;
  const other = scene.comes(DID.queue, { from: "+40722000111" });
  scene.answers("101", other, 1_000);
  const caller = scene.comes(DID.queue);
  press(lab, caller, "1");
  lab.run(2_000);
  scene.gone(other);
  lab.run(2_000);
  return scene;
}

/** The agent takes the call of the box. */
function takes(scene: MissedScene): HandCall {
  const call = scene.rung("101");
  call.respond(200, { sdp: sdp(["PCMA"]) });
  scene.lab.run(200);
  return call;
}

/** The calls that the provider was asked to make. */
function asked(scene: MissedScene): readonly HandCall[] {
  return scene.trunk.calls.filter((call) => call.count("INVITE") > 0);
}

/** He is called, and takes it: that was it. */
function reached(scene: MissedScene): void {
  takes(scene);
  asked(scene).at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
  scene.lab.run(5_000);
  scene.rung("101").bye();
  scene.lab.run(2_000);
  assert.deepEqual(booked(scene.lab), []);
  assertNothingLeft(scene.lab);
}

Deno.test("an agent who hangs up during the sentence has not tried: the caller is called when the next takes it", () => {
  const scene = wanted();
  const { lab } = scene;
  lab.media.listMs = 3_000;
  const agent = takes(scene);
  lab.run(1_000);
  agent.bye();
  lab.run(2_000);
  assert.equal(asked(scene).length, 0);
  assert.deepEqual([booked(lab), calledBack(lab)], [[`${HERE} 1`], []]);
  lab.media.listMs = 0;
  lab.run(121_000);
  reached(scene);
  assert.deepEqual(calledBack(lab), [true]);
  assert.deepEqual(visits(lab), ["ended", "answered"]);
  assert.deepEqual(queueLog(lab), ["ENTERQUEUE", "WITHDRAW", "ENTERQUEUE", "CONNECT", "COMPLETEAGENT"]);
});

Deno.test("an agent who hangs up before it rings at the caller's has not tried either, and one who does so then has", () => {
  for (const rings of [false, true]) {
    const scene = wanted();
    const { lab } = scene;
    const agent = takes(scene);
    asked(scene)[0]!.respond(rings ? 180 : 100);
    lab.run(1_000);
    agent.bye();
    lab.run(2_000);
    assert.deepEqual([booked(lab), calledBack(lab)], rings ? [[], [false]] : [[`${HERE} 1`], []]);
    assert.deepEqual(visits(lab), [rings ? "abandoned" : "ended"]);
    if (!rings) {
      lab.run(121_000);
      reached(scene);
    } else assertNothingLeft(lab);
  }
});

for (const status of [503, undefined]) {
  Deno.test(`a trunk that ${status === undefined ? "is silent" : `says ${status}`} has not called him: he is called ten minutes later`, () => {
    const scene = wanted();
    const { lab, trunk } = scene;
    takes(scene);
    if (status === undefined) lab.unplug(trunk.phone.flow);
    else asked(scene)[0]!.respond(status);
    lab.run(35_000);
    assert.equal(said(lab).at(-1), "nobody-answers");
    assert.deepEqual([booked(lab), calledBack(lab)], [[`${HERE} 1`], []]);
    if (status === undefined) lab.connect(trunk);
    const before = scene.phone("101").calls.length;
    lab.run(500_000);
    assert.equal(scene.phone("101").calls.length, before, "no agent is rung every two minutes for nothing");
    scene.later(1_000);
    for (let s = 0; s < 120 && scene.phone("101").calls.length === before; s++) lab.run(1_000);
    reached(scene);
    assert.deepEqual(visits(lab), ["ended", "answered"]);
  });
}

for (const status of [180, 486, 480]) {
  Deno.test(`whose phone says ${status} was called: that was the one try, and he has left the queue`, () => {
    const scene = wanted();
    const { lab } = scene;
    takes(scene);
    asked(scene)[0]!.respond(status);
    lab.run(35_000);
    assert.equal(said(lab).at(-1), "nobody-answers");
    assert.deepEqual([booked(lab), calledBack(lab)], [[], [false]]);
    assert.deepEqual(visits(lab), ["abandoned"]);
    assert.deepEqual(queueLog(lab), ["ENTERQUEUE", "ABANDON"]);
    scene.later(2 * HOUR_MS);
    assert.equal(asked(scene).length, 1);
    const tried = [`${CALLER} on ${DID.queue}: open ×1; ; Sales Queue; created callback_attempted`];
    assert.deepEqual(scene.told().entries, tried);
    assertNothingLeft(lab);
  });
}

/** Somebody outside asked so long ago to be called back, and agent 101 is not there for him. */
function hasWaited(forMs: number): MissedScene {
  const scene = new MissedScene({ queues: [{ ...ONE, callBack: { ...CALL_BACK, atTime: true } }] });
  const { lab } = scene;
  const other = scene.comes(DID.queue, { from: "+40722000111" });
  scene.answers("101", other, 1_000);
  const caller = scene.comes(DID.queue);
  for (const digit of "123#1") {
    press(lab, caller, digit);
    lab.run(1_000);
  }
  const key = `call-back/8001/${HERE}`;
  const planned = readErrand(lab.kept.findLast((page) => page.key === key)?.value)!;
  const at = scene.now() as WallTime;
  const errand = { ...planned, at, to: { ...planned.to, id: `8001/${at - forMs}/${HERE}` } };
  lab.input({ type: "recalled", pages: [{ family: ERRAND_FAMILY, key, value: writeErrand(errand) }] });
  lab.run(2_000);
  assert.deepEqual(booked(lab), [`${HERE} 1`]);
  lab.run(600_000);
  scene.gone(other);
  return scene;
}

Deno.test("his place is kept over a weekend", () => {
  const scene = hasWaited(62 * HOUR_MS);
  scene.lab.run(2_000);
  reached(scene);
  assert.deepEqual(visits(scene.lab), ["answered"]);
});

Deno.test("for whom nobody was there for three days is given up, and the record says so: he stays on the list of the missed", () => {
  const scene = hasWaited(72 * HOUR_MS - 300_000);
  const { lab } = scene;
  assert.deepEqual(booked(lab), []);
  assert.deepEqual(visits(lab), ["timeout"]);
  assert.deepEqual(queueLog(lab), ["ENTERQUEUE", "EXITWITHTIMEOUT"]);
  assert.deepEqual(calledBack(lab), []);
  assert.deepEqual(scene.told().entries, [`${CALLER} on ${DID.queue}: open ×1; ; Sales Queue; created`]);
  assertNothingLeft(lab);
});
