import assert from "node:assert/strict";
import { sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, story } from "../lab/scene.ts";
import { FIRST, office, ROUTE, SECOND, SECTIONS, states, trunk } from "../lab/trunk_scene.ts";

Deno.test("a trunk that says nothing is left within four seconds, and the caller hears ringing throughout", () => {
  const { lab, first, second, ana } = office();
  lab.unplug(first.phone.flow);
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(2_000);
  assert.deepEqual(caller.statuses(), [100, 180]);
  assert.equal(second.calls.length, 0);
  lab.run(2_000);
  assert.equal(second.calls.length, 1);
  second.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(caller.statuses(), [100, 180, 200]);
  caller.ack();
  lab.run(100);
  assert.ok(story(lab).includes("trunk.failed"));
  assert.equal(lab.media.heard.size, 2);
  // And the next call does not wait for it again.
  assert.equal(states(lab)[0], "down");
  caller.bye();
  lab.run(100);
  const next = ana.invite("0722000112", { sdp: sdp() });
  lab.run(100);
  assert.equal(second.calls.length, 2);
  next.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

for (const status of [408, 500, 503]) {
  Deno.test(`a trunk that answers ${status} gives way to the next one at once`, () => {
    const { lab, first, second, ana } = office();
    const caller = ana.invite("0722000111", { sdp: sdp() });
    lab.run(100);
    first.calls[0]!.respond(status);
    lab.run(100);
    second.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    caller.ack();
    lab.run(100);
    assert.deepEqual(caller.statuses(), [100, 180, 200]);
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

for (const [status, heard] of [[486, 486], [404, 404], [603, 603], [480, 480]] as const) {
  Deno.test(`${status} is the far end's own answer: no other trunk is tried, and the caller gets ${heard}`, () => {
    const { lab, first, second, ana } = office();
    const caller = ana.invite("0722000111", { sdp: sdp() });
    lab.run(100);
    first.calls[0]!.respond(status);
    lab.run(100);
    assert.equal(caller.statuses().at(-1), heard);
    assert.equal(second.calls.length, 0);
    assertNothingLeft(lab);
  });
}

Deno.test("a trunk that dies after it played something: the caller hears the next one instead", () => {
  const { lab, first, second, ana } = office();
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  first.calls[0]!.respond(183, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  first.calls[0]!.respond(503);
  lab.run(100);
  assert.deepEqual([...lab.media.played.values()].map(({ sound }) => "tone" in sound && sound.tone), ["ringback"]);
  second.calls[0]!.respond(183, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  assert.equal(lab.media.played.size, 0);
  second.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a 200 that comes from a trunk that was given up is hung up there", () => {
  const { lab, first, second, ana } = office();
  lab.unplug(first.phone.flow);
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(3_200);
  lab.connect(first);
  lab.run(900);
  assert.equal(second.calls.length, 1);
  assert.equal(first.calls.length, 1);
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(200);
  assert.deepEqual([first.calls[0]!.count("ACK"), first.calls[0]!.count("BYE")], [1, 1]);
  second.calls[0]!.respond(180);
  lab.run(100);
  caller.cancel();
  lab.run(100);
  assert.equal(second.calls[0]!.count("CANCEL"), 1);
  assertNothingLeft(lab);
});

Deno.test("a caller who gives up takes the call back from the trunk that has it", () => {
  const { lab, first, second, ana } = office();
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  first.calls[0]!.respond(503);
  lab.run(100);
  second.calls[0]!.respond(180);
  lab.run(100);
  caller.cancel();
  lab.run(100);
  assert.equal(second.calls[0]!.count("CANCEL"), 1);
  assertNothingLeft(lab);
});

Deno.test("when no trunk will have it the caller hears that, and no leg is left", () => {
  const { lab, first, second, ana } = office();
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  first.calls[0]!.respond(503);
  lab.run(100);
  second.calls[0]!.respond(500);
  lab.run(100);
  assert.ok(caller.statuses().at(-1)! >= 480);
  assertNothingLeft(lab);
});

Deno.test("a trunk has room for so many calls: the next goes through the other, and one more from there is busy", () => {
  const trunks = [trunk("first", FIRST, { channels: 1 }), trunk("second", SECOND)];
  const { lab, first, second, ana, bob } = office({ ...SECTIONS, trunks });
  const one = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  const other = bob.invite("0722000112", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual([first.calls.length, second.calls.length], [1, 1]);
  const third = first.call("+40211234567", "+40722000333");
  lab.run(100);
  assert.deepEqual(third.statuses(), [100, 486]);
  for (const call of [one, other]) call.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

for (const seed of [1, 2, 3, 4, 5, 6]) {
  Deno.test(`over a network that loses, doubles and reorders, a call gets through by the trunk that is there, seed ${seed}`, () => {
    const weather = { loss: 0.1, duplicates: 0.1, delayMs: 60 };
    const lab = new Lab({ seed, weather, numbers: ["101"], sections: SECTIONS });
    const second = lab.provider(SECOND);
    const ana = lab.phone("101");
    ana.do({ do: "register" });
    lab.run(40_000);
    ana.do({ do: "dial", number: "0722000111", line: "a" });
    for (let tries = 0; tries < 100 && second.calls.length === 0; tries++) lab.run(100);
    const call = second.calls[0];
    assert.ok(call !== undefined, "the call did not get through");
    call.respond(200, { sdp: sdp(["PCMA"]) });
    for (let tries = 0; tries < 20 && call.count("ACK") === 0; tries++) {
      lab.run(500);
      call.respond(200, { sdp: sdp(["PCMA"]) });
    }
    assert.equal(lab.media.heard.size, 2);
    ana.do({ do: "hang-up", line: "a" });
    lab.run(40_000);
    assertNothingLeft(lab);
  });
}

Deno.test("a trunk that speaks nothing that the caller could hear is passed over", () => {
  const trunks = [trunk("first", FIRST, { codecs: ["g729"] }), trunk("second", SECOND)];
  const { lab, first, second, ana } = office({ ...SECTIONS, trunks });
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual([first.calls.length, second.calls.length], [0, 1]);
  second.calls[0]!.respond(180);
  caller.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

/** A provider whose SRV records (RFC 3263 §4.2) name a first address and, for when that is not there, another. */
function byDns() {
  const host = "sip.example.org";
  const sections = { ...SECTIONS, trunks: [trunk("first", host)], routes: [{ ...ROUTE, trunks: ["first"] }] };
  const srv = (target: string, priority: number, port: number) =>
    ({ type: "SRV", priority, weight: 0, port, target }) as const;
  const zone = {
    [`_sip._udp.${host}`]: [srv("b.example.org", 20, 5070), srv("a.example.org", 10, 5060)],
    "a.example.org": [{ type: "A", ip: FIRST }],
    "b.example.org": [{ type: "A", ip: SECOND }],
    [host]: [{ type: "A", ip: "198.51.100.99" }],
  } as const;
  const lab = new Lab({ numbers: ["101"], sections, zone });
  const [a, b] = [lab.provider(FIRST), lab.provider(SECOND, undefined, "udp", 5070)];
  const ana = registered(lab, "101");
  lab.run(15_000);
  assert.deepEqual(states(lab), ["up"]);
  return { lab, a, b, ana };
}

Deno.test("SRV records say where a call goes first, and where when nobody is there: within four seconds", () => {
  const { lab, a, b, ana } = byDns();
  const usual = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual([a.calls.length, b.calls.length], [1, 0]);
  a.calls[0]!.respond(486);
  lab.run(100);
  assert.equal(usual.statuses().at(-1), 486);

  lab.unplug(a.phone.flow);
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(4_100);
  assert.equal(b.calls.length, 1);
  assert.equal(b.calls[0]!.invite.uri, "sip:+40722000111@sip.example.org;user=phone");
  b.calls[0]!.respond(486);
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 486);
  lab.run(5_000);
  assert.deepEqual(states(lab), ["up"], "by its other address");
  const next = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  assert.equal(b.calls.length, 2, "and the next call does not wait for the first again");
  b.calls[1]!.respond(486);
  lab.run(100);
  assert.equal(next.statuses().at(-1), 486);
  assertNothingLeft(lab);
});

Deno.test("an address of a provider that dies while it rings loses the call to the other one", () => {
  const { lab, a, b, ana } = byDns();
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  a.calls[0]!.respond(180);
  lab.run(100);
  lab.unplug(a.phone.flow);
  lab.run(10_000);
  assert.equal(b.calls.length, 1);
  b.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(caller.statuses(), [100, 180, 200]);
  caller.ack();
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});
