import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered } from "../lab/scene.ts";

Deno.test("each hop takes one of Max-Forwards", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const call = ana.invite("102", { sdp: sdp(), headers: [field("Max-Forwards", "7")] });
  lab.run(100);
  assert.equal(header(bob.calls[0]!.invite, "Max-Forwards"), "6");
  call.cancel();
  assertNothingLeft(lab);
});

Deno.test("a request that passed through this box before comes back: 482", () => {
  const lab = new Lab();
  const ana = registered(lab, "101");
  ana.outside("MESSAGE", "sip:102@10.0.0.1", {
    headers: [field("Via", "SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bKbefore")],
    body: "again",
    type: "text/plain",
  });
  lab.run(100);
  assert.deepEqual(ana.statuses("MESSAGE"), [482]);
  assertNothingLeft(lab);
});

Deno.test("the same INVITE by two ways is one call: the second is told so (482)", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  ana.send(call.invite);
  lab.run(100);
  assert.deepEqual(call.statuses(), [100, 482]);
  assert.equal(bob.calls.length, 1);
  call.responses.pop();
  call.cancel();
  assertNothingLeft(lab);
});

Deno.test("two boxes that call each other stop when no hop is left (483), and the whole chain comes down", () => {
  const lab = new Lab({ callLimit: 500 });
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const calls = [ana.invite("102", { sdp: sdp() })];
  const incoming = () => bob.calls.filter(({ requests }) => requests.some(({ method }) => method === "INVITE"));
  // Bob's phone is the other box: it sends every call back where it came from.
  for (let depth = 1; depth < 100; depth++) {
    lab.run(10);
    const last = incoming()[depth - 1];
    if (last === undefined) break;
    const left = header(last.invite, "Max-Forwards")!;
    calls.push(bob.invite("102", { sdp: sdp(), headers: [field("Max-Forwards", left)] }));
  }
  assert.equal(calls.length, 71);
  assert.equal(calls.at(-1)!.statuses().at(-1), 483);
  for (const call of incoming().reverse()) {
    call.respond(483);
    lab.run(10);
  }
  assert.ok(calls.every((call) => call.statuses().at(-1)! >= 400));
  assertNothingLeft(lab);
});
