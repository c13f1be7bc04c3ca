import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, ringing, said, talking } from "../lab/scene.ts";

function office() {
  const lab = new Lab({ numbers: ["101", "102", "103", "104"] });
  const [ana, bob, eve, tom] = ["101", "102", "103", "104"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, tom: tom! };
}

function refer(call: HandCall, target: string, ...extra: ReturnType<typeof field>[]): void {
  call.send("REFER", { headers: [field("Refer-To", target), ...extra] });
}

/** The statuses that NOTIFY told, oldest first. */
function notified(call: HandCall): readonly string[] {
  return call.requests.filter(({ method }) => method === "NOTIFY")
    .map(({ body }) => /SIP\/2\.0 (\d+)/.exec(toText(body))![1]!);
}

function heardPairs(lab: Lab): number {
  return lab.media.heard.size / 2;
}

/** `other` as whoever Replaces it must write it. */
function replacing(call: HandCall): string {
  return `${call.callId};to-tag=${call.peerTag};from-tag=${call.tag}`;
}

for (const by of ["caller", "called"] as const) {
  Deno.test(`blind transfer by the ${by}: the other is brought to a third, and the transferor is told and let go`, () => {
    const { lab, ana, bob, eve } = office();
    const talk = talking(lab, ana, bob);
    const transferor = talk[by];
    const other = talk[by === "caller" ? "called" : "caller"];
    refer(transferor, "<sip:103@10.0.0.1>");
    lab.run(100);
    assert.deepEqual(transferor.statuses("REFER"), [202]);
    assert.deepEqual(notified(transferor), ["100"]);
    eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    assert.deepEqual(notified(transferor), ["100", "200"]);
    assert.equal(transferor.count("BYE"), 1);
    assert.equal(heardPairs(lab), 1);
    const last = transferor.asked("NOTIFY");
    assert.match(header(last, "Subscription-State")!, /^terminated/);
    assert.match(header(last, "Event")!, /^refer/);
    other.bye();
    lab.run(100);
    assert.equal(eve.calls[0]!.count("BYE"), 1);
    assertNothingLeft(lab);
  });
}

const FAILURES: readonly (readonly [what: string, target: string, status: number | "silence", told: string])[] = [
  ["busy", "103", 486, "486"],
  ["a clear no", "103", 603, "603"],
  ["no answer", "103", "silence", "480"],
  ["an unknown number", "777", 404, "404"],
];

