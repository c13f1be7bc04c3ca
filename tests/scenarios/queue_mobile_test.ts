import assert from "node:assert/strict";
import type { Queue } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { cutEverywhere, type Step } from "../lab/cut.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { code, inQueue, QUEUE, queueStory } from "../lab/queues.ts";
import { registered, said } from "../lab/scene.ts";
import { asked, FIRST, ROUTE, SECTIONS, trunk } from "../lab/trunk_scene.ts";

const MOBILE = { number: "0722000111", owner: "102", penalty: 0, weight: 1, skills: {} };

function sectionsOf(queue: Partial<Queue> = {}) {
  const routes = [{ ...ROUTE, trunks: ["first"] }];
  return { ...SECTIONS, trunks: [trunk("first", FIRST)], routes, queues: [{ ...QUEUE, members: [MOBILE], ...queue }] };
}

/** Ana calls a queue whose agent is Bob's mobile; Eve has a phone, too. */
function office(queue: Partial<Queue> = {}) {
  const lab = new Lab({ numbers: ["101", "102", "103"], sections: sectionsOf(queue) });
  const first = lab.provider(FIRST);
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  lab.run(1_000);
  return { lab, first, ana: ana!, bob: bob!, eve: eve! };
}

/** Somebody, or something, answers the mobile. */
function answers(lab: Lab, call: HandCall): void {
  call.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
}

function keyIn(lab: Lab, call: HandCall, keys: string): void {
  for (const digit of keys) {
    call.send("INFO", { body: `Signal=${digit}\r\nDuration=100\r\n`, type: "application/dtmf-relay" });
    lab.run(100);
  }
}

Deno.test("an agent's mobile is rung on the queue's account; he presses 1, talks with the caller, and wraps up", () => {
  const { lab, first, ana } = office({ wrapUpS: 20 });
  const call = inQueue(lab, ana);
  assert.equal(asked(first).uri, `sip:+40722000111@${FIRST};user=phone`);
  assert.equal(header(asked(first), "P-Asserted-Identity"), `<sip:+40211234567@${FIRST}>`);
  answers(lab, first.calls[0]!);
  assert.equal(lab.media.heard.size, 0, "nobody hears anybody before he has pressed 1");
  keyIn(lab, first.calls[0]!, "51");
  assert.equal(lab.media.heard.size, 2);
  assert.ok(said(lab).every((each) => each.startsWith("queue-for-agent confirm-press 1")));
  call.bye();
  lab.run(100);
  inQueue(lab, ana);
  lab.run(15_000);
  assert.equal(first.calls.length, 1, "he wraps up");
  lab.run(6_000);
  assert.equal(first.calls.length, 2);
  ana.calls[1]!.bye();
  lab.run(100);
  assert.deepEqual(queueStory(lab).slice(0, 4), [
    "joined 1",
    "offered 0722000111",
    "connected 0722000111",
    "completed 0722000111 caller",
  ]);
  assertNothingLeft(lab);
});

Deno.test("the voicemail of a mobile takes no caller: after 20 seconds it is let go of, and the next agent is rung", () => {
  const { lab, first, ana, eve } = office({ members: [MOBILE, { ...MOBILE, number: "103" }] });
  inQueue(lab, ana);
  answers(lab, first.calls[0]!);
  lab.run(16_000);
  assert.equal(first.calls[0]!.count("BYE"), 0);
  lab.run(5_000);
  assert.equal(first.calls[0]!.count("BYE"), 1);
  assert.equal(eve.calls.length, 1);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  assert.ok(queueStory(lab).includes("ring-no-answer 0722000111 no-answer"));
  eve.calls[0]!.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("where all ring, whoever takes the caller first has him, though the mobile is asked already", () => {
  const { lab, first, ana, eve } = office({ strategy: "all", members: [MOBILE, { ...MOBILE, number: "103" }] });
  const call = inQueue(lab, ana);
  answers(lab, first.calls[0]!);
  eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(first.calls[0]!.count("BYE"), 1);
  assert.equal(lab.media.heard.size, 2);
  call.bye();
  lab.run(100);
  assert.ok(queueStory(lab).includes("ring-cancelled 0722000111 answered-elsewhere"));
  assertNothingLeft(lab);
});

Deno.test("a mobile that is answered and laid down again has not taken the caller", () => {
  const { lab, first, ana } = office();
  const call = inQueue(lab, ana);
  answers(lab, first.calls[0]!);
  first.calls[0]!.bye();
  lab.run(100);
  assert.ok(queueStory(lab).includes("ring-no-answer 0722000111 no-answer"));
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("its owner logs a mobile out and pauses it by his own codes, and it is auto-paused like any agent", () => {
  const { lab, first, ana, bob } = office({ joinIf: "always", stayIf: "always", autoPause: 1, retryS: 1 });
  code(lab, bob, "*45");
  const call = inQueue(lab, ana);
  assert.equal(first.calls.length, 0);
  code(lab, bob, "*462");
  code(lab, bob, "*45");
  lab.run(6_000);
  assert.equal(first.calls.length, 0);
  code(lab, bob, "*46");
  lab.run(100);
  assert.equal(first.calls.length, 1);
  first.calls[0]!.respond(603);
  lab.run(10_000);
  assert.equal(first.calls.length, 1);
  code(lab, bob, "*46");
  assert.equal(first.calls.length, 2);
  call.bye();
  lab.run(100);
  assert.deepEqual(queueStory(lab).filter((each) => each.startsWith("agent.")), [
    "agent.logout 0722000111",
    "agent.pause 0722000111 2",
    "agent.login 0722000111",
    "agent.unpause 0722000111",
    "agent.auto-paused 0722000111",
    "agent.unpause 0722000111",
  ]);
  assertNothingLeft(lab);
});

const dial: Step = ({ ana }) => void ana.invite("8001", { sdp: sdp() });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const provider: Step = ({ lab, bob }) => {
  const answers = (call: HandCall): void => call.respond(200, { sdp: sdp(["PCMA"]) });
  bob.calls.forEach((call) => call.count("INVITE") > 0 && answers(call));
  for (const hand of lab.hands) if (hand.number === "provider") hand.calls.forEach(answers);
};
const takes: Step = ({ lab }) => {
  const body = "Signal=1\r\nDuration=100\r\n";
  for (const hand of lab.hands) {
    if (hand.number !== "provider") continue;
    hand.calls.forEach((call) => call.count("ACK") > 0 && call.send("INFO", { body, type: "application/dtmf-relay" }));
  }
};
const pass: Step = () => {};
const plug: Step = ({ lab }) => void lab.provider(FIRST);

cutEverywhere({
  "an agent takes a caller on his mobile": [plug, dial, ack, pass, provider, pass, takes, pass],
}, { sections: sectionsOf() });
