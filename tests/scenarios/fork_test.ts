import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { ends, registered, ringing } from "../lab/scene.ts";

const ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"';

Deno.test("all three phones of an extension ring, the first that answers talks, the others hear that it was taken", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const phones = [1, 2, 3].map(() => registered(lab, "102"));
  const call = caller.invite("102", { sdp: sdp() });
  lab.run(100);
  for (const { calls } of phones) calls[0]!.respond(180);
  lab.run(100);
  assert.deepEqual(call.statuses(), [100, 180]);
  phones[1]!.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.ack();
  for (const at of [0, 2]) {
    assert.equal(header(phones[at]!.calls[0]!.asked("CANCEL"), "Reason"), ELSEWHERE);
  }
  assert.equal(phones[1]!.calls[0]!.count("CANCEL"), 0);
  call.bye();
  lab.run(100);
  assert.equal(phones[1]!.calls[0]!.count("BYE"), 1);
  assert.deepEqual(ends(lab).filter((cause) => cause === "answered-elsewhere").length, 2);
  assertNothingLeft(lab);
});

Deno.test("two phones answer at the same instant: one talks, the other is acknowledged and hung up", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const [first, second] = [registered(lab, "102"), registered(lab, "102")];
  const call = caller.invite("102", { sdp: sdp() });
  lab.run(100);
  for (const { calls } of [first, second]) calls[0]!.respond(200, { sdp: sdp() });
  lab.run(100);
  call.ack();
  lab.run(100);
  const byes = [first, second].map(({ calls }) => calls[0]!.count("BYE"));
  assert.deepEqual(byes.toSorted(), [0, 1]);
  for (const { calls } of [first, second]) assert.equal(calls[0]!.count("ACK"), 1);
  call.bye();
  assertNothingLeft(lab);
});

Deno.test("phones of the higher preference ring first, the others when those have not answered in their share of time", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const [desk, mobile] = [registered(lab, "102", ";q=1"), registered(lab, "102", ";q=0.3")];
  const call = caller.invite("102", { sdp: sdp() });
  lab.run(12_000);
  assert.equal(desk.calls.length, 1);
  assert.equal(mobile.calls.length, 0);
  desk.calls[0]!.respond(180);
  lab.run(1_000);
  assert.equal(desk.calls[0]!.count("CANCEL"), 1);
  mobile.calls[0]!.respond(200, { sdp: sdp() });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 200);
  call.ack();
  call.bye();
  assertNothingLeft(lab);
});

const REFUSALS: readonly (readonly [says: string, statuses: readonly number[], hears: number, cause: string])[] = [
  ["busy", [486], 486, "busy"],
  ["busy everywhere", [600], 486, "busy"],
  ["a clear no", [603], 603, "rejected"],
  ["not there", [480], 480, "unavailable"],
  ["a fault of the phone", [500], 480, "unavailable"],
  ["a number the phone does not know", [404], 480, "unavailable"],
  ["no codec in common", [488], 488, "not-acceptable"],
  ["one busy, one not there", [486, 480], 486, "busy"],
  ["one busy, one a clear no", [486, 603], 603, "rejected"],
];

for (const [says, statuses, hears, cause] of REFUSALS) {
  Deno.test(`a phone that says ${says} (${statuses.join(" and ")}) makes the caller hear ${hears}`, () => {
    const lab = new Lab();
    const caller = registered(lab, "101");
    const phones = statuses.map(() => registered(lab, "102"));
    const call = caller.invite("102", { sdp: sdp() });
    lab.run(100);
    phones.forEach(({ calls }, at) => calls[0]!.respond(statuses[at]!));
    lab.run(100);
    // Who refuses plain sound is asked for encrypted sound.
    phones.forEach(({ calls }, at) => calls[1]?.respond(statuses[at]!));
    lab.run(100);
    assert.deepEqual(call.statuses(), [100, hears]);
    assert.equal(ends(lab).at(-1), cause);
    assertNothingLeft(lab);
  });
}

const NOWHERE: readonly (readonly [what: string, number: string, status: number])[] = [
  ["an extension without a phone", "103", 480],
  ["a number that nobody has", "777", 404],
];

