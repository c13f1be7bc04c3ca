import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { Hours, Queue } from "../../core/directory/mod.ts";
import { cutEverywhere, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { code, inQueue, QUEUE, take } from "../lab/queues.ts";
import { press, registered, said } from "../lab/scene.ts";

const OFFICE: Hours = {
  name: "office",
  times: [{ days: [1, 2, 3, 4, 5], from: 540, to: 1050 }],
  holidays: [],
  open: { kind: "dial", id: "101" },
  night: false,
};
const TIMED: Queue = {
  ...QUEUE,
  members: [QUEUE.members[0]!],
  callBack: { key: "1", tries: 2, atTime: true, hours: "office" },
  joinIf: "always",
  stayIf: "always",
};
const NUMBERS = ["101", "102", "103"];

/** A Friday, ten to eleven in the office. */
const MORNING = Date.parse("2026-11-20T08:50:00Z") as WallTime;

/** Lets time pass until then; the lab's clock was set when it had just begun. */
function until(lab: Lab, utc: string, setTo: WallTime = MORNING): void {
  lab.run(Date.parse(utc) - setTo - lab.now);
}

/** Ana waits while Bob is paused, and asks to be called back at a time that she chooses. */
function asks(wall: WallTime = MORNING) {
  const lab = new Lab({ numbers: NUMBERS, sections: { queues: [TIMED], hours: [OFFICE] } });
  lab.input({ type: "wall-clock", wall });
  const [ana, bob] = NUMBERS.map((number) => registered(lab, number));
  code(lab, bob!, "*46");
  inQueue(lab, ana!);
  lab.run(60_000);
  press(lab, ana!, "12");
  return { lab, ana: ana!, bob: bob! };
}

const OFFERED = "queue-callback-number 101 queue-callback-booked queue-callback-choose-press 2";
const QUESTION = "queue-callback-at-time queue-callback-in-hours";
const CONFIRMING = "to-confirm-press 1 queue-callback-choose-press 2";

/** When the call back is to be made, as the record says. */
function dueAt(lab: Lab): readonly (string | undefined)[] {
  return lab.events.flatMap((event) =>
    event.type === "queue.call-back-booked"
      ? [event.dueAt === undefined ? undefined : new Date(event.dueAt).toISOString().slice(0, 16)]
      : []
  );
}

Deno.test("he keys in an hour, hears it read back, and is called then: with the agent on the line already", () => {
  const { lab, ana, bob } = asks();
  code(lab, bob, "*46");
  assert.deepEqual(said(lab).slice(-3, -1), [OFFERED, QUESTION]);
  press(lab, ana, "1430");
  assert.equal(said(lab).at(-1), `queue-callback-time 2026-11-20 14:30 ${CONFIRMING}`);
  press(lab, ana, "1");
  lab.run(1_000);
  assert.equal(said(lab).at(-1), "goodbye");
  assert.equal(ana.calls[0]!.count("BYE"), 1);
  assert.deepEqual(dueAt(lab), ["2026-11-20T12:30"]);
  until(lab, "2026-11-20T12:28:00Z");
  for (const phone of [ana, bob]) phone.register();
  until(lab, "2026-11-20T12:29:55Z");
  assert.equal(bob.calls.length, 2, "it is not the time yet");
  lab.run(10_000);
  assert.equal(bob.calls.length, 3);
  take(lab, bob);
  assert.equal(said(lab).at(-1), "queue-callback-for-agent");
  take(lab, ana);
  assert.equal(lab.media.heard.size, 2);
  ana.calls[1]!.bye();
  lab.run(100);
  const connected = lab.events.find((event) => event.type === "queue.connected");
  assert.ok(connected?.type === "queue.connected" && connected.waitedMs < 90_000, "the hours between are no waiting");
  assertNothingLeft(lab);
});

Deno.test("in so many hours: one or two digits", () => {
  const { lab, ana } = asks();
  press(lab, ana, "3#");
  assert.equal(said(lab).at(-1), `queue-callback-time 2026-11-20 13:51 ${CONFIRMING}`);
  press(lab, ana, "2");
  assert.equal(said(lab).at(-1), QUESTION);
  press(lab, ana, "05");
  lab.run(20_000);
  assert.deepEqual(dueAt(lab), ["2026-11-20T13:51"]);
  lab.reconfigure({});
  lab.run(8 * 3_600_000);
  assertNothingLeft(lab);
});

Deno.test("when the office is closed then he hears so, and when it opens", () => {
  const { lab, ana } = asks();
  press(lab, ana, "1900");
  assert.equal(
    said(lab).at(-1),
    `queue-callback-closed hours-open-again 2026-11-23 09:00 ${QUESTION}`,
    "the next day is a Saturday",
  );
  press(lab, ana, "0815");
  assert.match(said(lab).at(-1)!, /^queue-callback-closed hours-open-again 2026-11-23 09:00/);
  press(lab, ana, "7799");
  lab.run(2_000);
  assert.equal(said(lab).at(-1), "goodbye");
  assert.ok(said(lab).includes("queue-callback-booked"), "he is called as soon as may be");
  assert.deepEqual(dueAt(lab), [undefined]);
  lab.ask({ type: "end-all" });
  assertNothingLeft(lab);
});

Deno.test("who chooses nothing, or hangs up while he chooses, is called as soon as it is his turn", () => {
  for (const hangsUp of [false, true]) {
    const { lab, ana, bob } = asks();
    if (hangsUp) ana.calls[0]!.bye();
    lab.run(30_000);
    assert.deepEqual(dueAt(lab), [undefined]);
    assert.equal(ana.calls[0]!.count("BYE"), hangsUp ? 0 : 1);
    code(lab, bob, "*46");
    lab.run(2_000);
    take(lab, bob);
    take(lab, ana);
    assert.equal(lab.media.heard.size, 2);
    ana.calls[1]!.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("what is no time is told, and a restart does not lose the time that was chosen", () => {
  const { lab, ana } = asks();
  press(lab, ana, "730#");
  assert.equal(said(lab).at(-1), `invalid-time ${QUESTION}`);
  press(lab, ana, "2460");
  assert.equal(said(lab).at(-1), `invalid-time ${QUESTION}`);
  press(lab, ana, "1200");
  press(lab, ana, "1");
  lab.run(1_000);
  const after = new Lab({ numbers: NUMBERS, sections: { queues: [TIMED], hours: [OFFICE] } });
  after.input({ type: "wall-clock", wall: MORNING + 120_000 as WallTime });
  const [anaAfter, bobAfter] = NUMBERS.map((number) => registered(after, number));
  after.input({ type: "recalled", pages: lab.kept });
  code(after, bobAfter!, "*46");
  until(after, "2026-11-20T09:58:00Z", MORNING + 120_000 as WallTime);
  for (const phone of [anaAfter!, bobAfter!]) phone.register();
  assert.equal(bobAfter!.calls.length, 1);
  after.run(125_000);
  assert.equal(bobAfter!.calls.length, 2);
  take(after, bobAfter!);
  take(after, anaAfter!);
  assert.equal(after.media.heard.size, 2);
  anaAfter!.calls[0]!.bye();
  after.run(100);
  lab.reconfigure({});
  lab.run(4 * 3_600_000);
  for (const each of [lab, after]) assertNothingLeft(each);
});

/** Ana is to be called at noon; the box goes off, and comes back then, with Bob at work. */
function offUntil(utc: string) {
  const { lab, ana } = asks();
  press(lab, ana, "1200");
  press(lab, ana, "1");
  lab.run(1_000);
  const after = new Lab({ numbers: NUMBERS, sections: { queues: [TIMED], hours: [OFFICE] } });
  const wall = Date.parse(utc) as WallTime;
  after.input({ type: "wall-clock", wall });
  const [called, agent] = NUMBERS.map((number) => registered(after, number));
  after.input({ type: "recalled", pages: lab.kept });
  code(after, agent!, "*46");
  after.run(5_000);
  return { after, wall, called: called!, agent: agent! };
}

function ends(lab: Lab): readonly string[] {
  return lab.events.flatMap((event) => event.type === "queue.left" ? [event.why] : []);
}

function isServed({ after, called, agent }: ReturnType<typeof offUntil>): void {
  take(after, agent);
  take(after, called);
  assert.equal(after.media.heard.size, 2);
  called.calls[0]!.bye();
  after.run(100);
  after.run(4 * 3_600_000);
  assert.deepEqual(ends(after), []);
  assertNothingLeft(after);
}

Deno.test("the box was off when he was to be called: he is called when it comes back, hours later too", () => {
  const scene = offUntil("2026-11-20T13:10:00Z");
  assert.equal(scene.agent.calls.length, 2, "ten past three in the office");
  isServed(scene);
});

Deno.test("it comes back when the queue is closed: he is called once that opens, over a night and a weekend", () => {
  const scene = offUntil("2026-11-20T19:00:00Z");
  const { after, wall, called, agent } = scene;
  assert.equal(agent.calls.length, 1);
  until(after, "2026-11-23T06:58:00Z", wall);
  for (const phone of [called, agent]) phone.register();
  assert.equal(agent.calls.length, 1);
  until(after, "2026-11-23T07:00:05Z", wall);
  assert.equal(agent.calls.length, 2);
  isServed(scene);
});

Deno.test("after three days he expects no call any more, and the record says that he waited in vain", () => {
  for (const utc of ["2026-11-24T09:00:00Z", "2026-11-23T16:00:00Z"]) {
    const { after, called, agent } = offUntil(utc);
    assert.deepEqual(ends(after), ["timeout"], "nor once the queue opens, where that is later still");
    assert.deepEqual([called.calls.length, agent.calls.length], [0, 1]);
    after.run(24 * 3_600_000);
    assert.deepEqual(ends(after), ["timeout"]);
    assertNothingLeft(after);
  }
});

const dial: Step = ({ ana }) => void ana.invite("8001", { sdp: sdp() });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const key = (digit: string): Step => ({ ana }) =>
  void ana.calls[0]?.send("INFO", { body: `Signal=${digit}\r\nDuration=100\r\n`, type: "application/dtmf-relay" });
const pass: Step = () => {};
/** Otherwise he would be called back as long as it takes. */
const queueGoes: Step = ({ lab }) => lab.reconfigure({});

cutEverywhere({
  "a caller chooses when he is called back": [dial, ack, ..."1205#1".split("").map(key), pass, queueGoes],
}, { sections: { queues: [{ ...TIMED, callBack: { key: "1", tries: 1, atTime: true } }] } });

/** Who is to be called back, as the desk sees it. */
function booked(lab: Lab): readonly string[] {
  const answer = lab.ask({ type: "call-backs" });
  return answer.type !== "call-backs"
    ? []
    : answer.booked.map(({ queue, number, dueAt, tries }) =>
      `${queue} ${number} ${dueAt === undefined ? "waits" : new Date(dueAt).toISOString().slice(0, 16)} ${tries}`
    );
}

function cancel(lab: Lab): string {
  return lab.ask({ type: "cancel-call-back", key: "call-back/8001/101" }).type;
}

Deno.test("the desk sees who is to be called back and when, and cancels it before its time", () => {
  const { lab, ana, bob } = asks();
  lab.run(1_000);
  for (const key of "1430") press(lab, ana, key);
  lab.run(10_000);
  assert.deepEqual(booked(lab), ["8001 101 2026-11-20T12:30 2"]);
  assert.equal(cancel(lab), "done");
  assert.deepEqual([booked(lab), cancel(lab)], [[], "refused"]);
  code(lab, bob, "*46");
  const before = bob.calls.length;
  until(lab, "2026-11-20T13:00:00Z");
  assert.equal(bob.calls.length, before);
  lab.ask({ type: "end-all" });
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("who waits in the queue to be called back gives up his place when that is cancelled, and the record says so", () => {
  const { lab, ana } = asks();
  lab.run(1_000);
  ana.calls[0]!.bye();
  lab.run(5_000);
  assert.deepEqual(booked(lab), ["8001 101 waits 2"]);
  assert.equal(cancel(lab), "done");
  lab.run(2_000);
  assert.deepEqual(booked(lab), []);
  const queues = lab.ask({ type: "queues" });
  assert.equal(queues.type === "queues" && queues.queues[0]!.waiting.length, 0);
  const left = lab.events.filter((event) => event.type === "queue.left");
  assert.deepEqual(left.map((event) => event.type === "queue.left" && event.why), ["call-back", "sent"]);
  lab.run(700_000);
  assert.deepEqual(booked(lab), []);
  assertNothingLeft(lab);
});
