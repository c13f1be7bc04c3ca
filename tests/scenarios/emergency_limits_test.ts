import assert from "node:assert/strict";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { HandTrunk } from "../lab/hand_trunk.ts";
import type { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { said } from "../lab/scene.ts";
import { asked, FIRST, office, SECOND, SECTIONS, trunk } from "../lab/trunk_scene.ts";

/** He calls for help through the first trunk, and gives up while it rings: after so long nothing is left of it. */
function reachesHelp(lab: Lab, first: HandTrunk, caller: HandCall, leftForMs = 200): void {
  lab.run(100);
  assert.equal(asked(first).uri, `sip:112@${FIRST}`);
  first.calls[0]!.respond(180);
  caller.cancel();
  lab.run(leftForMs);
  assertNothingLeft(lab);
}

for (const service of ["urn:service:sos", "urn:service:SOS.police", "urn:service:sos.fire"]) {
  Deno.test(`a phone that asks for ${service} reaches the country's own number for help`, () => {
    const { lab, first, ana } = office({ ...SECTIONS, routes: [] }, { mayCall: { "101": "internal" } });
    const caller = ana.invite(service, { sdp: sdp() });
    reachesHelp(lab, first, caller);
  });
}

Deno.test("other services are not known, and help is called and not written to", () => {
  const { lab, first, ana } = office();
  for (const service of ["urn:service:counseling", "urn:service:sosx", "urn:service:test.sos"]) {
    const caller = ana.invite(service, { sdp: sdp() });
    lab.run(100);
    assert.equal(caller.statuses().at(-1), 416, service);
  }
  ana.outside("MESSAGE", "urn:service:sos");
  lab.run(100);
  assert.deepEqual(ana.statuses("MESSAGE"), [416]);
  assert.equal(first.calls.length, 0);
  assertNothingLeft(lab);
});

Deno.test("a colleague at another office whom this one refuses reaches help through it", () => {
  const cluj = trunk("cluj", SECOND, { kind: "site" });
  const block = { anonymous: true, callers: ["201"] };
  const { lab, first, second, bob } = office({ ...SECTIONS, trunks: [trunk("first", FIRST), cluj], block });
  const refused = second.call("102", "201");
  lab.run(100);
  refused.ack();
  lab.run(5_000);
  assert.deepEqual([bob.calls.length, said(lab), refused.count("BYE")], [0, ["caller-refused"], 1]);
  const caller = second.call("112", "201");
  reachesHelp(lab, first, caller, 40_000);
});

Deno.test("while calls have all ports but a few, those are for help: its call comes in, and goes on from trunk to trunk", () => {
  const { lab, first, second, ana, bob } = office(SECTIONS, { leases: 6 });
  const busy = bob.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  busy.ack();
  const refused = ana.invite("0722000112", { sdp: sdp() });
  lab.run(100);
  assert.equal(refused.statuses().at(-1), 503);
  const urgent = ana.invite("112", { sdp: sdp() });
  lab.run(100);
  first.calls[1]!.respond(503);
  lab.run(100);
  second.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  urgent.ack();
  lab.run(100);
  assert.equal(lab.media.heard.size, 4, "both are in their calls");
  for (const call of [busy, urgent]) call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("the ports that are kept for help have a colleague's call for it from another office, too", () => {
  const cluj = trunk("cluj", SECOND, { kind: "site" });
  const { lab, first, second } = office({ ...SECTIONS, trunks: [trunk("first", FIRST), cluj] }, { leases: 4 });
  const caller = second.call("112", "201");
  reachesHelp(lab, first, caller, 40_000);
});

/** A phone that has the secret, at an address where somebody else has guessed too often. */
function throttled(): ReturnType<typeof office> & { readonly fresh: HandPhone } {
  const scene = office();
  const guesser = scene.lab.hand("102");
  guesser.badSecret = true;
  for (let round = 0; round < 12; round++) {
    guesser.register();
    scene.lab.run(100);
  }
  const fresh = scene.lab.hand("101");
  fresh.register();
  const ordinary = fresh.invite("102", { sdp: sdp() });
  scene.lab.run(100);
  assert.deepEqual([fresh.statuses("REGISTER"), ordinary.statuses()], [[403], [403]]);
  return { ...scene, fresh };
}

Deno.test("a phone that nobody listens to because of others at its address reaches help by its secret", () => {
  const { lab, first, fresh } = throttled();
  const caller = fresh.invite("112", { sdp: sdp() });
  reachesHelp(lab, first, caller);
});

Deno.test("a stranger reaches no help there, and cannot guess on by calling for it", () => {
  const { lab, first, fresh } = throttled();
  fresh.badSecret = true;
  const statuses = Array.from({ length: 11 }, () => {
    const call = fresh.invite("112", { sdp: sdp() });
    lab.run(100);
    return call.statuses().at(-1);
  });
  assert.deepEqual([...new Set(statuses)], [401, 403]);
  assert.equal(first.calls.length, 0);
  assertNothingLeft(lab);
});
