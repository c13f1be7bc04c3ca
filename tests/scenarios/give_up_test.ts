import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { ends, registered, ringing } from "../lab/scene.ts";

Deno.test("the caller gives up while it rings: the phone is cancelled, the record says so", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  caller.cancel();
  lab.run(100);
  assert.deepEqual(caller.statuses(), [100, 180, 487]);
  assert.deepEqual(caller.statuses("CANCEL"), [200]);
  assert.equal(called.count("CANCEL"), 1);
  assert.deepEqual(ends(lab), ["cancelled", "cancelled", "cancelled"]);
  assertNothingLeft(lab);
});

Deno.test("the caller's own group took the call elsewhere: the called phone hears the very same reason", () => {
  const lab = new Lab();
  const { caller } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  caller.cancel([field("Reason", 'SIP;cause=200;text="Call completed elsewhere"')]);
  lab.run(100);
  assert.deepEqual(ends(lab)[0], "answered-elsewhere");
  assertNothingLeft(lab);
});

Deno.test("the caller gives up before the phone has said anything: CANCEL waits for its first word", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  call.cancel();
  lab.run(100);
  assert.equal(call.statuses().at(-1), 487);
  const called = bob.calls[0]!;
  assert.equal(called.count("CANCEL"), 0);
  called.respond(180);
  lab.run(100);
  assert.equal(called.count("CANCEL"), 1);
  assertNothingLeft(lab);
});

Deno.test("the caller gives up and the phone never says anything", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  lab.unplug(bob.flow);
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  call.cancel();
  assertNothingLeft(lab);
});

Deno.test("the answer comes first, the CANCEL after it: the call stands, and the caller hangs it up", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  called.respond(200, { sdp: sdp() });
  caller.cancel();
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  caller.bye();
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("the CANCEL comes first, the answer crosses ours: it is acknowledged and hung up", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  caller.cancel();
  lab.run(1);
  called.phone.polite.delete("CANCEL");
  called.respond(200, { sdp: sdp() });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 487);
  assert.equal(called.count("ACK"), 1);
  assert.equal(called.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("the caller says BYE to a call that rings: it counts as giving up", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  caller.bye();
  lab.run(100);
  assert.deepEqual(caller.statuses("BYE"), [200]);
  assert.equal(caller.statuses().at(-1), 487);
  assert.equal(called.count("CANCEL"), 1);
  assertNothingLeft(lab);
});

Deno.test("the called phone's BYE overtakes its own 200: both are answered, and the caller hears that it is over", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  called.bye();
  lab.run(100);
  assert.deepEqual(called.statuses("BYE"), [200]);
  called.respond(200, { sdp: sdp() });
  lab.run(100);
  assert.equal(called.count("ACK"), 1);
  assert.ok((caller.statuses().at(-1) ?? 0) >= 400);
  assertNothingLeft(lab);
});

Deno.test("the caller never acknowledges our 200: it is repeated for 32 s, then both are hung up", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  called.respond(200, { sdp: sdp() });
  lab.run(31_000);
  assert.ok(caller.statuses().filter((status) => status === 200).length > 5);
  assert.equal(called.count("BYE"), 0);
  lab.run(2_000);
  assert.equal(called.count("BYE"), 1);
  assert.equal(caller.count("BYE"), 1);
  assert.ok(ends(lab).includes("timeout"));
  assertNothingLeft(lab);
});

Deno.test("the called phone hangs up before the caller's ACK: the caller's BYE waits for it (RFC 3261 §15)", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  called.respond(200, { sdp: sdp() });
  lab.run(100);
  called.bye();
  lab.run(100);
  assert.equal(caller.count("BYE"), 0);
  caller.ack();
  lab.run(100);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("the called phone's 200 comes again and again: each is acknowledged, the call is one", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  for (let copy = 0; copy < 3; copy++) {
    called.respond(200, { sdp: sdp() });
    lab.run(50);
  }
  assert.equal(called.phone.requests("ACK").length, 3);
  caller.ack();
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("both hang up at the same instant", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  called.respond(200, { sdp: sdp() });
  lab.run(100);
  caller.ack();
  lab.run(100);
  caller.bye();
  called.bye();
  lab.run(100);
  assert.equal(caller.statuses("BYE")[0], 200);
  assert.ok([200, 481].includes(called.statuses("BYE")[0]!));
  assertNothingLeft(lab);
});

Deno.test("a hung-up phone hears why: normal clearing", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  called.respond(200, { sdp: sdp() });
  lab.run(100);
  caller.ack();
  caller.bye();
  lab.run(100);
  assert.match(header(called.asked("BYE"), "Reason")!, /^Q\.850;cause=16/);
  assertNothingLeft(lab);
});
