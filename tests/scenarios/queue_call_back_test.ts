import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import type { Queue } from "../../core/directory/mod.ts";
import { cutEverywhere, type Step } from "../lab/cut.ts";
import { sdp } from "../lab/hand_call.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { code, inQueue, QUEUE, type QueueOffice, queueOffice, queueStory, take } from "../lab/queues.ts";
import { press, said } from "../lab/scene.ts";

const ONE: Partial<Queue> = { members: [QUEUE.members[0]!], callBack: { key: "1", tries: 2, atTime: false } };

/** Bob talks with Tom, Ana has asked to be called back, and Ion waits behind her. */
function booked(): QueueOffice {
  const office = queueOffice(ONE);
  const { lab, ana, bob, tom, ion } = office;
  inQueue(lab, tom);
  take(lab, bob);
  inQueue(lab, ana);
  inQueue(lab, ion);
  press(lab, ana, "1");
  lab.run(1_000);
  return office;
}

Deno.test("who presses the key is told at which number he will be called, and is let go of", () => {
  const { lab, ana, ion, tom } = booked();
  assert.ok(said(lab).includes("queue-busy queue-next queue-callback-press 1"));
  assert.deepEqual(said(lab).slice(-2), ["queue-callback-number 101 queue-callback-booked", "goodbye"]);
  assert.equal(ana.calls[0]!.count("BYE"), 1);
  for (const { calls } of [ion, tom]) calls[0]!.bye();
  lab.run(100);
  lab.ask({ type: "end-all" });
  assertNothingLeft(lab);
});

Deno.test("he keeps his place: the agent is rung for him first, hears what it is about, and then his own phone rings", () => {
  const { lab, ana, bob, tom, ion } = booked();
  tom.calls[0]!.bye();
  lab.run(2_000);
  assert.equal(bob.calls.length, 2);
  assert.match(header(bob.calls[1]!.invite, "From")!, /^"Sales: Person 101"/);
  take(lab, bob);
  assert.equal(said(lab).at(-1), "queue-callback-for-agent");
  assert.match(header(ana.calls[1]!.invite, "From")!, /^"Sales: Person 102"/);
  take(lab, ana);
  assert.equal(lab.media.heard.size, 2);
  lab.run(200_000);
  assert.equal(ana.calls.length, 2);
  bob.calls[1]!.bye();
  lab.run(2_000);
  assert.match(header(bob.calls[2]!.invite, "From")!, /^"Sales: Person 105"/);
  ion.calls[0]!.bye();
  lab.run(100);
  const story = queueStory(lab);
  assert.ok(story.includes("left 2 call-back") || story.includes("left 1 call-back"), story.join("\n"));
  assert.equal(story.filter((each) => each === "connected 102").length, 2);
  assert.equal(story.filter((each) => each === "completed 102 agent").length, 1);
  assertNothingLeft(lab);
});

Deno.test("who does not answer is called once more after a while, and then no more", () => {
  const { lab, ana, bob, tom, ion } = booked();
  for (const { calls } of [ion, tom]) calls[0]!.bye();
  lab.run(2_000);
  take(lab, bob);
  ana.calls[1]!.respond(486);
  lab.run(1_000);
  assert.equal(said(lab).at(-1), "nobody-answers");
  lab.run(121_000);
  assert.equal(bob.calls.length, 3);
  take(lab, bob);
  ana.calls[2]!.respond(180);
  lab.run(31_000);
  lab.run(300_000);
  assert.deepEqual([ana.calls.length, bob.calls.length], [3, 3]);
  const left = lab.events.flatMap((event) => event.type === "queue.called-back" ? [event.triesLeft] : []);
  assert.deepEqual(left, [1, 0]);
  assertNothingLeft(lab);
});

Deno.test("whoever waits behind him leaves when nobody is logged in any more; he is called when somebody is again", () => {
  const { lab, ana, bob, tom, ion } = booked();
  tom.calls[0]!.bye();
  lab.run(2_000);
  bob.calls[1]!.respond(603);
  code(lab, bob, "*45");
  lab.run(32_000);
  assert.equal(ion.calls[0]!.count("BYE"), 1);
  const before = bob.calls.length;
  code(lab, bob, "*45");
  assert.equal(bob.calls.length, before + 2);
  take(lab, bob);
  take(lab, ana);
  ana.calls[1]!.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a restart does not lose him", () => {
  const { lab, ion, tom } = booked();
  const after = queueOffice(ONE);
  after.lab.input({ type: "recalled", pages: lab.kept });
  after.lab.run(125_000);
  assert.equal(after.bob.calls.length, 1);
  take(after.lab, after.bob);
  take(after.lab, after.ana);
  assert.equal(after.lab.media.heard.size, 2);
  after.ana.calls[0]!.bye();
  after.lab.run(100);
  for (const { calls } of [ion, tom]) calls[0]!.bye();
  for (const each of [lab, after.lab]) {
    each.run(100);
    each.ask({ type: "end-all" });
    assertNothingLeft(each);
  }
});

const dial: Step = ({ ana }) => void ana.invite("8001", { sdp: sdp() });
const ack: Step = ({ ana }) => ana.calls[0]?.statuses().at(-1) === 200 && ana.calls[0].ack();
const wish: Step = ({ ana }) =>
  void ana.calls[0]?.send("INFO", { body: "Signal=1\r\nDuration=100\r\n", type: "application/dtmf-relay" });
const answers = (who: "ana" | "bob"): Step => (office) => {
  const call = office[who].calls.at(-1);
  if ((call?.count("INVITE") ?? 0) > 0) call!.respond(200, { sdp: sdp(["PCMA"]) });
};
const pass: Step = () => {};
/** Otherwise he would be called back as long as it takes. */
const queueGoes: Step = ({ lab }) => lab.reconfigure({});

cutEverywhere({
  "a caller is called back": [dial, ack, wish, pass, pass, answers("bob"), pass, pass, answers("ana"), pass, queueGoes],
}, {
  sections: { queues: [{ ...QUEUE, members: [QUEUE.members[0]!], callBack: { key: "1", tries: 1, atTime: false } }] },
});
