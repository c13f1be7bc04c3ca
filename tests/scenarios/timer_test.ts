import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { ends, registered, talking } from "../lab/scene.ts";

const TIMER = [field("Supported", "timer"), field("Session-Expires", "120;refresher=uac"), field("Min-SE", "90")];

/** A talk in which the caller refreshes and the called phone, without timers of its own, is refreshed by us. */
function scene(callerSays = TIMER, calledSays: readonly ReturnType<typeof field>[] = []) {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const caller = ana.invite("102", { sdp: sdp(), headers: callerSays });
  lab.run(100);
  const called = bob.calls[0]!;
  called.respond(200, { sdp: sdp(["PCMA"]), headers: calledSays });
  lab.run(100);
  caller.ack();
  lab.run(100);
  return { lab, caller, called };
}

Deno.test("a caller who refreshes and stops doing so is hung up when his session expires", () => {
  const { lab, caller, called } = scene();
  assert.equal(header(caller.answer(), "Session-Expires"), "120;refresher=uac");
  assert.equal(header(caller.answer(), "Require"), "timer");
  lab.run(50_000);
  caller.send("UPDATE", { headers: TIMER });
  lab.run(80_000);
  assert.equal(caller.count("BYE"), 0);
  lab.run(10_000);
  assert.equal(caller.count("BYE"), 1);
  assert.equal(called.count("BYE"), 1);
  assert.ok(ends(lab).includes("timeout"));
  assertNothingLeft(lab);
});

Deno.test("where we refresh, an UPDATE goes out at half time to one who allows it", () => {
  const answer = [field("Session-Expires", "120;refresher=uac"), field("Allow", "INVITE, BYE, UPDATE")];
  const { lab, caller, called } = scene([], answer);
  for (let round = 1; round <= 3; round++) {
    lab.run(60_100);
    assert.equal(called.count("UPDATE"), round);
    called.respond(200, { headers: answer }, "UPDATE");
  }
  assert.equal(called.count("BYE"), 0);
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("one who does not allow UPDATE is refreshed by re-INVITE", () => {
  const answer = [field("Session-Expires", "120;refresher=uac"), field("Allow", "INVITE, BYE")];
  const { lab, caller, called } = scene([], answer);
  lab.run(60_000);
  assert.equal(called.count("INVITE"), 2);
  called.respond(200, { sdp: sdp(["PCMA"], { version: 2 }), headers: answer });
  lab.run(30_000);
  assert.equal(called.count("BYE"), 0);
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("a refresh that is refused is tried again, and one that never succeeds lets the session expire", () => {
  const answer = [field("Session-Expires", "120;refresher=uac"), field("Allow", "INVITE, BYE, UPDATE")];
  const { lab, called } = scene([], answer);
  lab.run(60_000);
  for (let round = 1; called.count("BYE") === 0 && round < 20; round++) {
    assert.equal(called.count("UPDATE"), round);
    called.respond(500, {}, "UPDATE");
    lab.run(5_100);
  }
  assert.ok(called.count("UPDATE") >= 4);
  assert.equal(called.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a refresh that finds the phone's memory gone (481) ends the call", () => {
  const answer = [field("Session-Expires", "120;refresher=uac"), field("Allow", "INVITE, BYE, UPDATE")];
  const { lab, caller, called } = scene([], answer);
  lab.run(60_000);
  called.respond(481, {}, "UPDATE");
  lab.run(100);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("an interval too short for us gets 422 with ours, in the INVITE and in an UPDATE", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const short = [field("Supported", "timer"), field("Session-Expires", "30")];
  const refused = ana.invite("102", { sdp: sdp(), headers: short });
  lab.run(100);
  assert.equal(refused.statuses().at(-1), 422);
  assert.equal(header(refused.answer(), "Min-SE"), "90");
  assert.equal(bob.calls.length, 0);
  const { caller } = talking(lab, ana, bob);
  caller.send("UPDATE", { headers: short, sdp: sdp(["PCMA"], { direction: "inactive", version: 2 }) });
  lab.run(100);
  assert.equal(caller.answer("UPDATE").status, 422);
  assert.ok(![...lab.media.plans.values()].some(({ direction }) => direction === "inactive"));
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("a phone's 422 to our INVITE: we call again with its interval", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const caller = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  const first = bob.calls[0]!;
  first.respond(422, { headers: [field("Min-SE", "3600")] });
  lab.run(100);
  const second = bob.calls[1]!;
  assert.equal(header(second.invite, "Call-ID"), header(first.invite, "Call-ID"));
  assert.equal(header(second.invite, "Min-SE"), "3600");
  assert.equal(header(second.invite, "Session-Expires"), "3600");
  second.respond(200, { sdp: sdp(["PCMA"]), headers: [field("Session-Expires", "3600;refresher=uac")] });
  lab.run(100);
  caller.ack();
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 200);
  caller.bye();
  lab.run(100);
  assert.equal(bob.requests("BYE").length, 1);
  assertNothingLeft(lab);
});

Deno.test("a phone that raises its interval again and again is refused", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const caller = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  for (let round = 0; round < 5; round++) {
    const invite = bob.requests("INVITE").at(-1)!;
    bob.respond(invite, 422, { toTag: `t${round}`, headers: [field("Min-SE", String(3600 * (round + 1)))] });
    lab.run(100);
  }
  assert.equal(bob.requests("INVITE").length, 2);
  assert.ok(caller.statuses().at(-1)! >= 400);
  assertNothingLeft(lab);
});

Deno.test("a 422 to our refresh raises it, and the call goes on", () => {
  const answer = [field("Session-Expires", "120;refresher=uac"), field("Allow", "INVITE, BYE, UPDATE")];
  const { lab, caller, called } = scene([], answer);
  lab.run(60_000);
  called.respond(422, { headers: [field("Min-SE", "600")] }, "UPDATE");
  lab.run(100);
  assert.equal(header(called.asked("UPDATE"), "Min-SE"), "600");
  called.respond(200, { headers: [field("Session-Expires", "600;refresher=uac")] }, "UPDATE");
  lab.run(100_000);
  assert.equal(called.count("BYE"), 0);
  caller.bye();
  assertNothingLeft(lab);
});
