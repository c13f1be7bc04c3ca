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

const CAST = { ip: "239.1.1.1", port: 5004, codec: "g722" } as const;

Deno.test("where phones of a zone listen without a call the box says it itself, in place of whoever pages there", () => {
  const pages = [{ ...ZONE, members: [], multicast: [CAST, { ...CAST, port: 5006 }] }];
  const { lab, first, ana, bob } = office({ ...SECTIONS, pages, emergencyNotice: { tell: [], pages: ["800"] } });
  const page = bob.invite("800", { sdp: sdp() });
  lab.run(100);
  page.ack();
  lab.run(100);
  const spokenTo = () => [...lab.media.plans].flatMap(([leg, { remote }]) => remote?.ip === CAST.ip ? leg : []);
  const casts = spokenTo();
  assert.equal(casts.length, 2);
  assert.deepEqual(lab.media.said.filter(({ leg }) => casts.includes(leg)).map(({ sound }) => sound.items[0]), [
    { type: "prompt", name: "paging-emergency" },
    { type: "prompt", name: "paging-emergency" },
  ], "they hear the warning, too");
  lab.media.listMs = 5_000;
  const caller = ana.invite("112", { sdp: sdp() });
  lab.run(1_000);
  const speaking = spokenTo();
  assert.equal(speaking.length, 2);
  assert.ok(speaking.every((leg) => !casts.includes(leg)), "who pages is heard there no more");
  for (const leg of speaking) {
    const { items } = lab.media.said.findLast((each) => each.leg === leg)!.sound;
    assert.deepEqual(items.map((item) => "name" in item ? item.name : "digits" in item ? item.digits : item.type), [
      "paging-emergency",
      "emergency-called",
      "101",
      "silence",
      "emergency-called",
      "101",
    ]);
  }
  lab.run(6_000);
  assert.equal(spokenTo().length, 0, "it has said all");
  page.bye();
  first.calls[0]!.respond(180);
  caller.cancel();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("two call for help at once: where phones listen without a call one is told after the other", () => {
  const pages = [{ ...ZONE, members: [], multicast: [CAST] }];
  const { lab, ana, bob } = office({ ...SECTIONS, pages, emergencyNotice: { tell: [], pages: ["800"] } });
  lab.media.listMs = 5_000;
  const callers = [ana, bob].map((phone) => phone.invite("112", { sdp: sdp() }));
  lab.run(1_000);
  const legs = () => [...lab.media.plans].flatMap(([leg, { remote }]) => remote?.ip === CAST.ip ? leg : []);
  const told = () =>
    lab.media.said.flatMap(({ sound }) => sound.items.flatMap((item) => "digits" in item ? item.digits : []));
  assert.deepEqual([legs().length, told()], [1, ["101", "101"]]);
  lab.run(6_000);
  assert.deepEqual([legs().length, told()], [1, ["101", "101", "102", "102"]]);
  lab.run(6_000);
  assert.equal(legs().length, 0);
  for (const caller of callers) caller.cancel();
  lab.run(40_000);
  assertNothingLeft(lab);
});

for (
  const [cut, act] of [
    ["the desk ends all calls", (lab: Lab) => void lab.ask({ type: "end-all" })],
    ["the media engine dies", (lab: Lab) => {
      lab.loseMedia();
      lab.renewMedia();
    }],
    ["the box says it to the end", (lab: Lab) => lab.run(6_000)],
  ] as const
) {
  Deno.test(`while the box says who calls for help ${cut}: nothing is left`, () => {
    const pages = [{ ...ZONE, members: [], multicast: [CAST] }];
    const { lab, ana } = office({ ...SECTIONS, pages, emergencyNotice: { tell: [], pages: ["800"] } });
    lab.media.listMs = 5_000;
    const caller = ana.invite("112", { sdp: sdp() });
    lab.run(1_000);
    assert.equal([...lab.media.plans.values()].filter(({ remote }) => remote?.ip === CAST.ip).length, 1);
    act(lab);
    lab.run(100);
    assert.equal([...lab.media.plans.values()].filter(({ remote }) => remote?.ip === CAST.ip).length, 0);
    caller.cancel();
    lab.run(40_000);
    assertNothingLeft(lab);
  });
}

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
  const secrets = { secret: "the secret of today", nextSecret: "and that of tomorrow" };
  const { lab, first, ana } = office({ ...SECTIONS, emergencyNotice: { tell: [], pages: [], webhook, ...secrets } });
  lab.hooksCome = { came: "later", why: "it says 503" };
  const caller = ana.invite("112", { sdp: sdp() });
  lab.run(1_000);
  first.calls[0]!.respond(180);
  caller.cancel();
  lab.run(30_000);
  lab.hooksCome = { came: "sent" };
  lab.run(3_600_000);
  assert.equal(lab.hooks.length, 3, "at once, after five seconds and after thirty more");
  assert.equal(new Set(lab.hooks.map(({ id }) => id)).size, 1);
  assert.deepEqual(lab.hooksTo[0], { url: webhook, secrets: Object.values(secrets) });
  assert.ok(!JSON.stringify(lab.kept).includes("the secret of today"), "the notebook knows no secret");
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

Deno.test("the desk tells who called for help until somebody crosses it out, over a restart and no longer than a day", () => {
  const { lab, ana } = office({ ...SECTIONS, routes: [] });
  const helpNow = (at: Lab = lab) => {
    const answer = at.ask({ type: "live" });
    assert.ok(answer.type === "live");
    return answer.live.help;
  };
  const callForHelp = () => {
    const caller = ana.invite("112", { sdp: sdp() });
    lab.run(100);
    caller.cancel();
    lab.run(100);
  };
  assert.deepEqual(helpNow(), []);
  callForHelp();
  const [told] = helpNow();
  assert.ok(told !== undefined);
  assert.deepEqual([told.number, told.from], ["112", { number: "101", name: "Person 101" }]);
  assert.equal(lab.ask({ type: "cross-out-help", id: "nobody's" }).type, "refused");
  assert.equal(helpNow().length, 1);
  assert.equal(lab.ask({ type: "cross-out-help", id: told.id }).type, "done");
  assert.deepEqual(helpNow(), []);
  const known = lab.kept.filter(({ family }) => family === "help").map(({ key, value }) => [key, value === undefined]);
  assert.deepEqual(known, [[told.id, false], [told.id, true]]);

  callForHelp();
  assert.equal(helpNow().length, 1);
  const afterRestart = office(SECTIONS).lab;
  afterRestart.input({ type: "recalled", pages: [...lab.kept] });
  assert.deepEqual(helpNow(afterRestart), helpNow());
  lab.run(24 * 3_600_000);
  assert.deepEqual(helpNow(), []);
  assertNothingLeft(lab);
});

const TOLD = { tell: ["boss@example.com"], pages: [], webhook: "https://alarm.example.com/kontor", secret: "a secret" };

for (const [why, trunks] of [["no line outside", []], ["one line that is refused", [trunk("first", FIRST)]]] as const) {
  Deno.test(`help cannot be reached by an office with ${why}: the caller hears what to do, and others that he needs it`, () => {
    const { lab, first, ana } = office({ ...SECTIONS, trunks, routes: [], inbound: [], emergencyNotice: TOLD });
    const caller = ana.invite("112", { sdp: sdp() });
    lab.run(100);
    assert.match(lab.mail.taken[0]!.subject, /is calling 112$/);
    for (let tried = 0; tried < first.calls.length; tried++) {
      first.calls[tried]!.respond(503);
      lab.run(1_000);
    }
    caller.ack();
    lab.run(1_000);
    assert.deepEqual(said(lab), ["emergency-failed"]);
    assert.deepEqual(lab.mail.taken.map(({ subject }) => subject), [
      "EMERGENCY: Person 101 (101) is calling 112",
      "EMERGENCY: Person 101 (101) has not reached 112",
    ]);
    assert.deepEqual(lab.hooks.map(({ body }) => JSON.parse(body).event), ["emergency.called", "emergency.failed"]);
    const live = lab.ask({ type: "live" });
    assert.ok(live.type === "live");
    assert.deepEqual(live.live.help.map(({ number, isLost }) => [number, isLost]), [["112", true]]);
    assert.ok(story(lab).includes("emergency.failed"));
    lab.run(10_000);
    assert.equal(caller.count("BYE"), 1, "he has heard it");
    assertNothingLeft(lab);
  });
}

Deno.test("whoever gives up before help is reached is not said to have failed", () => {
  const { lab, ana } = office({ ...SECTIONS, emergencyNotice: TOLD });
  const caller = ana.invite("112", { sdp: sdp() });
  lab.run(100);
  caller.cancel();
  lab.run(100);
  assert.ok(!story(lab).includes("emergency.failed"));
  assert.equal(lab.mail.taken.length, 1);
  lab.run(40_000);
  assertNothingLeft(lab);
});
