import assert from "node:assert/strict";
import type { SrtpUse } from "../../core/directory/mod.ts";
import { toText } from "../../core/base/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { ends, registered, ringing } from "../lab/scene.ts";

const SUITE = "AES_CM_128_HMAC_SHA1_80";
const HIS_KEY = btoa("a master key and master salt!!");

/** The description with its sound encrypted (RFC 4568). */
function encrypted(description: string, tag = 1, suite = SUITE): string {
  return `${description.replace("RTP/AVP", "RTP/SAVP")}a=crypto:${tag} ${suite} inline:${HIS_KEY}\r\n`;
}

function scene(srtp: Readonly<Record<string, SrtpUse>> = {}) {
  const lab = new Lab({ srtp });
  return { lab, ana: registered(lab, "101"), bob: registered(lab, "102") };
}

const cryptoIn = (body: Uint8Array): readonly string[] => toText(body).match(/a=crypto:.*/g) ?? [];
const protocolOf = (body: Uint8Array): string | undefined => /m=audio \d+ (\S+)/.exec(toText(body))?.[1];
const suites = (lab: Lab): readonly (string | undefined)[] =>
  lab.events.flatMap((event) => event.type === "leg.answered" ? [event.srtp] : []);

Deno.test("a caller who encrypts is answered so, on his terms; the called phone speaks plainly", () => {
  const { lab, ana, bob } = scene();
  const { caller, called } = ringing(lab, ana, bob, encrypted(sdp(), 7));
  assert.equal(protocolOf(called.invite.body), "RTP/AVP");
  assert.deepEqual(cryptoIn(called.invite.body), []);
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  const answer = caller.answer();
  assert.equal(protocolOf(answer.body), "RTP/SAVP");
  const [line, ...more] = cryptoIn(answer.body);
  assert.match(line ?? "", /^a=crypto:7 AES_CM_128_HMAC_SHA1_80 inline:[\w+/]{40}/);
  assert.deepEqual(more, []);
  caller.ack();
  lab.run(100);
  const [keys, ...others] = [...lab.media.plans.values()].flatMap(({ srtp }) => srtp ?? []);
  assert.deepEqual(keys?.receive, { suite: SUITE, key: HIS_KEY });
  assert.ok(line?.includes(keys!.send.key));
  assert.deepEqual(others, []);
  assert.deepEqual(suites(lab).toSorted(), [SUITE, undefined]);

  // A change in mid-call does not change our key (RFC 4568 §7.1.4).
  caller.send("INVITE", { sdp: encrypted(sdp(["PCMA"], { version: 2 }), 7) });
  lab.run(100);
  assert.deepEqual(cryptoIn(caller.answer().body), [line]);
  caller.ack();
  lab.run(100);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a phone that refuses plain sound is asked once more, with encrypted sound", () => {
  const { lab, ana, bob } = scene();
  const caller = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  bob.calls[0]!.respond(488);
  lab.run(100);
  const again = bob.calls[1]!;
  assert.equal(protocolOf(again.invite.body), "RTP/SAVP");
  assert.equal(cryptoIn(again.invite.body).length, 3);
  const tag = Number(/a=crypto:(\d+) AES_CM_128/.exec(toText(again.invite.body))?.[1]);
  again.respond(200, { sdp: encrypted(sdp(["PCMA"]), tag) });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  lab.run(100);
  assert.deepEqual(suites(lab).toSorted(), [SUITE, undefined]);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("who refuses encrypted sound too has refused the call", () => {
  const { lab, ana, bob } = scene();
  const caller = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  bob.calls[0]!.respond(488);
  lab.run(100);
  bob.calls[1]!.respond(488);
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 488);
  assertNothingLeft(lab);
});

Deno.test("required: plain sound is refused with the reason, and nothing else is offered", () => {
  const { lab, ana, bob } = scene({ "101": "required", "102": "required" });
  const plain = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(plain.statuses().at(-1), 488);
  assert.match(header(plain.answer(), "Warning") ?? "", /RTP\/SAVP/);
  const { caller, called } = ringing(lab, ana, bob, encrypted(sdp()));
  assert.equal(protocolOf(called.invite.body), "RTP/SAVP");
  called.respond(488);
  lab.run(100);
  assert.equal(bob.calls.length, 1);
  assert.equal(caller.statuses().at(-1), 488);
  assertNothingLeft(lab);
});

Deno.test("off: encrypted sound is refused, and never offered", () => {
  const { lab, ana, bob } = scene({ "101": "off", "102": "off" });
  const secret = ana.invite("102", { sdp: encrypted(sdp()) });
  lab.run(100);
  assert.equal(secret.statuses().at(-1), 488);
  const caller = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  bob.calls[0]!.respond(488);
  lab.run(100);
  assert.equal(bob.calls.length, 1);
  assert.equal(caller.statuses().at(-1), 488);
  assertNothingLeft(lab);
});

Deno.test("crypto that is asked for and cannot be had ends in 488 or a hang-up, never in silence", () => {
  const { lab, ana, bob } = scene({ "102": "required" });
  const unknown = ana.invite("102", { sdp: encrypted(sdp(), 1, "F8_128_HMAC_SHA1_80") });
  lab.run(100);
  assert.equal(unknown.statuses().at(-1), 488);
  const { caller, called } = ringing(lab, ana, bob);
  called.respond(200, { sdp: sdp(["PCMA"]).replace("RTP/AVP", "RTP/SAVP") });
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assert.ok(caller.statuses().at(-1)! >= 400);
  assert.ok(ends(lab).includes("not-acceptable"));
  assertNothingLeft(lab);
});
