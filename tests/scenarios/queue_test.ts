import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { CALLS } from "../../core/record/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { inQueue, QUEUE, queueOffice, queueStory, take } from "../lab/queues.ts";
import { connected, press, registered, said, talking, transfer } from "../lab/scene.ts";

function musicPlays(lab: Lab): boolean {
  return [...lab.media.played.values()].some(({ sound }) => !("tone" in sound) && sound.items[0]?.type === "music");
}

Deno.test("a caller hears music while an agent is rung under the queue's name, then the agent, and the record tells it", () => {
  const { lab, ana, bob } = queueOffice();
  const call = inQueue(lab, ana);
  assert.equal(call.statuses().at(-1), 200);
  assert.ok(musicPlays(lab));
  assert.match(header(bob.calls[0]!.invite, "From")!, /^"Sales: Person 101"/);
  lab.run(4_000);
  take(lab, bob);
  assert.equal(lab.media.heard.size, 2);
  lab.run(10_000);
  call.bye();
  lab.run(100);
  assert.deepEqual(queueStory(lab), ["joined 1", "offered 102", "connected 102", "completed 102 caller"]);
  const done = lab.events.find((event) => event.type === "queue.completed");
  assert.ok(done?.type === "queue.completed" && Math.abs(done.waitedMs - 4_100) < 100 && done.talkedMs >= 10_000);
  assertNothingLeft(lab);
});

Deno.test("who waits hears his place, and now and then again; the next one is served when the agent is free", () => {
  const { lab, ana, bob, tom } = queueOffice({ members: [QUEUE.members[0]!] });
  const first = inQueue(lab, ana);
  take(lab, bob);
  inQueue(lab, tom);
  assert.deepEqual(said(lab), ["queue-busy queue-next"]);
  lab.run(45_000);
  assert.deepEqual(said(lab).slice(1), ["queue-next queue-still-waiting"]);
  first.bye();
  lab.run(100);
  take(lab, bob);
  assert.equal(lab.media.heard.size, 2);
  bob.calls.at(-1)!.bye();
  lab.run(100);
  assert.equal(queueStory(lab).at(-1), "completed 102 agent");
  assertNothingLeft(lab);
});