for (const [what, number, status] of NOWHERE) {
  Deno.test(`a call to ${what} is answered with ${status}`, () => {
    const lab = new Lab();
    const caller = registered(lab, "101");
    const call = caller.invite(number, { sdp: sdp() });
    lab.run(100);
    assert.deepEqual(call.statuses(), [100, status]);
    assertNothingLeft(lab);
  });
}

Deno.test("nobody answers in the extension's time: 480, and the phone is told why it stops", () => {
  const lab = new Lab();
  const { caller, called } = ringing(lab, registered(lab, "101"), registered(lab, "102"));
  lab.run(25_000);
  assert.deepEqual(caller.statuses(), [100, 180, 480]);
  assert.equal(header(called.asked("CANCEL"), "Reason"), 'Q.850;cause=19;text="No answer"');
  assertNothingLeft(lab);
});

Deno.test("a phone that is dead without a word is given up after its time, and another rings meanwhile", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const [dead, alive] = [registered(lab, "102"), registered(lab, "102")];
  lab.unplug(dead.flow);
  const call = caller.invite("102", { sdp: sdp() });
  lab.run(5_000);
  alive.calls[0]!.respond(200, { sdp: sdp() });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 200);
  call.ack();
  call.bye();
  assertNothingLeft(lab);
});

Deno.test("an extension over its limit is busy; a call that rings three phones counts once", () => {
  const lab = new Lab({ numbers: ["101", "102", "103", "104"], callLimit: 2 });
  const callers = ["101", "103", "104"].map((number) => registered(lab, number));
  const phones = [1, 2, 3].map(() => registered(lab, "102"));
  const calls = callers.map((each) => {
    const call = each.invite("102", { sdp: sdp() });
    lab.run(100);
    return call;
  });
  assert.deepEqual(phones.map((phone) => phone.calls.length), [2, 2, 2]);
  assert.deepEqual(calls.map((call) => call.statuses()), [[100], [100], [100, 486]]);
  calls.slice(0, 2).forEach((call) => call.cancel());
  lab.run(100);
  const own = callers[0]!;
  const more = [1, 2, 3].map(() => own.invite("102", { sdp: sdp() }));
  lab.run(100);
  assert.deepEqual(more.map((call) => call.statuses().at(-1)), [100, 100, 486]);
  more.slice(0, 2).forEach((call) => call.cancel());
  assertNothingLeft(lab);
});

Deno.test("a phone sends its calls on to another number (302): that one rings", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const [away, other] = [registered(lab, "102"), registered(lab, "103")];
  const call = caller.invite("102", { sdp: sdp() });
  lab.run(100);
  away.calls[0]!.respond(302, { headers: [field("Contact", "<sip:103@10.0.0.1>")] });
  lab.run(100);
  other.calls[0]!.respond(200, { sdp: sdp() });
  lab.run(100);
  assert.deepEqual(call.statuses(), [100, 200]);
  call.ack();
  call.bye();
  assertNothingLeft(lab);
});

Deno.test("two phones send a call to each other for ever (302): it ends after a few rounds", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const [one, two] = [registered(lab, "102"), registered(lab, "103")];
  const call = caller.invite("102", { sdp: sdp() });
  for (let round = 0; round < 20; round++) {
    lab.run(50);
    for (const [phone, to] of [[one, "103"], [two, "102"]] as const) {
      for (const each of phone.calls.filter((_, at) => at === phone.calls.length - 1)) {
        each.respond(302, { headers: [field("Contact", `<sip:${to}@10.0.0.1>`)] });
      }
    }
  }
  assert.equal(call.statuses().at(-1), 480);
  assert.ok(one.calls.length + two.calls.length <= 6);
  assertNothingLeft(lab);
});

Deno.test("a 302 to a hundred places is followed to a few of them", () => {
  const lab = new Lab();
  const caller = registered(lab, "101");
  const [away, other] = [registered(lab, "102"), registered(lab, "103")];
  const call = caller.invite("102", { sdp: sdp() });
  lab.run(100);
  const headers = Array.from({ length: 100 }, () => field("Contact", "<sip:103@10.0.0.1>"));
  away.calls[0]!.respond(302, { headers });
  lab.run(100);
  assert.ok(other.calls.length <= 8);
  call.cancel();
  lab.run(100);
  assert.equal(call.statuses().at(-1), 487);
  assertNothingLeft(lab);
});
