import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { ends, registered, ringing, said, story } from "../lab/scene.ts";
import { asked, FIRST, office, SECOND, SECTIONS, trunk } from "../lab/trunk_scene.ts";

const ONE_CHANNEL = [trunk("first", FIRST, { channels: 1 }), trunk("second", SECOND, { channels: 1 })];

for (const dialled of ["112", "911", "9112", "9911", "9-911"]) {
  Deno.test(`${dialled} reaches help from a phone that may call nobody outside, and the record tells of it`, () => {
    const { lab, first, ana } = office({ ...SECTIONS, routes: [] }, { mayCall: { "101": "internal" } });
    const caller = ana.invite(dialled, { sdp: sdp() });
    lab.run(100);
    const number = dialled.endsWith("112") ? "112" : "911";
    assert.equal(asked(first).uri, `sip:${number}@${FIRST}`);
    assert.match(header(asked(first), "P-Asserted-Identity")!, /\+40211234567/);
    first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    caller.ack();
    lab.run(100);
    assert.equal(lab.media.heard.size, 2);
    const told = lab.events.find(({ type }) => type === "emergency.called");
    assert.ok(told?.type === "emergency.called");
    assert.deepEqual([told.from.number, told.number], ["101", number]);
    assert.ok(lab.log.some((line) => /^warn Somebody calls for help .*"number":"(112|911)"/.test(line)));
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("who is to be told of calls for help gets a mail at once: who calls, and when", () => {
  const { lab, ana } = office({
    ...SECTIONS,
    emergencyNotice: { tell: ["boss@example.com", "guard@example.com"], pages: [] },
  });
  const caller = ana.invite("112", { sdp: sdp() });
  lab.run(1_000);
  assert.deepEqual(lab.mail.taken.map(({ to, subject }) => [to, subject]), [
    ["boss@example.com", "EMERGENCY: Person 101 (101) is calling 112"],
    ["guard@example.com", "EMERGENCY: Person 101 (101) is calling 112"],
  ]);
  assert.match(lab.mail.taken[0]!.text, /^Person 101 \(101\) began to call 112 at 20\d\d-\d\d-\d\d \d\d:\d\d\.\n$/);
  caller.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

const ZONE = { number: "800", name: "Everybody", duplex: false, emergency: true, multicast: [], mostS: 60 } as const;

Deno.test("the phones of the zones that the office names answer by themselves and say who calls for help; not his own", () => {
  const pages = [{ ...ZONE, members: ["101", "102"] }];
  const { lab, first, ana, bob } = office({ ...SECTIONS, pages, emergencyNotice: { tell: [], pages: ["800"] } });
  const caller = ana.invite("112", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual([ana.calls.length, bob.calls.length], [1, 1], "her call, and the one to him");
  const told = bob.calls[0]!;
  assert.match(header(told.invite, "From")!, /"112: Person 101" <sip:101@/);
  assert.match(header(told.invite, "Call-Info") ?? header(told.invite, "Alert-Info")!, /answer-after|auto/i);
  told.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(2_000);
  assert.match(said(lab).join(" "), /^paging-emergency emergency-called 101 .*emergency-called 101$/);
  assert.equal(told.count("BYE"), 1);
  first.calls[0]!.respond(180);
  caller.cancel();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("who is in a call hears it when he is free, where the zone does not cut in", () => {
  const pages = [{ ...ZONE, emergency: false, members: ["102"] }];
  const { lab, first, ana, bob } = office({ ...SECTIONS, pages, emergencyNotice: { tell: [], pages: ["800"] } });
  const busy = bob.invite("*43", { sdp: sdp() });
  lab.run(100);
  busy.ack();
  lab.run(100);
  const caller = ana.invite("112", { sdp: sdp() });
  lab.run(10_000);
  assert.equal(bob.calls.length, 1, "his own call");
  busy.bye();
  lab.run(4_000);
  assert.equal(bob.calls.length, 2);
  bob.calls[1]!.respond(486);
  first.calls[0]!.respond(180);
  caller.cancel();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("a program elsewhere is told of a call for help, and again until it has heard it", () => {
  const webhook = "https://alarm.example.com/kontor";
  const { lab, first, ana } = office({ ...SECTIONS, emergencyNotice: { tell: [], pages: [], webhook } });
  lab.hooksCome = { came: "later", why: "it says 503" };
  const caller = ana.invite("112", { sdp: sdp() });
  lab.run(1_000);
  first.calls[0]!.respond(180);
  caller.cancel();
  lab.run(65_000);
  lab.hooksCome = { came: "sent" };
  lab.run(3_600_000);
  assert.equal(lab.hooks.length, 3, "at once, after one minute and after two more");
  assert.equal(new Set(lab.hooks.map(({ id }) => id)).size, 1);
  assert.equal(lab.hooks[0]!.url, webhook);
  const { event, number, from, name } = JSON.parse(lab.hooks[0]!.body);
  assert.deepEqual([event, number, from, name], ["emergency.called", "112", "101", "Person 101"]);
  assertNothingLeft(lab);
});

Deno.test("all channels of all trunks are busy: an ordinary call is dropped for help, and the record says why", () => {
  const { lab, first, second, ana, bob } = office({ ...SECTIONS, trunks: ONE_CHANNEL });
  const older = bob.invite("0722000111", { sdp: sdp() });
  lab.run(1_000);
  const younger = bob.invite("0722000112", { sdp: sdp() });
  lab.run(100);
  for (const provider of [first, second]) provider.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  for (const call of [older, younger]) call.ack();
  lab.run(100);
  const urgent = ana.invite("112", { sdp: sdp() });
  lab.run(100);
  assert.equal(asked(first, 1).uri, `sip:112@${FIRST}`);
  assert.equal(first.calls[0]!.count("BYE"), 1);
  assert.match(header(first.calls[0]!.asked("BYE"), "Reason")!, /Preemption/);
  assert.equal(older.count("BYE"), 1);
  assert.equal(younger.count("BYE"), 0);
  assert.ok(ends(lab).includes("pre-empted"));
  first.calls[1]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  urgent.ack();
  lab.run(100);
  // The next one for help takes the other channel, and never the one that helps already.
  const another = bob.invite("911", { sdp: sdp() });
  lab.run(100);
  assert.equal(asked(second, 1).uri, `sip:911@${SECOND}`);
  assert.equal(first.calls[1]!.count("BYE"), 0);
  urgent.bye();
  second.calls[1]!.respond(180);
  another.cancel();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("help goes through the first trunk that is up, and on to the next where that fails", () => {
  const { lab, first, second, ana } = office();
  lab.unplug(first.phone.flow);
  lab.run(60_000);
  const caller = ana.invite("112", { sdp: sdp() });
  lab.run(100);
  assert.equal(second.calls.length, 1);
  second.calls[0]!.respond(503);
  lab.run(4_500);
  lab.connect(first);
  lab.run(4_000);
  assert.ok(first.calls.length + second.calls.length >= 2, "it is tried again and again");
  caller.cancel();
  for (const call of [...first.calls, ...second.calls.slice(1)]) call.respond(180);
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("help is reached by whoever has no call left to make, and while the box takes no other calls", () => {
  const lab = new Lab({
    numbers: ["101", "102"],
    sections: SECTIONS,
    callLimit: 1,
    limits: { callsPerS: 1, burst: 1 },
  });
  const first = lab.provider(FIRST);
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  lab.run(1_000);
  const { caller } = ringing(lab, ana, bob);
  const urgent = ana.invite("112", { sdp: sdp() });
  lab.run(100);
  assert.equal(first.calls.length, 1);
  assert.ok(story(lab).includes("emergency.called"));
  first.calls[0]!.respond(180);
  for (const call of [caller, urgent]) call.cancel();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("a trunk that works gives up a call for help before one is tried that does not", () => {
  const { lab, first, second, ana, bob } = office({ ...SECTIONS, trunks: ONE_CHANNEL });
  lab.unplug(second.phone.flow);
  lab.run(120_000);
  const call = bob.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.ack();
  lab.run(100);
  const urgent = ana.invite("112", { sdp: sdp() });
  lab.run(100);
  assert.equal(call.count("BYE"), 1);
  assert.equal(asked(first, 1).uri, `sip:112@${FIRST}`);
  first.calls[1]!.respond(180);
  urgent.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});
