import assert from "node:assert/strict";
import { sdp } from "../lab/hand_call.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { code, inQueue, QUEUE, queueOffice, queueStory, take } from "../lab/queues.ts";
import { said } from "../lab/scene.ts";
import { documents, subscribe } from "../lab/watching.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";

const ONE = { members: [QUEUE.members[0]!] };

Deno.test("an agent logs in by *45 and out again, hears which, and has callers in between", () => {
  const { lab, ana, bob } = queueOffice({ ...ONE, logIn: true, joinIf: "always", stayIf: "always" });
  inQueue(lab, ana);
  assert.equal(bob.calls.length, 0);
  code(lab, bob, "*45");
  assert.equal(bob.calls.length, 2);
  take(lab, bob);
  ana.calls[0]!.bye();
  lab.run(100);
  code(lab, bob, "*45");
  const [again] = [inQueue(lab, ana)];
  lab.run(10_000);
  assert.equal(bob.calls.length, 3);
  again.bye();
  lab.run(100);
  assert.deepEqual(said(lab).filter((each) => each.startsWith("queue-agent")), ["queue-agent-in", "queue-agent-out"]);
  const ofAgents = queueStory(lab).filter((each) => each.startsWith("agent."));
  assert.deepEqual(ofAgents, ["agent.login 102", "agent.logout 102"]);
  assertNothingLeft(lab);
});

Deno.test("*45 and a queue's number logs in to that one only; who belongs to none is told so", () => {
  const { lab, ana, bob, tom } = queueOffice({ ...ONE, logIn: true }, { ...ONE, number: "8002", logIn: true });
  code(lab, bob, "*458002");
  code(lab, tom, "*45");
  code(lab, bob, "*458009");
  const call = inQueue(lab, ana, "8001");
  assert.deepEqual(said(lab), [
    "queue-agent-in",
    "queue-agent-not-member",
    "queue-agent-not-member",
    "queue-nobody-there",
  ]);
  assert.equal(call.count("BYE"), 1);
  inQueue(lab, ana, "8002");
  take(lab, bob);
  ana.calls[1]!.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a paused agent has no callers; *46 again and he has, and the record knows the reason", () => {
  const { lab, ana, bob } = queueOffice({ ...ONE, joinIf: "logged-in" });
  code(lab, bob, "*462");
  const call = inQueue(lab, ana);
  lab.run(10_000);
  assert.equal(bob.calls.length, 1);
  code(lab, bob, "*46");
  assert.equal(bob.calls.length, 3);
  call.bye();
  lab.run(100);
  assert.deepEqual(said(lab).filter((each) => each.startsWith("queue-agent")), [
    "queue-agent-paused",
    "queue-agent-back",
  ]);
  assert.deepEqual(queueStory(lab).filter((each) => each.startsWith("agent.")), [
    "agent.pause 102 2",
    "agent.unpause 102",
  ]);
  assertNothingLeft(lab);
});

