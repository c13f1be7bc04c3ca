/**
 * The drivers proved without the box: phones that call each other over loopback.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip, type CodecName, CODECS } from "./baresip.ts";
import { Linphone } from "./linphone.ts";
import { freePorts } from "./place.ts";
import { answer, answerInside, audio, expect, hangingUp, pause, request, ringing, scenario } from "./scenario.ts";
import { Sipp, sippPort } from "./sipp.ts";
import { realTest } from "./tool.ts";

for (const codec of Object.keys(CODECS) as CodecName[]) {
  realTest(`two baresips hear each other's tone directly, with ${codec}`, ["baresip"], async () => {
    const ana = await Baresip.start({ user: "ana", hz: 440, codecs: [codec] });
    const bob = await Baresip.start({ user: "bob", hz: 660, codecs: [codec] });
    try {
      await ana.dial(bob.uri);
      await ana.until("CALL_ESTABLISHED");
      await ana.hears(660);
      await bob.hears(440);
      await ana.hangUp();
      await bob.until("CALL_CLOSED");
    } finally {
      await ana.stop();
      await bob.stop();
    }
  });
}

realTest("a baresip holds, resumes, sends digits and is told why a call ended", ["baresip"], async () => {
  const ana = await Baresip.start({ user: "ana", hz: 440 });
  const bob = await Baresip.start({ user: "bob", hz: 660, answers: "manual" });
  try {
    await ana.dial(bob.uri);
    await bob.until("CALL_INCOMING");
    await bob.answer();
    await ana.until("CALL_ESTABLISHED");
    await ana.digits("5");
    const digit = await bob.until("CALL_DTMF_START");
    assert.equal(digit.param, "5");
    await ana.hold();
    await ana.resume();
    await ana.hearsNow(660);
    await bob.hearsNow(440);
    await bob.hangUp();
    await ana.until("CALL_CLOSED");
  } finally {
    await ana.stop();
    await bob.stop();
  }
});

realTest(
  "a linphone and a baresip call each other directly and hear each other",
  ["baresip", "linphonec"],
  async () => {
    const lin = await Linphone.start({ user: "lin", hz: 550 });
    const bob = await Baresip.start({ user: "bob", hz: 660 });
    try {
      await lin.call(bob.uri);
      await bob.hears(550);
      await lin.hears(660);
      await lin.type("5");
      assert.equal((await bob.until("CALL_DTMF_START")).param, "5");
      await lin.type("terminate");
      await bob.until("CALL_CLOSED");
      await bob.dial(lin.uri);
      await lin.answer();
      await bob.until("CALL_ESTABLISHED");
      await bob.hangUp();
      await lin.until(/ended/);
    } finally {
      await lin.stop();
      await bob.stop();
    }
  },
);

realTest("two SIPps call each other with scenarios of our own", ["sipp"], async () => {
  const [calleePort, callerPort] = [sippPort(), sippPort()];
  const callee = await Sipp.start({
    port: calleePort,
    calls: 20,
    withinS: 20,
    scenario: scenario("callee", [
      expect("INVITE", { dialog: true, matching: /m=audio/ }),
      answer("180 Ringing"),
      answer("200 OK", { body: audio(), repeated: true }),
      expect("ACK"),
      expect("BYE"),
      answerInside("200 OK"),
    ]),
  });
  const caller = await Sipp.run({
    port: callerPort,
    to: calleePort,
    users: [{ number: "101", secret: "s", calls: "102" }],
    calls: 20,
    rate: 20,
    withinS: 20,
    scenario: scenario("caller", [
      request("INVITE", { body: audio() }),
      ringing,
      expect(200, { dialog: true, matching: /m=audio/ }),
      request("ACK", { inDialog: true }),
      pause(100),
      hangingUp(2),
    ]),
  });
  const called = await callee.end();
  assert.deepEqual([caller.successful, caller.failed, caller.errors], [20, 0, ""]);
  assert.deepEqual([called.successful, called.failed, called.errors], [20, 0, ""]);
});

realTest("a SIPp that is not answered says so", ["sipp"], async () => {
  const result = await Sipp.run({
    scenario: { own: "uac" },
    port: sippPort(),
    to: freePorts(1),
    calls: 1,
    withinS: 3,
  });
  assert.equal(result.successful, 0);
  assert.notEqual(result.code, 0);
});
