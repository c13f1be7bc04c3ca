import assert from "node:assert/strict";
import type { LineSettings, Queue } from "../../core/directory/mod.ts";
import { cutEverywhere, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { inQueue, QUEUE, take } from "../lab/queues.ts";
import { connected, press, registered, said, talking } from "../lab/scene.ts";

const NUMBERS = ["101", "102", "103", "104", "105"];

/** Callers Ana and Tom, agents Bob and Eve; Sue may listen to the queue, unless told. */
function office(
  lines: Record<string, LineSettings> = { "105": { maySupervise: ["8001"] } },
  queue: Partial<Queue> = {},
) {
  const queues = [{ ...QUEUE, ...queue }, { ...QUEUE, number: "8002", members: [QUEUE.members[0]!] }];
  const lab = new Lab({ numbers: NUMBERS, lines, sections: { queues } });
  const [ana, bob, eve, tom, sue] = NUMBERS.map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, tom: tom!, sue: sue! };
}

/** To whose calls somebody has listened, and how. */
function audit(lab: Lab): readonly string[] {
  return lab.events.flatMap((event) => {
    if (event.type === "supervision.started" && "whom" in event) {
      return `${event.whom.number} with ${event.with.number}`;
    }
    return event.type === "supervision.changed" ? event.heardBy : event.type === "supervision.ended" ? "ended" : [];
  });
}

Deno.test("a supervisor waits for the next call of a queue, hears it, whispers, and goes on to the one after it", () => {
  const { lab, ana, bob, eve, tom, sue } = office();
  const mine = connected(lab, sue, "*338001");
  assert.equal(said(lab).at(-1), "monitor-waiting");
  lab.run(20_000);
  assert.equal(mine.count("BYE"), 0);
  const first = inQueue(lab, ana);
  assert.deepEqual(audit(lab), [], "nobody talks yet");
  take(lab, bob);
  lab.run(1_000);
  press(lab, sue, "5");
  assert.deepEqual(audit(lab), ["102 with 101", "whom"]);
  const second = inQueue(lab, tom);
  take(lab, eve);
  press(lab, sue, "*");
  assert.deepEqual(audit(lab).slice(2), ["ended", "103 with 104"]);
  for (const call of [first, second]) call.bye();
  lab.run(2_000);
  assert.deepEqual(audit(lab).slice(4), ["ended"]);
  assert.equal(said(lab).at(-1), "monitor-waiting");
  inQueue(lab, ana);
  take(lab, bob);
  lab.run(1_000);
  assert.deepEqual(audit(lab).slice(5), ["102 with 101"]);
  mine.bye();
  ana.calls.at(-1)!.bye();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("* ends the waiting, and so does hanging up", () => {
  for (const way of ["*", "bye"]) {
    const { lab, sue } = office();
    const mine = connected(lab, sue, "*338001");
    lab.run(3_000);
    if (way === "*") press(lab, sue, "*");
    else mine.bye();
    lab.run(200);
    assert.equal(mine.count("BYE"), way === "*" ? 1 : 0);
    assertNothingLeft(lab);
  }
});

Deno.test("only calls of that queue are heard: not the agent's own, nor those of another queue", () => {
  const { lab, ana, bob, tom, sue } = office();
  const own = talking(lab, bob, ana);
  connected(lab, sue, "*338001");
  lab.run(2_000);
  assert.deepEqual(audit(lab), []);
  own.caller.bye();
  lab.run(100);
  inQueue(lab, tom, "8002");
  take(lab, bob);
  lab.run(2_000);
  assert.deepEqual(audit(lab), []);
  lab.ask({ type: "end-all" });
  assertNothingLeft(lab);
});

Deno.test("the next call of an agent is waited for; of somebody who is no agent it is said that there is none", () => {
  const { lab, ana, eve, sue } = office({ "105": { maySupervise: ["103", "101"] } });
  const mine = connected(lab, sue, "*33103");
  assert.equal(said(lab).at(-1), "monitor-waiting");
  const { caller } = talking(lab, ana, eve);
  lab.run(1_000);
  assert.deepEqual(audit(lab), ["103 with 101"]);
  caller.bye();
  lab.run(100);
  assert.equal(mine.count("BYE"), 0);
  mine.bye();
  lab.run(100);
  connected(lab, sue, "*33101");
  lab.run(200);
  assert.equal(said(lab).at(-1), "monitor-nothing");
  assertNothingLeft(lab);
});

const MAY: readonly (readonly [why: string, lines: Record<string, LineSettings>, says: string, hears: boolean])[] = [
  ["who may listen to nobody", {}, "not-permitted", false],
  ["who may listen to another queue", { "105": { maySupervise: ["8002"] } }, "not-permitted", false],
  ["who may listen to one of its agents", { "105": { maySupervise: ["102"] } }, "monitor-waiting", true],
  ["who may listen to its other agent only", { "105": { maySupervise: ["103"] } }, "monitor-waiting", false],
  [
    "where the agent is exempt",
    { "105": { maySupervise: ["8001"] }, "102": { supervised: false } },
    "monitor-waiting",
    false,
  ],
  [
    "where the caller is",
    { "105": { maySupervise: ["8001"] }, "101": { supervised: false } },
    "monitor-waiting",
    false,
  ],
];
for (const [why, lines, says, hears] of MAY) {
  Deno.test(`*338001 of ${why}`, () => {
    const { lab, ana, bob, sue } = office(lines);
    connected(lab, sue, "*338001");
    lab.run(200);
    assert.equal(said(lab).at(-1), says);
    inQueue(lab, ana);
    take(lab, bob);
    lab.run(1_500);
    assert.deepEqual(audit(lab), hears ? ["102 with 101"] : []);
    lab.ask({ type: "end-all" });
    assertNothingLeft(lab);
  });
}

Deno.test("a call back of a queue is one of its calls", () => {
  const { lab, ana, bob, sue } = office(undefined, {
    members: [QUEUE.members[0]!],
    callBack: { key: "1", tries: 1, atTime: false },
    joinIf: "always",
    stayIf: "always",
  });
  bob.register(";expires=0");
  inQueue(lab, ana);
  press(lab, ana, "1");
  lab.run(2_000);
  connected(lab, sue, "*338001");
  bob.register();
  lab.run(3_000);
  take(lab, bob);
  take(lab, ana);
  lab.run(1_000);
  assert.deepEqual(audit(lab), ["102 with 101"]);
  lab.ask({ type: "end-all" });
  assertNothingLeft(lab);
});

const dial: Step = ({ ana }) => void ana.invite("8001", { sdp: sdp() });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const answers: Step = ({ bob }) => bob.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const listens: Step = ({ eve }) => void eve.invite("*338001", { sdp: sdp() });
const hears: Step = ({ eve }) => eve.calls[0]?.statuses().at(-1) === 200 && eve.calls[0].ack();
const pass: Step = ({ lab }) => lab.run(1_100);
const callerLeaves: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].bye();

cutEverywhere({
  "a queue's call that a supervisor has waited for": [listens, hears, dial, ack, answers, pass, callerLeaves, pass],
}, {
  lines: { "103": { maySupervise: ["8001"] } },
  sections: { supervision: { tone: true }, queues: [{ ...QUEUE, members: [QUEUE.members[0]!] }] },
});