Deno.test("the expected wait is told once the queue has had a call", () => {
  const { lab, ana, bob, tom, ion } = queueOffice({ members: [QUEUE.members[0]!] });
  const first = inQueue(lab, ana);
  take(lab, bob);
  lab.run(100_000);
  first.bye();
  lab.run(100);
  inQueue(lab, tom);
  take(lab, bob);
  inQueue(lab, ion);
  assert.equal(said(lab).at(-1), "queue-busy queue-next queue-wait 2");
  for (const { calls } of [ion, tom]) calls[0]!.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("the office's own words: a welcome for each, and messages in turn", () => {
  const { lab, ana, bob } = queueOffice({
    welcome: [{ type: "prompt", name: "welcome" }],
    announce: {
      position: false,
      wait: false,
      everyS: 20,
      says: ["thank-you", "goodbye"].map((name) => [{ type: "prompt", name }]),
    },
    maxWaitS: 70,
    retryS: 300,
  });
  const call = inQueue(lab, ana);
  bob.calls[0]!.respond(486);
  lab.run(65_000);
  assert.deepEqual(said(lab), ["welcome", "thank-you", "goodbye", "thank-you"]);
  call.bye();
  lab.run(100);
  assert.equal(queueStory(lab).at(-1), "abandoned 1");
  assertNothingLeft(lab);
});

Deno.test("an agent who does not answer, refuses or has lost his phone is passed over, and the record says which", () => {
  const { lab, ana, bob, eve } = queueOffice();
  const call = inQueue(lab, ana);
  bob.calls[0]!.respond(180);
  lab.run(15_000);
  assert.equal(bob.calls[0]!.count("CANCEL"), 1);
  assert.equal(eve.calls.length, 1);
  eve.calls[0]!.respond(603);
  lab.run(100);
  lab.run(5_000);
  assert.deepEqual([bob.calls.length, eve.calls.length], [2, 1]);
  bob.calls[1]!.respond(486);
  lab.run(5_000);
  call.bye();
  lab.run(100);
  assert.deepEqual(queueStory(lab).slice(0, 7), [
    "joined 1",
    "offered 102",
    "ring-no-answer 102 no-answer",
    "offered 103",
    "ring-no-answer 103 rejected",
    "offered 102",
    "ring-no-answer 102 busy",
  ]);
  assertNothingLeft(lab);
});

Deno.test("where all ring the first to answer has the caller, and the other's phone stops", () => {
  const { lab, ana, bob, eve } = queueOffice({ strategy: "all" });
  const call = inQueue(lab, ana);
  assert.deepEqual([bob.calls.length, eve.calls.length], [1, 1]);
  bob.calls[0]!.respond(180);
  take(lab, eve);
  assert.equal(bob.calls[0]!.count("CANCEL"), 1);
  assert.equal(lab.media.heard.size, 2);
  call.bye();
  lab.run(100);
  assert.deepEqual(queueStory(lab), [
    "joined 1",
    "offered 102",
    "offered 103",
    "ring-cancelled 102 answered-elsewhere",
    "connected 103",
    "completed 103 caller",
  ]);
  assertNothingLeft(lab);
});

Deno.test("two agents who answer in the same moment: one has the caller, the other is let go of", () => {
  const { lab, ana, bob, eve } = queueOffice({ strategy: "all" });
  inQueue(lab, ana);
  for (const { calls } of [bob, eve]) calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(200);
  assert.equal(lab.media.heard.size, 2);
  assert.equal(bob.calls[0]!.count("BYE") + eve.calls[0]!.count("BYE"), 1);
  ana.calls[0]!.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("an agent of two queues is rung for one caller at a time, that of the heavier queue first", () => {
  const only = { members: [QUEUE.members[0]!] };
  const { lab, ana, bob, tom, ion } = queueOffice(only, { ...only, number: "8002", name: "Help", weight: 5 });
  const first = inQueue(lab, ion);
  take(lab, bob);
  inQueue(lab, ana, "8001");
  inQueue(lab, tom, "8002");
  first.bye();
  lab.run(100);
  assert.equal(bob.calls.length, 2);
  assert.match(header(bob.calls[1]!.invite, "From")!, /^"Help: Person 104"/);
  for (const { calls } of [ana, tom]) calls[0]!.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a VIP is served before those who came earlier", () => {
  const { lab, ana, bob, tom, ion } = queueOffice({ members: [QUEUE.members[0]!], vip: ["104"] });
  const first = inQueue(lab, ion);
  take(lab, bob);
  inQueue(lab, ana);
  inQueue(lab, tom);
  first.bye();
  lab.run(100);
  assert.match(header(bob.calls[1]!.invite, "From")!, /Person 104/);
  for (const { calls } of [ana, tom]) calls[0]!.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("who talks already is left in peace, and is rung within seconds of being free", () => {
  const { lab, ana, bob, ion } = queueOffice({ members: [QUEUE.members[0]!] });
  const { caller } = talking(lab, ion, bob);
  const call = inQueue(lab, ana);
  lab.run(20_000);
  assert.equal(bob.calls.length, 1);
  caller.bye();
  lab.run(5_100);
  assert.equal(bob.calls.length, 2);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("an agent wraps up before he has the next caller", () => {
  const { lab, ana, bob, tom } = queueOffice({ members: [QUEUE.members[0]!], wrapUpS: 12 });
  const first = inQueue(lab, ana);
  take(lab, bob);
  inQueue(lab, tom);
  first.bye();
  lab.run(11_500);
  assert.equal(bob.calls.length, 1);
  lab.run(1_000);
  assert.equal(bob.calls.length, 2);
  assert.ok(queueStory(lab).includes("agent.wrap-up 102"));
  tom.calls[0]!.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a full queue sends callers on, or tells them so", () => {
  const { lab, ana, tom } = queueOffice({ most: 1, stayIf: "always" });
  const waiting = inQueue(lab, ana);
  inQueue(lab, tom);
  assert.deepEqual(said(lab), ["queue-full"]);
  assert.equal(tom.calls[0]!.count("BYE"), 1);
  assert.ok(queueStory(lab).includes("could-not-join full"));
  waiting.bye();
  lab.run(100);
  assertNothingLeft(lab);
  const other = queueOffice({ most: 1, onFull: { kind: "extension", id: "105" } });
  const first = inQueue(other.lab, other.ana);
  inQueue(other.lab, other.tom);
  take(other.lab, other.ion);
  assert.equal(other.lab.media.heard.size, 2);
  for (const call of [first, other.tom.calls[0]!]) call.bye();
  other.lab.run(100);
  assertNothingLeft(other.lab);
});

Deno.test("where nobody is there callers go through the overflow chain until somebody is reached", () => {
  const { lab, ana, bob, eve, ion } = queueOffice({
    otherwise: [{ kind: "extension", id: "104" }, { kind: "extension", id: "105" }],
  });
  for (const agent of [bob, eve]) agent.register(";expires=0");
  lab.run(100);
  const call = ana.invite("8001", { sdp: sdp() });
  lab.run(100);
  const tom = lab.hands.find(({ number }) => number === "104")!;
  tom.calls[0]!.respond(486);
  lab.run(100);
  take(lab, ion);
  call.ack();
  lab.run(100);
  call.bye();
  lab.run(100);
  assert.deepEqual(queueStory(lab), ["could-not-join empty", "overflowed extension 104", "overflowed extension 105"]);
  const [visit] = CALLS.rowsOf(lab.events)["queue_visit"]!;
  assert.deepEqual([visit?.["outcome"], visit?.["went_to"]], ["unstaffed", "extension 105"]);
  assertNothingLeft(lab);
});

Deno.test("two queues that lead to each other: the caller hears that once, and no more", () => {
  const to = (id: string) => [{ kind: "queue", id }] as const;
  const { lab, ana } = queueOffice(
    { members: [], otherwise: to("8002") },
    { number: "8002", members: [], otherwise: to("8001") },
  );
  const call = ana.invite("8001", { sdp: sdp() });
  lab.run(100);
  call.ack();
  lab.run(30_000);
  assert.deepEqual(said(lab), ["forwarded-too-often"]);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a caller leaves by a key, also while an agent is rung for him", () => {
  const { lab, ana, bob, ion } = queueOffice({ keys: { "0": { kind: "extension", id: "105" } } });
  inQueue(lab, ana);
  bob.calls[0]!.respond(180);
  press(lab, ana, "90");
  assert.equal(bob.calls[0]!.count("CANCEL"), 1);
  take(lab, ion);
  assert.equal(lab.media.heard.size, 2);
  ana.calls[0]!.bye();
  lab.run(100);
  assert.deepEqual(queueStory(lab).slice(2), [
    "ring-cancelled 102 cancelled",
    "left 1 key 0",
    "overflowed extension 105",
  ]);
  assertNothingLeft(lab);
});

Deno.test("a caller who has waited too long is told so, or goes on", () => {
  const { lab, ana, bob } = queueOffice({ maxWaitS: 30, members: [QUEUE.members[0]!], retryS: 60 });
  inQueue(lab, ana);
  bob.calls[0]!.respond(480);
  lab.run(31_000);
  assert.equal(said(lab).at(-1), "queue-waited-long");
  assert.equal(ana.calls[0]!.count("BYE"), 1);
  assert.equal(queueStory(lab).at(-1), "left 1 timeout");
  assertNothingLeft(lab);
});

Deno.test("somebody else picks up what the queue rings for, and it is not an agent's miss", () => {
  const { lab, ana, bob, ion } = queueOffice();
  inQueue(lab, ana);
  bob.calls[0]!.respond(180);
  lab.run(100);
  connected(lab, ion, "**102");
  assert.equal(lab.media.heard.size, 2);
  assert.equal(bob.calls[0]!.count("CANCEL"), 1);
  ana.calls[0]!.bye();
  lab.run(100);
  assert.ok(!queueStory(lab).some((each) => each.startsWith("ring-no-answer")));
  assertNothingLeft(lab);
});

Deno.test("an agent transfers his caller, and has the next one while they talk on", () => {
  const { lab, ana, bob, tom, ion } = queueOffice({ members: [QUEUE.members[0]!] });
  inQueue(lab, ana);
  const agent = take(lab, bob);
  inQueue(lab, tom);
  transfer(agent, "105");
  lab.run(100);
  take(lab, ion);
  assert.equal(agent.count("BYE"), 1);
  lab.run(5_100);
  assert.equal(bob.calls.length, 2);
  take(lab, bob);
  assert.equal(lab.media.heard.size, 4);
  for (const { calls } of [ana, tom]) calls[0]!.bye();
  lab.run(100);
  assert.ok(queueStory(lab).includes("transferred 102 agent blind"));
  assert.ok(!queueStory(lab).some((each) => each.startsWith("completed 102 us")));
  assertNothingLeft(lab);
});

Deno.test("a queue's lamp is lit while somebody waits there, and shows who", () => {
  const { lab, ana, bob, ion } = queueOffice();
  ion.outside("SUBSCRIBE", "sip:8001@10.0.0.1", {
    headers: [field("Contact", ion.contact), field("Event", "dialog"), field("Expires", "600")],
  });
  lab.run(100);
  inQueue(lab, ana);
  lab.run(1_000);
  take(lab, bob);
  lab.run(1_000);
  const lamps = ion.requests("NOTIFY").map(({ body }) => toText(body));
  assert.deepEqual(lamps.map((text) => /<state>confirmed</.test(text)), [false, true, false]);
  assert.match(lamps[1]!, /sip:101@/);
  ana.calls[0]!.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a transfer into a queue lets the one who transfers go; into one that is full it fails", () => {
  const { lab, ana, tom, ion } = queueOffice({ most: 1 });
  const { called } = talking(lab, ana, ion);
  transfer(called, "8001");
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  const second = talking(lab, tom, ion);
  transfer(second.called, "8001");
  lab.run(100);
  assert.equal(second.called.count("BYE"), 0);
  assert.equal(lab.media.heard.size, 2);
  for (const { calls } of [ana, tom]) calls[0]!.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a thousand callers wait, each in his place; one more is told that it is full, and the first is served", () => {
  const queues = [{ ...QUEUE, most: 1_000, joinIf: "always", stayIf: "always" } as const];
  const lab = new Lab({ numbers: ["101", "102"], callLimit: 2_000, leases: 3_000, sections: { queues } });
  const ana = registered(lab, "101");
  for (let call = 0; call <= 1_000; call++) {
    ana.invite("8001", { sdp: sdp() });
    lab.run(10);
    ana.calls.at(-1)!.ack();
  }
  lab.run(1_000);
  const answer = lab.ask({ type: "queues" });
  const waiting = answer.type === "queues" ? answer.queues[0]!.waiting : [];
  assert.deepEqual(waiting.map(({ position }) => position), Array.from({ length: 1_000 }, (_, at) => at + 1));
  assert.equal(queueStory(lab).filter((each) => each.startsWith("could-not-join")).length, 1);
  const bob = registered(lab, "102");
  lab.run(6_000);
  take(lab, bob);
  assert.equal(lab.media.heard.get([...lab.media.open.keys()][0]!), [...lab.media.open.keys()].at(-1));
  lab.ask({ type: "end-all" });
  assertNothingLeft(lab);
});
