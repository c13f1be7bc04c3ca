/**
 * The drivers proved without the box: phones that call each other over loopback.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip, type CodecName, CODECS } from "./baresip.ts";
import { Linphone } from "./linphone.ts";
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
