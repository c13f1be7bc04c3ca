import assert from "node:assert/strict";
import { DEFAULT_VOICEMAIL } from "../../core/directory/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { BOX, messagesIn } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { inQueue, QUEUE, take } from "../lab/queues.ts";
import { connected, ends, press, registered, ringing, said, talking, transfer } from "../lab/scene.ts";
import { ACCOUNT, FIRST, SECOND, SECTIONS, states, trunk } from "../lab/trunk_scene.ts";

/** An office of five with a mailbox, parking, a queue (agent 103) and two trunks, one of which registers. */
function office() {
  const numbers = ["101", "102", "103", "104", "105"];
  const lab = new Lab({
    numbers,
    mailboxes: { "102": BOX },
    sections: {
      ...SECTIONS,
      trunks: [trunk("first", FIRST, { kind: "register", ...ACCOUNT }), trunk("second", SECOND)],
      voicemail: DEFAULT_VOICEMAIL,
      park: { slots: ["70", "71"], returnAfterS: 600, ringForS: 20 },
      queues: [{ ...QUEUE, members: [QUEUE.members[1]!] }],
    },
  });
  const [first, second] = [lab.provider(FIRST, ACCOUNT), lab.provider(SECOND)];
  first.grantsS = 3_600;
  const [ana, bob, eve, tom, ion] = numbers.map((number) => registered(lab, number));
  lab.run(60_000);
  assert.deepEqual(states(lab), ["up", "up"]);
  const cut = () => [first, second].forEach(({ phone }) => lab.unplug(phone.flow));
  const mend = () => [first, second].forEach((each) => lab.connect(each));
  return { lab, first, second, ana: ana!, bob: bob!, eve: eve!, tom: tom!, ion: ion!, cut, mend };
}

Deno.test("the WAN is cut in mid-day: who talks, records, waits in a queue or is parked in the house notices nothing", () => {
  const { lab, ana, bob, eve, tom, ion, cut } = office();
  const before = talking(lab, ana, bob);
  const waiting = inQueue(lab, tom);
  take(lab, eve);
  cut();
  lab.run(120_000);
  assert.deepEqual(states(lab), ["down", "down"]);
  assert.deepEqual([before.caller.count("BYE"), before.called.count("BYE"), waiting.count("BYE")], [0, 0, 0]);

  transfer(before.called, "*70");
  lab.run(200);
  assert.deepEqual(said(lab).filter((each) => each.startsWith("park-at")), ["park-at 70"]);
  const fetched = connected(lab, bob, "70");
  lab.run(5_000);
  assert.equal(before.caller.count("BYE"), 0);
  fetched.bye();
  lab.run(200);

  connected(lab, ion, "*102");
  lab.run(10_000);
  press(lab, ion, "#1");
  assert.equal(messagesIn(lab, "102").length, 1);

  eve.calls.at(-1)!.bye();
  lab.run(200);
  const next = inQueue(lab, ion);
  lab.run(1_000);
  const served = take(lab, eve);
  assert.equal(served.count("ACK"), 1, "the queue gives the next caller to its agent");
  next.bye();
  lab.run(200);

  const { caller } = ringing(lab, ana, bob);
  caller.cancel();
  lab.run(200);
  assert.deepEqual(ends(lab).filter((cause) => cause === "timeout" || cause === "fault"), []);
  assertNothingLeft(lab);
});

Deno.test("while the WAN is cut whoever calls outside is told at once, and help is tried all the same", () => {
  const { lab, first, second, ana, bob, cut } = office();
  cut();
  lab.run(60_000);
  assert.deepEqual(states(lab), ["down", "down"]);
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(200);
  assert.deepEqual(caller.statuses(), [100, 503]);
  assert.deepEqual([first.calls.length, second.calls.length], [0, 0]);
  const help = bob.invite("112", { sdp: sdp() });
  lab.run(5_000);
  assert.deepEqual(help.statuses(), [100, 180]);
  lab.connect(second);
  lab.run(10_000);
  assert.ok(second.calls.length > 0, "it was sought for");
  // One of them is what is left of a try that was given up meanwhile.
  for (const call of second.calls) call.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(200);
  assert.equal(help.statuses().at(-1), 200);
  help.ack();
  help.bye();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("when the WAN is back so are the trunks, by themselves: at the latest after the longest rest", () => {
  for (const cutForMs of [60_000, 3_600_000]) {
    const { lab, first, ana, cut, mend } = office();
    cut();
    lab.run(cutForMs);
    assert.deepEqual(states(lab), ["down", "down"]);
    mend();
    lab.run(cutForMs === 60_000 ? 120_000 : 640_000);
    assert.deepEqual(states(lab), ["up", "up"], `after ${cutForMs} ms`);
    const caller = ana.invite("0722000111", { sdp: sdp() });
    lab.run(100);
    assert.equal(first.calls.length, 1);
    first.calls[0]!.respond(486);
    lab.run(100);
    assert.equal(caller.statuses().at(-1), 486);
    assertNothingLeft(lab);
  }
});

Deno.test("when the WAN is back the first who calls outside brings the trunks back, however long they would rest", () => {
  const { lab, first, second, ana, cut, mend } = office();
  cut();
  lab.run(3_600_000);
  mend();
  const vain = ana.invite("0722000111", { sdp: sdp() });
  lab.run(40_000);
  assert.equal(vain.statuses().at(-1), 503);
  assert.equal(states(lab)[1], "up");
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  assert.equal(first.calls.length + second.calls.length, 1);
  caller.cancel();
  for (const call of [...first.calls, ...second.calls]) call.respond(180);
  lab.run(100);
  assertNothingLeft(lab);
});