Deno.test("who logs out or pauses while he is rung still may answer", () => {
  const { lab, ana, bob } = queueOffice({ ...ONE, stayIf: "always" });
  inQueue(lab, ana);
  const rung = bob.calls[0]!;
  code(lab, bob, "*46");
  rung.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  rung.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("an agent who misses too many callers in a row is paused, and the caller goes to the next one", () => {
  const { lab, ana, bob, eve } = queueOffice({ autoPause: 2, retryS: 1 });
  const call = inQueue(lab, ana);
  bob.calls[0]!.respond(603);
  lab.run(100);
  eve.calls[0]!.respond(486);
  lab.run(1_100);
  bob.calls[1]!.respond(603);
  lab.run(30_000);
  assert.equal(bob.calls.length, 2);
  assert.ok(eve.calls.length >= 2);
  call.bye();
  lab.run(100);
  assert.ok(queueStory(lab).includes("agent.auto-paused 102"));
  code(lab, bob, "*46");
  assert.ok(queueStory(lab).includes("agent.unpause 102"));
  assertNothingLeft(lab);
});

Deno.test("who must be there for callers to join, and to stay", () => {
  const paused = queueOffice({ ...ONE });
  code(paused.lab, paused.bob, "*46");
  inQueue(paused.lab, paused.ana);
  assert.equal(queueStory(paused.lab).at(-1), "could-not-join empty");
  assertNothingLeft(paused.lab);
  const { lab, ana, bob, tom } = queueOffice({ ...ONE, retryS: 1 });
  const [first, second] = [inQueue(lab, ana), inQueue(lab, tom)];
  bob.calls[0]!.respond(486);
  lab.run(50);
  code(lab, bob, "*45");
  lab.run(16_000);
  assert.deepEqual([first.count("BYE"), second.count("BYE")], [1, 1]);
  assert.deepEqual(queueStory(lab).filter((each) => each.startsWith("left")), ["left 1 empty", "left 1 empty"]);
  assert.equal(said(lab).filter((each) => each === "queue-nobody-there").length, 2);
  assertNothingLeft(lab);
});

Deno.test("do not disturb keeps callers of queues away, as does a phone that is gone", () => {
  const { lab, ana, bob, eve } = queueOffice({});
  code(lab, bob, "*78");
  eve.register(";expires=0");
  lab.run(100);
  inQueue(lab, ana);
  assert.equal(queueStory(lab).at(-1), "could-not-join empty");
  assertNothingLeft(lab);
});

Deno.test("what an agent has said, and whose turn it is, holds over a restart", () => {
  const settings = { strategy: "memory", logIn: true } as const;
  const { lab, ana, bob, eve } = queueOffice(settings);
  for (const agent of [bob, eve]) code(lab, agent, "*45");
  inQueue(lab, ana);
  take(lab, bob).bye();
  lab.run(100);
  const after = queueOffice(settings);
  after.lab.input({ type: "recalled", pages: lab.kept });
  const call = inQueue(after.lab, after.ana);
  assert.deepEqual([after.bob.calls.length, after.eve.calls.length], [0, 1]);
  call.bye();
  after.lab.run(100);
  for (const each of [lab, after.lab]) assertNothingLeft(each);
});

Deno.test("who logs in anew does not get all the calls of a queue that serves whoever has had the fewest", () => {
  const { lab, ana, bob, eve } = queueOffice({ strategy: "fewest", logIn: true });
  code(lab, bob, "*45");
  for (let call = 0; call < 3; call++) {
    inQueue(lab, ana);
    take(lab, bob).bye();
    lab.run(100);
  }
  code(lab, eve, "*45");
  const before = [bob.calls.length, eve.calls.length];
  for (let call = 0; call < 4; call++) {
    inQueue(lab, ana);
    lab.run(100);
    const agent = [bob, eve].find(({ calls }) => calls.at(-1)!.count("BYE") + calls.at(-1)!.count("ACK") === 0)!;
    take(lab, agent).bye();
    lab.run(100);
  }
  assert.deepEqual([bob.calls.length - before[0]!, eve.calls.length - before[1]!], [2, 2]);
  assertNothingLeft(lab);
});

/** Whether each notice of a lamp said that it is lit. */
function lit(lab: Lab, phone: HandPhone, watched: string): readonly boolean[] {
  lab.run(1_000);
  return documents(phone).filter((text) => text.includes(`entity="sip:${watched}@`))
    .map((text) => /<state>confirmed</.test(text));
}

Deno.test("the lamps of *45 show a phone whether its owner is in, in all or in one queue, and a colleague's too", () => {
  const { lab, ana, bob } = queueOffice({ ...ONE, logIn: true }, { ...ONE, number: "8002", logIn: true });
  for (const watched of ["*45", "*458001", "*458002"]) subscribe(bob, watched);
  subscribe(ana, "*45102");
  subscribe(ana, "*45");
  lab.run(1_000);
  code(lab, bob, "*458002");
  lab.run(1_000);
  assert.deepEqual(lit(lab, bob, "*45"), [false, true]);
  assert.deepEqual(lit(lab, bob, "*458001"), [false]);
  assert.deepEqual(lit(lab, bob, "*458002"), [false, true]);
  assert.deepEqual(lit(lab, ana, "*45102"), [false, true]);
  assert.deepEqual(lit(lab, ana, "*45"), [false]);
  code(lab, bob, "*45102");
  assert.deepEqual(lit(lab, bob, "*45"), [false, true, false]);
  assert.deepEqual(lit(lab, ana, "*45102"), [false, true, false]);
  code(lab, ana, "*45102");
  assert.deepEqual([lit(lab, ana, "*45102").at(-1), said(lab).at(-1)], [false, "not-permitted"]);
  assertNothingLeft(lab);
});

Deno.test("the lamps of *46 show who is paused, and for which reason; a pause of the box's own making too", () => {
  const { lab, ana, bob } = queueOffice({ ...ONE, autoPause: 1 });
  for (const watched of ["*46", "*462", "*463"]) subscribe(bob, watched);
  subscribe(ana, "*46102");
  lab.run(1_000);
  code(lab, bob, "*462");
  assert.deepEqual(lit(lab, bob, "*46"), [false, true]);
  assert.deepEqual(lit(lab, bob, "*462"), [false, true]);
  assert.deepEqual(lit(lab, bob, "*463"), [false]);
  code(lab, bob, "*46102");
  assert.deepEqual(lit(lab, ana, "*46102"), [false, true, false]);
  const call = inQueue(lab, ana);
  bob.calls.at(-1)!.respond(603);
  assert.deepEqual(lit(lab, bob, "*46"), [false, true, false, true]);
  assert.deepEqual(lit(lab, bob, "*462"), [false, true, false]);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("the lamp of *47 shows who gets calls to make", () => {
  const { lab, ana, bob } = queueOffice({ ...ONE });
  subscribe(bob, "*47");
  subscribe(ana, "*47102");
  lab.run(1_000);
  code(lab, bob, "*47");
  code(lab, bob, "*47");
  for (const [phone, watched] of [[bob, "*47"], [ana, "*47102"]] as const) {
    assert.deepEqual(lit(lab, phone, watched), [false, true, false]);
  }
  assertNothingLeft(lab);
});

Deno.test("what is no queue, no reason and nobody behind *45 and *46 has no lamp", () => {
  const { lab, bob } = queueOffice({});
  for (const watched of ["*45999", "*4677", "*46a"]) subscribe(bob, watched);
  lab.run(100);
  assert.deepEqual(bob.statuses("SUBSCRIBE"), [404, 404, 404]);
  assertNothingLeft(lab);
});
