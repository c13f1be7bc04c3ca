import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { HASH, shaken } from "../lab/browser_sdp.ts";
import { HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { ends, registered, ringing } from "../lab/scene.ts";

const SOUND = {
  port: 8443,
  families: [4, 6],
  fingerprint: { algorithm: "sha-256", value: "0B:".repeat(31) + "0B" },
} as const;

function scene(options: { readonly hasSound?: boolean } = {}): { readonly lab: Lab; ana: HandPhone; bob: HandPhone } {
  const lab = new Lab();
  const sound = options.hasSound === false ? undefined : SOUND;
  const listening = [
    { transport: "udp", address: { ip: "10.0.0.1", port: 5060 } },
    { transport: "udp", address: { ip: "fd00::1", port: 5060 } },
    { transport: "udp", address: { ip: "127.0.0.1", port: 5060 } },
  ] as const;
  lab.input({ type: "addresses", addresses: { listening, sound } });
  const ana = lab.hand("101", "ws");
  ana.register(";+sip.ice");
  lab.run(100);
  return { lab, ana, bob: registered(lab, "102") };
}

const line = (body: Uint8Array, name: string): readonly string[] =>
  [...toText(body).matchAll(new RegExp(`^${name}(.*)\r$`, "gm"))].map(([, value]) => value!);

function plansOf(lab: Lab) {
  return [...lab.media.plans.values()].flatMap(({ dtls }) => dtls ?? []);
}

Deno.test("a browser that calls a desk phone is answered on the one port; the desk phone speaks plainly", () => {
  const { lab, ana, bob } = scene();
  const { caller, called } = ringing(lab, ana, bob, shaken(sdp(["opus", "PCMU", "telephone-event"])));
  assert.match(toText(called.invite.body), /m=audio \d+ RTP\/AVP/);
  called.respond(200, { sdp: sdp(["PCMU"]) });
  lab.run(100);
  const { body } = caller.answer();
  assert.deepEqual(line(body, "m="), ["audio 8443 UDP/TLS/RTP/SAVPF 0 101"]);
  assert.deepEqual(line(body, "a=setup:"), ["passive"]);
  assert.deepEqual(line(body, "a=fingerprint:"), [`sha-256 ${SOUND.fingerprint.value}`]);
  assert.deepEqual(line(body, "a=candidate:").map((each) => each.split(" ")[4]), ["10.0.0.1", "fd00::1"]);
  caller.ack();
  lab.run(100);
  const [terms] = plansOf(lab);
  assert.deepEqual(terms, {
    fingerprints: [{ algorithm: "sha-256", value: HASH }],
    ice: { ufrag: line(body, "a=ice-ufrag:")[0], password: line(body, "a=ice-pwd:")[0] },
    peerUfrag: "theirs",
  });
  const answered = lab.events.flatMap((event) => event.type === "leg.answered" ? [event.srtp] : []);
  assert.deepEqual(answered.toSorted(), ["DTLS-SRTP", undefined]);
  assert.equal(lab.media.browsers, 1);

  caller.send("INVITE", { sdp: shaken(sdp(["PCMU"], { version: 2, direction: "sendonly" })) });
  lab.run(100);
  assert.deepEqual(HandCall.media(caller.answer()), "PCMU recvonly");
  assert.deepEqual(line(caller.answer().body, "a=ice-ufrag:"), [terms!.ice.ufrag], "a hold makes no new checks");
  caller.ack();
  lab.run(100);
  caller.send("INVITE", { sdp: shaken(sdp(["PCMU"], { version: 3 }), { ufrag: "anew" }) });
  lab.run(100);
  const [anew] = plansOf(lab);
  assert.notEqual(anew!.ice.ufrag, terms!.ice.ufrag, "new checks of his are new checks of ours");
  assert.deepEqual([line(caller.answer().body, "a=ice-ufrag:"), anew!.peerUfrag], [[anew!.ice.ufrag], "anew"]);
  caller.ack();
  lab.run(100);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a browser is called with DTLS, and a change in mid-call keeps to it", () => {
  const { lab, ana, bob } = scene();
  const { caller, called } = ringing(lab, bob, ana);
  const { body } = called.invite;
  assert.match(line(body, "m=")[0] ?? "", /^audio 8443 UDP\/TLS\/RTP\/SAVPF /);
  assert.deepEqual([line(body, "a=setup:"), line(body, "a=group:"), line(body, "a=mid:")], [["passive"], ["BUNDLE 0"], [
    "0",
  ]]);
  assert.deepEqual([line(body, "a=ice-lite").length, line(body, "a=rtcp-mux").length, line(body, "a=crypto").length], [
    1,
    1,
    0,
  ]);
  called.respond(200, { sdp: shaken(sdp(["PCMA"]), { setup: "active" }) });
  lab.run(100);
  assert.deepEqual(caller.statuses().at(-1), 200);
  caller.ack();
  lab.run(100);
  assert.equal(plansOf(lab)[0]?.peerUfrag, "theirs");
  // The desk phone's other codec is asked of the browser.
  caller.send("INVITE", { sdp: sdp(["PCMU"], { version: 2 }) });
  lab.run(100);
  const asked = called.requests.findLast(({ method }) => method === "INVITE")!;
  if (asked !== called.invite) {
    assert.match(line(asked.body, "m=")[0] ?? "", /^audio 8443 UDP\/TLS\/RTP\/SAVPF /);
    called.respond(200, { sdp: shaken(sdp(["PCMU"], { version: 2 }), { setup: "active" }) });
    lab.run(100);
  }
  caller.ack();
  lab.run(100);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a browser that answers without a fingerprint is hung up on", () => {
  const { lab, ana, bob } = scene();
  const { caller, called } = ringing(lab, bob, ana);
  called.respond(200, { sdp: shaken(sdp(["PCMA"]), { setup: "active" }).replace(/a=fingerprint.*\r\n/, "") });
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assert.ok(caller.statuses().at(-1)! >= 400);
  lab.run(40_000);
  assertNothingLeft(lab);
});

Deno.test("where there is no port for browsers they are refused, and called as phones are", () => {
  const { lab, ana, bob } = scene({ hasSound: false });
  const caller = ana.invite("102", { sdp: shaken(sdp()) });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 488);
  assert.match(header(caller.answer(), "Warning") ?? "", /SAVPF/);
  const { called } = ringing(lab, bob, ana);
  assert.match(line(called.invite.body, "m=")[0] ?? "", / RTP\/AVP /);
  called.respond(486);
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a phone over a WebSocket that has no checks made is called as phones are", () => {
  const { lab, bob } = scene();
  const plain = lab.hand("103", "ws");
  plain.register();
  lab.run(100);
  const { called } = ringing(lab, bob, plain);
  assert.match(line(called.invite.body, "m=")[0] ?? "", / RTP\/AVP /);
  called.respond(486);
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a browser that hangs up while it rings leaves nothing", () => {
  const { lab, ana, bob } = scene();
  const { caller } = ringing(lab, ana, bob, shaken(sdp()));
  caller.cancel();
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 487);
  assert.ok(ends(lab).length > 0);
  assertNothingLeft(lab);
});