for (const [what, target, status, told] of FAILURES) {
  Deno.test(`blind transfer into ${what}: the transferor is told ${told}, and the two go on talking`, () => {
    const { lab, ana, bob, eve } = office();
    const { caller, called } = talking(lab, ana, bob);
    refer(called, `<sip:${target}@10.0.0.1>`);
    lab.run(100);
    if (status !== "silence" && eve.calls[0] !== undefined) eve.calls[0].respond(status);
    lab.run(status === "silence" ? 35_000 : 100);
    assert.deepEqual(notified(called), ["100", told]);
    assert.equal(caller.count("BYE") + called.count("BYE"), 0);
    assert.equal(heardPairs(lab), 1);
    // And it can be tried again.
    refer(called, "<sip:104@10.0.0.1>");
    lab.run(100);
    assert.deepEqual(called.statuses("REFER"), [202, 202]);
    called.bye();
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("the transferor hangs up at once: the transfer goes on without him", () => {
  const { lab, ana, bob, eve } = office();
  const { caller, called } = talking(lab, ana, bob);
  refer(called, "<sip:103@10.0.0.1>");
  lab.run(100);
  called.bye();
  lab.run(100);
  assert.equal(caller.count("BYE"), 0);
  eve.calls[0]!.respond(200, { sdp: sdp() });
  lab.run(100);
  assert.equal(heardPairs(lab), 1);
  caller.bye();
  assertNothingLeft(lab);
});

/** Bob transfers Ana to Eve, who is busy, and hangs up before he hears so: his phone rings again. */
function comesBack() {
  const { lab, ana, bob, eve } = office();
  const { caller, called } = talking(lab, ana, bob);
  refer(called, "<sip:103@10.0.0.1>");
  lab.run(100);
  called.bye();
  eve.calls[0]!.respond(486);
  lab.run(100);
  assert.equal(caller.count("BYE"), 0);
  const back = bob.calls[1]!;
  assert.match(header(back.invite, "From")!, /^"Back: Person 101"/);
  back.respond(180);
  lab.run(100);
  return { lab, caller, back };
}

Deno.test("the transferor hangs up at once, and the third is busy: the call comes back, he hears why, and they talk", () => {
  const { lab, caller, back } = comesBack();
  assert.deepEqual([...lab.media.played.values()].map(({ sound }) => sound), [{ tone: "ringback", country: "RO" }]);
  back.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.deepEqual(said(lab), ["transfer-back"]);
  assert.equal(heardPairs(lab), 1);
  caller.bye();
  lab.run(100);
  assert.equal(back.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a phone that hangs up because its transfer has failed is rung again; one that does so later has hung up", () => {
  for (const afterMs of [1_000, 5_000]) {
    const { lab, ana, bob, eve } = office();
    const { caller, called } = talking(lab, ana, bob);
    refer(called, "<sip:103@10.0.0.1>");
    lab.run(100);
    eve.calls[0]!.respond(486);
    lab.run(afterMs);
    called.bye();
    lab.run(100);
    assert.equal(caller.count("BYE"), afterMs < 3_000 ? 0 : 1);
    assert.equal(bob.calls.length, afterMs < 3_000 ? 2 : 1);
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("the call comes back, and the transferor does not answer either: nobody is left, so it ends", () => {
  const { lab, caller, back } = comesBack();
  lab.run(31_000);
  assert.equal(back.count("CANCEL"), 1);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("the transferred one hangs up while the third rings: that stops, and the transferor is told and hung up", () => {
  const { lab, ana, bob, eve } = office();
  const { caller, called } = talking(lab, ana, bob);
  refer(called, "<sip:103@10.0.0.1>");
  lab.run(100);
  eve.calls[0]!.respond(180);
  lab.run(100);
  caller.bye();
  lab.run(100);
  assert.equal(eve.calls[0]!.count("CANCEL"), 1);
  assert.equal(called.count("BYE"), 1);
  assert.equal(notified(called).length, 2);
  assertNothingLeft(lab);
});

Deno.test("blind transfer to the echo test: the transferred one hears himself, the transferor is let go", () => {
  const { lab, ana, bob } = office();
  const { caller, called } = talking(lab, ana, bob);
  refer(called, "<sip:*43@10.0.0.1>");
  lab.run(100);
  assert.deepEqual(notified(called), ["100", "200"]);
  assert.equal(called.count("BYE"), 1);
  assert.equal(lab.media.heard.size, 1);
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("a transfer of a transfer of a transfer", () => {
  const { lab, ana, bob, eve, tom } = office();
  const { caller, called } = talking(lab, ana, bob);
  let by = called;
  for (const next of [eve, tom, bob]) {
    refer(by, `<sip:${next.number}@10.0.0.1>`);
    lab.run(100);
    const call = next.calls.at(-1)!;
    call.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    assert.equal(by.count("BYE"), 1);
    by = call;
  }
  assert.equal(heardPairs(lab), 1);
  caller.bye();
  lab.run(100);
  assert.equal(by.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("Refer-Sub: false: the transfer is done without a word by NOTIFY", () => {
  const { lab, ana, bob, eve } = office();
  const { caller, called } = talking(lab, ana, bob);
  refer(called, "<sip:103@10.0.0.1>", field("Refer-Sub", "false"), field("Supported", "norefersub"));
  lab.run(100);
  assert.equal(header(called.answer("REFER"), "Refer-Sub"), "false");
  eve.calls[0]!.respond(200, { sdp: sdp() });
  lab.run(100);
  assert.deepEqual(notified(called), []);
  assert.equal(called.count("BYE"), 1);
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("attended transfer: two who each talked with a third now talk with each other", () => {
  const { lab, ana, bob, eve } = office();
  const first = talking(lab, ana, bob);
  const second = talking(lab, bob, eve);
  refer(first.called, `<sip:103@10.0.0.1?Replaces=${encodeURIComponent(replacing(second.caller))}>`);
  lab.run(100);
  assert.deepEqual(first.called.statuses("REFER"), [202]);
  assert.deepEqual(notified(first.called), ["100", "200"]);
  assert.equal(first.called.count("BYE"), 1);
  assert.equal(second.caller.count("BYE"), 1);
  assert.equal(first.caller.count("BYE") + second.called.count("BYE"), 0);
  assert.equal(heardPairs(lab), 1);
  first.caller.bye();
  lab.run(100);
  assert.equal(second.called.count("BYE"), 1);
  assertNothingLeft(lab);
  // Who sat where: one of Bob's two legs is another's from then on.
  const taken = lab.events.flatMap((event) => event.type === "leg.taken" ? [event.party.number] : []);
  assert.equal(taken.length, 2);
  assert.ok(taken.includes("102") && (taken.includes("101") || taken.includes("103")), taken.join(" "));
});

Deno.test("attended transfer while the second waits: he hears the first, and no more music", () => {
  const { lab, ana, bob, eve } = office();
  const [first, second] = [talking(lab, ana, bob), talking(lab, bob, eve)];
  second.caller.send("INVITE", { sdp: sdp(["PCMA"], { direction: "sendonly", version: 2 }) });
  lab.run(100);
  second.caller.ack();
  assert.equal(lab.media.played.size, 1);
  refer(first.called, `<sip:103@10.0.0.1?Replaces=${encodeURIComponent(replacing(second.caller))}>`);
  lab.run(100);
  assert.deepEqual([heardPairs(lab), lab.media.played.size], [1, 0]);
  first.caller.bye();
  assertNothingLeft(lab);
});

Deno.test("attended transfer between phones that speak different codecs: one is asked to change", () => {
  const { lab, ana, bob, eve } = office();
  const first = talking(lab, ana, bob, sdp(["PCMA", "PCMU"]), sdp(["PCMA"]));
  const second = talking(lab, bob, eve, sdp(["PCMU"]), sdp(["PCMU"]));
  refer(first.called, `<sip:103@10.0.0.1?Replaces=${encodeURIComponent(replacing(second.caller))}>`);
  lab.run(100);
  const asked = [first.caller, second.called].find((call) => call.requests.at(-1)?.method === "INVITE")!;
  asked.respond(200, { sdp: sdp([asked === first.caller ? "PCMU" : "PCMA"]) });
  lab.run(100);
  const spoken = new Set([...lab.media.plans.values()].map(({ codecs }) => codecs[0]!.name));
  assert.equal(spoken.size, 1);
  first.caller.bye();
  assertNothingLeft(lab);
});

Deno.test("attended transfer while the third still rings: he is answered by the one who was transferred", () => {
  const { lab, ana, bob, eve } = office();
  const first = talking(lab, ana, bob);
  const second = ringing(lab, bob, eve);
  refer(first.called, `<sip:103@10.0.0.1?Replaces=${encodeURIComponent(replacing(second.caller))}>`);
  lab.run(100);
  assert.deepEqual(notified(first.called), ["100", "200"]);
  assert.equal(second.caller.statuses().at(-1), 487);
  second.called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(heardPairs(lab), 1);
  second.called.bye();
  lab.run(100);
  assert.equal(first.caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("attended transfer while the third rings, who then does not want: the transferred one is hung up", () => {
  const { lab, ana, bob, eve } = office();
  const first = talking(lab, ana, bob);
  const second = ringing(lab, bob, eve);
  refer(first.called, `<sip:103@10.0.0.1?Replaces=${encodeURIComponent(replacing(second.caller))}>`);
  lab.run(100);
  second.called.respond(486);
  lab.run(100);
  assert.equal(first.caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("REFER: nonsense, strangers' calls and wrong moments are refused", () => {
  const { lab, ana, bob, eve, tom } = office();
  const first = talking(lab, ana, bob);
  const strangers = talking(lab, eve, tom);
  const theirs = encodeURIComponent(replacing(strangers.caller));
  const cases: readonly (readonly [target: string, status: number])[] = [
    ["<not a uri", 400],
    ["<sip:103@10.0.0.1;method=BYE>", 400],
    ["<sip:10.0.0.1>", 404],
    ["<tel:103>", 404],
    [`<sip:103@10.0.0.1?Replaces=${theirs}>`, 481],
    ["<sip:103@10.0.0.1?Replaces=nobody%3Bto-tag%3Da%3Bfrom-tag%3Db>", 481],
  ];
  for (const [target, status] of cases) {
    refer(first.caller, target);
    lab.run(100);
    const got = first.caller.statuses("REFER").at(-1);
    assert.ok(got === status || target.startsWith("<tel") && got === 202, `${target}: ${got}`);
    if (got === 202) lab.run(40_000);
  }
  first.caller.bye();
  strangers.caller.bye();
  assertNothingLeft(lab);
});

Deno.test("a second REFER while the first is under way gets 491; one to a call without another party 603", () => {
  const { lab, ana, bob } = office();
  const { caller, called } = talking(lab, ana, bob);
  refer(called, "<sip:103@10.0.0.1>");
  lab.run(10);
  refer(called, "<sip:104@10.0.0.1>");
  lab.run(100);
  // Bob talks with nobody any more, as the other is on his way already.
  assert.deepEqual(called.statuses("REFER"), [202, 603]);
  caller.bye();
  lab.run(100);
  const echo = ana.invite("*43", { sdp: sdp() });
  lab.run(100);
  echo.ack();
  refer(echo, "<sip:102@10.0.0.1>");
  lab.run(100);
  assert.deepEqual(echo.statuses("REFER"), [603]);
  echo.bye();
  assertNothingLeft(lab);
});

Deno.test("a REFER to whoever plays early sound is refused: there is no talk yet", () => {
  const { lab, ana, bob, eve } = office();
  const { caller, called } = talking(lab, ana, bob);
  refer(called, "<sip:103@10.0.0.1>");
  lab.run(100);
  eve.calls[0]!.respond(183, { sdp: sdp() });
  lab.run(100);
  refer(caller, "<sip:104@10.0.0.1>");
  lab.run(100);
  assert.deepEqual(caller.statuses("REFER"), [603]);
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("INVITE with Replaces: an extension's other phone takes over its call", () => {
  const { lab, ana, bob } = office();
  const mobile = registered(lab, "102");
  const { caller, called } = talking(lab, ana, bob);
  mobile.calls.length = 0;
  const taken = mobile.invite("102", { sdp: sdp(["PCMA"]), headers: [field("Replaces", replacing(called))] });
  lab.run(100);
  assert.equal(taken.statuses().at(-1), 200);
  taken.ack();
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assert.equal(caller.count("BYE"), 0);
  assert.equal(heardPairs(lab), 1);
  caller.bye();
  lab.run(100);
  assert.equal(taken.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("INVITE with Replaces is refused to strangers, for early-only, for no such call, and when it is nonsense", () => {
  const { lab, ana, bob, eve } = office();
  const mobile = registered(lab, "102");
  const { caller, called } = talking(lab, ana, bob);
  const cases = [
    [eve, replacing(called), 403],
    [mobile, `${replacing(called)};early-only`, 486],
    [mobile, "nobody;to-tag=a;from-tag=b", 481],
    [mobile, "nonsense", 400],
  ] as const;
  for (const [phone, value, status] of cases) {
    const call = phone.invite("102", { sdp: sdp(), headers: [field("Replaces", value)] });
    lab.run(100);
    assert.equal(call.statuses().at(-1), status, value);
  }
  const other = mobile.invite("102", { sdp: sdp(["G729"]), headers: [field("Replaces", replacing(called))] });
  lab.run(100);
  assert.equal(other.statuses().at(-1), 488);
  assert.equal(called.count("BYE"), 0);
  caller.bye();
  assertNothingLeft(lab);
});
