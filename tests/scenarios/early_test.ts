import assert from "node:assert/strict";
import { header, headers } from "../../core/sip/mod.ts";
import { field, HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, ringing, story } from "../lab/scene.ts";

const WITH_100REL = [field("Supported", "100rel")];

function rackOf(call: HandCall): string {
  const response = call.answer();
  return `${header(response, "RSeq")} ${header(response, "CSeq")}`;
}

Deno.test("an INVITE without an offer is answered with ours, and its answer comes with the ACK", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"), "late");
  assert.match(HandCall.media(called.asked("INVITE")), /PCMA/);
  called.respond(200, { sdp: sdp(["PCMA", "PCMU"]) });
  lab.run(100);
  assert.equal(HandCall.media(caller.answer()), "PCMA PCMU opus G722 sendrecv");
  caller.ack({ sdp: sdp(["PCMU"]) });
  lab.run(100);
  // What the caller chose, the other is asked to speak too.
  assert.equal(HandCall.media(called.asked("INVITE")), "PCMU sendrecv");
  called.respond(200, { sdp: sdp(["PCMU"]) });
  lab.run(100);
  caller.bye();
  assertNothingLeft(lab);
});

for (const body of [undefined, sdp(["G729"])]) {
  Deno.test(`an ACK with ${body === undefined ? "no" : "an unusable"} answer to our offer ends the call`, () => {
    const lab = new Lab();
    const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"), "late");
    called.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    caller.ack({ sdp: body });
    lab.run(100);
    assert.equal(caller.count("BYE"), 1);
    assert.equal(called.count("BYE"), 1);
    assertNothingLeft(lab);
  });
}

Deno.test("early sound: a 183 with a description opens the caller's ears, and the 200 repeats what it said", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const phone = registered(lab, "102");
  const call = caller.invite("102", { sdp: sdp() });
  lab.run(100);
  phone.calls[0]!.respond(183, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(call.statuses(), [100, 183]);
  assert.equal(HandCall.media(call.answer()), "PCMA sendrecv");
  assert.equal(lab.media.heard.size, 2);
  phone.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(HandCall.media(call.answer()), "PCMA sendrecv");
  call.ack();
  call.bye();
  assertNothingLeft(lab);
});

Deno.test("two phones play something early: the first is heard, whoever answers talks", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const [one, two] = [registered(lab, "102"), registered(lab, "102")];
  const call = caller.invite("102", { sdp: sdp() });
  lab.run(100);
  one.calls[0]!.respond(183, { sdp: sdp(["PCMU"]) });
  lab.run(100);
  two.calls[0]!.respond(183, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(call.statuses(), [100, 183]);
  two.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(HandCall.media(call.answer()), "PCMU sendrecv");
  call.ack();
  lab.run(100);
  // The caller was told PCMU already: he can hear PCMA too, and is asked for it.
  assert.equal(two.calls[0]!.count("INVITE"), 1);
  assert.equal(HandCall.media(call.asked("INVITE")), "PCMA sendrecv");
  call.respond(200, { sdp: sdp(["PCMA"], { version: 2 }) });
  lab.run(100);
  assert.equal(call.count("ACK"), 1);
  call.bye();
  assertNothingLeft(lab);
});

Deno.test("a phone's proxy forks our INVITE: two early dialogs with reliable provisionals, one answers", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const phone = registered(lab, "102");
  const call = caller.invite("102", { sdp: sdp() });
  lab.run(100);
  const invite = phone.calls[0]!.invite;
  const ringReliably = (tag: string, rseq: number, body?: string) =>
    phone.respond(invite, 183, {
      toTag: tag,
      headers: [field("Require", "100rel"), field("RSeq", String(rseq))],
      sdp: body,
    });
  ringReliably("one", 5, sdp(["PCMA"]));
  lab.run(10);
  ringReliably("two", 9, sdp(["PCMU"]));
  lab.run(10);
  ringReliably("one", 6);
  lab.run(10);
  const pracks = phone.requests("PRACK").map((prack) => [header(prack, "RAck"), header(prack, "CSeq")!.split(" ")[0]]);
  const cseq = Number(header(invite, "CSeq")!.split(" ")[0]);
  assert.deepEqual(pracks, [
    [`5 ${cseq} INVITE`, String(cseq + 1)],
    [`9 ${cseq} INVITE`, String(cseq + 1)],
    [`6 ${cseq} INVITE`, String(cseq + 2)],
  ]);
  phone.respond(invite, 200, { toTag: "two", sdp: sdp(["PCMU"]) });
  lab.run(100);
  call.ack();
  lab.run(100);
  assert.equal(call.statuses().at(-1), 200);
  call.bye();
  assertNothingLeft(lab);
});

Deno.test("a caller who knows 100rel gets the early answer reliably, and the 200 only after his PRACK", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const phone = registered(lab, "102");
  const call = caller.invite("102", { sdp: sdp(), headers: WITH_100REL });
  lab.run(100);
  phone.calls[0]!.respond(183, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(headers(call.answer(), "Require"), ["100rel"]);
  phone.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 183);
  call.send("PRACK", { headers: [field("RAck", rackOf(call))] });
  lab.run(100);
  assert.deepEqual(call.statuses("PRACK"), [200]);
  assert.equal(call.statuses().at(-1), 200);
  // The answer was given for certain: the 200 says nothing more of media.
  assert.equal(call.answer().body.length, 0);
  call.ack();
  lab.run(100);
  call.bye();
  assertNothingLeft(lab);
});

