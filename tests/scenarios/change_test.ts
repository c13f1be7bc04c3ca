import assert from "node:assert/strict";
import { header, type SipRequest } from "../../core/sip/mod.ts";
import { field, HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, ringing, story, talking } from "../lab/scene.ts";

function scene(offer?: string, answer?: string) {
  const lab = new Lab();
  const { caller, called } = talking(lab, registered(lab, "101"), registered(lab, "102"), offer, answer);
  return { lab, caller, called };
}

function over(lab: Lab, call: HandCall): void {
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
}

/** Changes something by re-INVITE or UPDATE, and acknowledges; gives the last status and what the box said of media. */
function ask(lab: Lab, call: HandCall, method: string, body: string | undefined): readonly [number, string] {
  call.send(method, { sdp: body });
  lab.run(100);
  const answer = call.answer(method);
  if (method === "INVITE" && answer.status === 200) call.ack();
  lab.run(100);
  return [answer.status, HandCall.media(answer)];
}

for (const method of ["INVITE", "UPDATE"]) {
  for (
    const [how, direction, ip, heard] of [
      ["sendonly", "sendonly", "10.0.0.9", "PCMA recvonly"],
      ["inactive", "inactive", "10.0.0.9", "PCMA inactive"],
      ["c=0.0.0.0", "sendrecv", "0.0.0.0", "PCMA recvonly"],
    ] as const
  ) {
    Deno.test(`hold by ${method} with ${how}, and resume`, () => {
      const { lab, caller } = scene();
      assert.deepEqual(ask(lab, caller, method, sdp(["PCMA"], { direction, ip, version: 2 })), [200, heard]);
      assert.ok(story(lab).includes("leg.held"));
      assert.deepEqual(ask(lab, caller, method, sdp(["PCMA"], { version: 3 })), [200, "PCMA sendrecv"]);
      assert.ok(story(lab).includes("leg.resumed"));
      over(lab, caller);
    });
  }
}

Deno.test("both hold each other, and resume in either order", () => {
  const { lab, caller, called } = scene();
  for (const direction of ["sendonly", "sendrecv"]) {
    for (const call of [caller, called]) {
      assert.equal(ask(lab, call, "INVITE", sdp(["PCMA"], { direction, version: 2 }))[0], 200);
    }
  }
  over(lab, called);
});

Deno.test("a re-INVITE without a description is answered with our offer, and its answer comes with the ACK", () => {
  const { lab, caller } = scene();
  caller.send("INVITE");
  lab.run(100);
  assert.equal(HandCall.media(caller.answer()), "PCMA sendrecv");
  caller.ack({ sdp: sdp(["PCMA"], { direction: "sendonly", version: 2 }) });
  lab.run(100);
  assert.ok(story(lab).includes("leg.held"));
  over(lab, caller);
});

Deno.test("an UPDATE without a description is only a sign of life", () => {
  const { lab, caller } = scene();
  assert.equal(ask(lab, caller, "UPDATE", undefined)[0], 200);
  assert.equal(caller.answer("UPDATE").body.length, 0);
  over(lab, caller);
});

Deno.test("a new codec in mid-call that we can translate is taken at once; who is not known to speak it is left alone", () => {
  const { lab, caller, called } = scene(sdp(["PCMA", "G722"]), sdp(["PCMA"]));
  caller.send("INVITE", { sdp: sdp(["G722"], { version: 2 }) });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 200);
  assert.equal(HandCall.media(caller.answer()), "G722 sendrecv");
  caller.ack();
  lab.run(100);
  assert.equal(called.count("INVITE"), 1);
  const plans = [...lab.media.plans.values()].map(({ codecs }) => codecs[0]!.name);
  assert.deepEqual(plans.toSorted(), ["G722", "PCMA"]);
  over(lab, caller);
});

Deno.test("a new codec that cannot be translated: the other is asked first, then both speak it", () => {
  const { lab, caller, called } = scene();
  caller.send("INVITE", { sdp: sdp(["G729"], { version: 2 }) });
  lab.run(100);
  assert.deepEqual(caller.statuses().slice(-1), [100]);
  assert.equal(HandCall.media(called.asked("INVITE")), "G729 sendrecv");
  called.respond(200, { sdp: sdp(["G729"], { version: 2 }) });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 200);
  assert.equal(HandCall.media(caller.answer()), "G729 sendrecv");
  caller.ack();
  lab.run(100);
  const plans = [...lab.media.plans.values()].map(({ codecs }) => codecs[0]!.name);
  assert.deepEqual(plans, ["G729", "G729"]);
  over(lab, caller);
});

Deno.test("a new codec that the other refuses: 488, and the call goes on as it was", () => {
  const { lab, caller, called } = scene();
  caller.send("INVITE", { sdp: sdp(["G729"], { version: 2 }) });
  lab.run(100);
  called.respond(488);
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 488);
  assert.equal(called.count("BYE"), 0);
  assert.equal(ask(lab, caller, "INVITE", sdp(["PCMA"], { version: 3 }))[0], 200);
  over(lab, caller);
});