Deno.test("a PRACK for something else gets 481, and the provisional goes on being repeated", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const phone = registered(lab, "102");
  const call = caller.invite("102", { sdp: sdp(), headers: WITH_100REL });
  lab.run(100);
  phone.calls[0]!.respond(183, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.send("PRACK", { headers: [field("RAck", `1 1 INVITE`)] });
  lab.run(3_000);
  assert.deepEqual(call.statuses("PRACK"), [481]);
  assert.ok(call.statuses().filter((status) => status === 183).length >= 3);
  call.cancel();
  assertNothingLeft(lab);
});

Deno.test("a reliable provisional that nobody acknowledges ends the call with 504 after 32 s", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const phone = registered(lab, "102");
  const call = caller.invite("102", { sdp: sdp(), headers: WITH_100REL });
  lab.run(100);
  phone.calls[0]!.respond(183, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  phone.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(33_000);
  assert.equal(call.statuses().at(-1), 504);
  assert.equal(phone.calls[0]!.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a caller who requires 100rel hears the ringing reliably, then the early answer, each after its PRACK", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const phone = registered(lab, "102");
  const call = caller.invite("102", { sdp: sdp(), headers: [field("Require", "100rel")] });
  lab.run(100);
  phone.calls[0]!.respond(180);
  lab.run(100);
  phone.calls[0]!.respond(183, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(call.statuses(), [100, 180]);
  call.send("PRACK", { headers: [field("RAck", rackOf(call))] });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 183);
  call.send("PRACK", { headers: [field("RAck", rackOf(call))] });
  lab.run(100);
  phone.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 200);
  call.ack();
  call.bye();
  assertNothingLeft(lab);
});

Deno.test("the box acknowledges a phone's reliable provisionals in order, and a copy only once", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const phone = registered(lab, "102");
  const call = caller.invite("102", { sdp: sdp() });
  lab.run(100);
  const called = phone.calls[0]!;
  const ring = (rseq: number) =>
    called.respond(180, { headers: [field("Require", "100rel"), field("RSeq", String(rseq))] });
  for (const rseq of [7, 7, 9, 8]) {
    ring(rseq);
    lab.run(10);
  }
  assert.deepEqual(phone.requests("PRACK").map((prack) => header(prack, "RAck")!.split(" ")[0]), ["7", "8"]);
  assert.deepEqual(call.statuses(), [100, 180]);
  called.respond(200, { sdp: sdp() });
  lab.run(100);
  call.ack();
  call.bye();
  assertNothingLeft(lab);
});

Deno.test("an UPDATE before the answer: 200 once the early answer is certain, 500 before, 491 where our offer is open", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const phone = registered(lab, "102");
  const call = caller.invite("102", { sdp: sdp(), headers: WITH_100REL });
  lab.run(100);
  const called = phone.calls[0]!;
  called.respond(180);
  lab.run(100);
  call.send("UPDATE", { sdp: sdp(["PCMA"], { version: 2 }) });
  called.send("UPDATE", { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(call.statuses("UPDATE"), [500]);
  assert.deepEqual(called.statuses("UPDATE"), [491]);
  called.respond(183, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.send("PRACK", { headers: [field("RAck", rackOf(call))] });
  lab.run(100);
  call.send("UPDATE", { sdp: sdp(["PCMA"], { version: 3, direction: "sendonly" }) });
  called.send("UPDATE", { sdp: sdp(["PCMA"], { version: 2 }) });
  lab.run(100);
  assert.equal(call.statuses("UPDATE").at(-1), 200);
  assert.equal(HandCall.media(call.answer("UPDATE")), "PCMA recvonly");
  assert.equal(called.statuses("UPDATE").at(-1), 200);
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 200);
  call.ack();
  call.bye();
  assertNothingLeft(lab);
});

Deno.test("a 183 without a description only rings", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const phone = registered(lab, "102");
  const call = caller.invite("102", { sdp: sdp() });
  lab.run(100);
  phone.calls[0]!.respond(183);
  lab.run(100);
  assert.deepEqual(call.statuses(), [100, 180]);
  assert.ok(!story(lab).includes("leg.early-media"));
  call.cancel();
  assertNothingLeft(lab);
});

Deno.test("an early change moves the dialog's CSeq on, and the ACK for the INVITE is still its ACK", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  caller.send("INFO", { body: "Signal=1", type: "application/dtmf-relay" });
  lab.run(100);
  called.respond(200, { sdp: sdp() });
  lab.run(100);
  caller.ack();
  lab.run(100);
  lab.run(33_000);
  assert.equal(caller.count("BYE"), 0);
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("a PRACK that our 200 overtook is welcome all the same", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const phone = registered(lab, "102");
  const call = caller.invite("102", { sdp: sdp(), headers: [field("Require", "100rel")] });
  lab.run(100);
  phone.calls[0]!.respond(180);
  lab.run(100);
  const rack = rackOf(call);
  phone.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 200);
  call.send("PRACK", { headers: [field("RAck", "1 1 INVITE")] });
  call.send("PRACK", { headers: [field("RAck", rack)] });
  lab.run(100);
  assert.deepEqual(call.statuses("PRACK").toSorted(), [200, 481]);
  call.ack();
  call.bye();
  assertNothingLeft(lab);
});