Deno.test("a new codec, and the other has glare first: it is asked again, then both speak it", () => {
  const { lab, caller, called } = scene();
  caller.send("INVITE", { sdp: sdp(["G729"], { version: 2 }) });
  lab.run(100);
  called.respond(491);
  lab.run(4_500);
  called.respond(200, { sdp: sdp(["G729"], { version: 2 }) });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  over(lab, caller);
});

Deno.test("a new codec is taken back by CANCEL before the other has spoken: 487, and the call goes on", () => {
  const { lab, caller, called } = scene();
  caller.invite = caller.make("INVITE", { sdp: sdp(["G729"], { version: 2 }) });
  caller.phone.send(caller.invite);
  lab.run(100);
  caller.cancel();
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 487);
  called.respond(200, { sdp: sdp(["G729"], { version: 2 }) });
  lab.run(100);
  // The called phone has changed already, and is asked back.
  assert.equal(called.phone.requests("BYE").length, 0);
  const { asked } = { asked: called.count("INVITE") > 2 ? called : caller };
  asked.respond(200, { sdp: sdp(["PCMA"], { version: 3 }) });
  lab.run(100);
  over(lab, caller);
});

Deno.test("the caller hangs up while his new codec is asked for: his offer gets 487", () => {
  const { lab, caller, called } = scene();
  caller.send("INVITE", { sdp: sdp(["G729"], { version: 2 }) });
  lab.run(100);
  called.bye();
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 487);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a change that arrives while another is unacknowledged gets 500 and a time to try again", () => {
  const { lab, caller } = scene();
  caller.send("INVITE", { sdp: sdp(["PCMA"], { version: 2 }) });
  lab.run(100);
  caller.send("INVITE", { sdp: sdp(["PCMA"], { version: 3 }) });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 500);
  assert.ok(header(caller.answer(), "Retry-After") !== undefined);
  over(lab, caller);
});

/** Makes the box ask the called phone to change: the caller wants another codec. */
function makeTheBoxAsk(lab: Lab, caller: HandCall, called: HandCall): SipRequest {
  caller.send("INVITE", { sdp: sdp(["G729"], { version: 2 }) });
  lab.run(100);
  return called.asked("INVITE");
}

Deno.test("glare: the phone's own change gets 491 while ours is out", () => {
  const { lab, caller, called } = scene(sdp(), sdp(["PCMA"]));
  const ours = makeTheBoxAsk(lab, caller, called);
  called.send("INVITE", { sdp: sdp(["PCMA"], { version: 5 }) });
  lab.run(100);
  assert.deepEqual(called.statuses(), [491]);
  called.phone.respond(ours, 200, { sdp: sdp(["G729"], { version: 6 }) });
  lab.run(100);
  caller.ack();
  over(lab, caller);
});

for (const status of [481, 408]) {
  Deno.test(`a phone that answers our change with ${status} has forgotten the call: it ends for both`, () => {
    const { lab, caller, called } = scene();
    makeTheBoxAsk(lab, caller, called);
    called.respond(status);
    lab.run(100);
    assert.equal(caller.count("BYE"), 1);
    assertNothingLeft(lab);
  });
}

Deno.test("a phone that never answers our change is gone: the call ends", () => {
  const { lab, caller, called } = scene();
  lab.unplug(called.phone.flow);
  caller.send("INVITE", { sdp: sdp(["G729"], { version: 2 }) });
  lab.run(33_000);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("our 2xx to a change that is never acknowledged ends the call after 32 s", () => {
  const { lab, caller, called } = scene();
  caller.send("INVITE", { sdp: sdp(["PCMA"], { version: 2 }) });
  lab.run(33_000);
  assert.equal(caller.count("BYE"), 1);
  assert.equal(called.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("requests that are out of place get the answers of the books", () => {
  const { lab, caller } = scene();
  const cases: readonly (readonly [method: string, parts: Parameters<HandCall["send"]>[1], status: number])[] = [
    ["INFO", { cseq: 1 }, 500],
    ["PRACK", { headers: [field("RAck", "1 1 INVITE")] }, 481],
    ["OPTIONS", {}, 200],
    ["SUBSCRIBE", { headers: [field("Event", "dialog")] }, 405],
    ["UPDATE", { headers: [field("Require", "teleportation")] }, 420],
    ["UPDATE", { body: "<x/>", type: "application/xml" }, 415],
    ["UPDATE", { sdp: sdp(), headers: [field("Accept", "text/plain")] }, 406],
    ["UPDATE", { sdp: "v=0\r\nnonsense" }, 400],
    ["INFO", { body: "hello", type: "text/plain" }, 415],
    ["INFO", {}, 200],
  ];
  for (const [method, parts, status] of cases) {
    caller.send(method, parts ?? {});
    lab.run(100);
    assert.equal(caller.statuses(method).at(-1), status, `${method} ${JSON.stringify(parts)}`);
  }
  over(lab, caller);
});

Deno.test("an early change from a caller who was not answered gets 500; he is answered all the same", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  caller.send("INVITE", { sdp: sdp() });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 500);
  called.respond(200, { sdp: sdp() });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 200);
  caller.send("ACK", { cseq: Number(header(caller.invite, "CSeq")!.split(" ")[0]) });
  lab.run(100);
  over(lab, caller);
});
