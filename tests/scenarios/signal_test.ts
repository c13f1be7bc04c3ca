import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, talking } from "../lab/scene.ts";

const EVENTS = ["PCMA", "telephone-event"];
const WITH_INFO = [field("Allow", "INVITE, ACK, BYE, CANCEL, INFO")];

function pressByInfo(digit: string): { body: string; type: string } {
  return { body: `Signal=${digit}\r\nDuration=200\r\n`, type: "application/dtmf-relay" };
}

Deno.test("a digit by SIP INFO goes on by RFC 4733 to a phone that knows it", () => {
  const lab = new Lab();
  const { caller } = talking(lab, registered(lab, "101"), registered(lab, "102"), sdp(EVENTS), sdp(EVENTS));
  caller.send("INFO", pressByInfo("5"));
  lab.run(100);
  assert.deepEqual(caller.statuses("INFO"), [200]);
  assert.deepEqual(lab.media.digits.map(({ digit }) => digit), ["5"]);
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("a digit by SIP INFO goes on by SIP INFO to a phone without RFC 4733, if that allows it", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const caller = ana.invite("102", { sdp: sdp(), headers: WITH_INFO });
  lab.run(100);
  const called = bob.calls[0]!;
  called.respond(200, { sdp: sdp(["PCMA"]), headers: WITH_INFO });
  lab.run(100);
  caller.ack();
  caller.send("INFO", { body: "5", type: "application/dtmf" });
  lab.run(100);
  assert.match(toText(called.asked("INFO").body), /Signal=5/);
  assert.deepEqual(lab.media.digits, []);
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("a digit by RFC 4733 goes on by SIP INFO to a phone that has no events in its sound", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const caller = ana.invite("102", { sdp: sdp(EVENTS) });
  lab.run(100);
  const called = bob.calls[0]!;
  called.respond(200, { sdp: sdp(["PCMA"]), headers: WITH_INFO });
  lab.run(100);
  caller.ack();
  lab.run(100);
  const [leg] = [...lab.media.plans].find(([, { codecs }]) => codecs.some(({ name }) => name === "telephone-event"))!;
  lab.input({ type: "media", event: { type: "digit", leg, digit: "7", durationMs: 160 } });
  lab.run(100);
  assert.match(toText(called.asked("INFO").body), /Signal=7/);
  const digits = lab.events.filter((event) => event.type === "leg.digit");
  assert.deepEqual(digits.map((event) => event.type === "leg.digit" && [event.digit, event.by]), [["7", "rfc4733"]]);
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("a message reaches all phones of an extension, and counts as delivered when one took it", () => {
  const lab = new Lab();
  const ana = registered(lab, "101");
  const phones = [registered(lab, "102"), registered(lab, "102")];
  phones[0]!.polite.delete("MESSAGE");
  ana.outside("MESSAGE", "sip:102@10.0.0.1", { body: "Lunch?", type: "text/plain" });
  lab.run(100);
  for (const phone of phones) {
    const [message] = phone.requests("MESSAGE");
    assert.equal(toText(message!.body), "Lunch?");
    assert.match(header(message!, "From")!, /"Person 101" <sip:101@/);
    assert.equal(header(message!, "Content-Type"), "text/plain");
  }
  phones[0]!.respond(phones[0]!.requests("MESSAGE")[0]!, 486);
  lab.run(100);
  assert.deepEqual(ana.statuses("MESSAGE"), [200]);
  assertNothingLeft(lab);
});

Deno.test("a message to nobody: 404, to an extension without phones: 480, to one that refuses: what it said", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  bob.polite.delete("MESSAGE");
  for (const number of ["777", "103", "102"]) {
    ana.outside("MESSAGE", `sip:${number}@10.0.0.1`, { body: "Hi", type: "text/plain" });
    lab.run(100);
  }
  bob.respond(bob.requests("MESSAGE")[0]!, 415);
  lab.run(100);
  assert.deepEqual(ana.statuses("MESSAGE"), [404, 480, 415]);
  assertNothingLeft(lab);
});

Deno.test("anybody may ask for OPTIONS, and hears what the box can do", () => {
  const lab = new Lab();
  const stranger = lab.hand("999");
  stranger.outside("OPTIONS", "sip:10.0.0.1");
  lab.run(100);
  const [answer] = stranger.responses("OPTIONS");
  assert.equal(answer!.status, 200);
  assert.match(answer!.headers.map(({ value }) => value).join(" "), /INVITE.*100rel.*application\/sdp/s);
  assertNothingLeft(lab);
});

Deno.test("requests outside any dialog that need one, or that the box does not serve", () => {
  const lab = new Lab();
  const ana = registered(lab, "101");
  const cases:
    readonly (readonly [method: string, uri: string, headers: ReturnType<typeof field>[], status: number])[] = [
      ["BYE", "sip:102@10.0.0.1", [], 481],
      ["INFO", "sip:102@10.0.0.1", [], 481],
      ["UPDATE", "sip:102@10.0.0.1", [], 481],
      ["PRACK", "sip:102@10.0.0.1", [], 481],
      ["NOTIFY", "sip:102@10.0.0.1", [], 481],
      ["REFER", "sip:102@10.0.0.1", [field("Refer-To", "<sip:103@10.0.0.1>")], 403],
      ["SUBSCRIBE", "sip:102@10.0.0.1", [field("Event", "reg")], 489],
      ["PUBLISH", "sip:102@10.0.0.1", [field("Event", "reg")], 489],
      ["DANCE", "sip:102@10.0.0.1", [], 405],
      ["MESSAGE", "sip:102@10.0.0.1", [field("Require", "teleportation")], 420],
      ["MESSAGE", "sip:102@10.0.0.1", [field("Max-Forwards", "0")], 483],
      ["MESSAGE", "http://102@10.0.0.1", [], 416],
      ["MESSAGE", "sip:102@10.0.0.1", [field("To", "<sip:102@10.0.0.1>;tag=gone")], 481],
    ];
  for (const [method, uri, headers, status] of cases) {
    ana.outside(method, uri, { headers });
    lab.run(100);
    assert.equal(ana.statuses(method).at(-1), status, `${method} ${uri}`);
  }
  assertNothingLeft(lab);
});

Deno.test("an INVITE that cannot be served: no number, a body that is none, an answer it would not take", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const cases = [
    ["102", { sdp: "v=0\r\nnonsense" }, 400],
    ["102", { body: "<x/>", type: "application/xml" }, 415],
    ["102", { sdp: sdp(), headers: [field("Content-Encoding", "gzip")] }, 415],
    ["102", { sdp: sdp(), headers: [field("Accept", "text/plain")] }, 406],
    ["102", { sdp: sdp(["telephone-event"]) }, 488],
    ["102", { sdp: sdp(), headers: [field("Max-Forwards", "0")] }, 483],
  ] as const;
  for (const [number, parts, status] of cases) {
    const call = ana.invite(number, parts);
    lab.run(100);
    assert.equal(call.statuses().at(-1), status);
  }
  assert.equal(bob.calls.length, 0);
  assertNothingLeft(lab);
});

Deno.test("a caller who hides is not named to the called, and one who does not is vouched for", () => {
  const lab = new Lab();
  const [ana, bob] = [registered(lab, "101"), registered(lab, "102")];
  const open = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  const hidden = ana.invite("102", { sdp: sdp(), headers: [field("Privacy", "id")] });
  lab.run(100);
  const [shown, secret] = bob.calls.map(({ invite }) => invite);
  assert.match(header(shown!, "P-Asserted-Identity")!, /"Person 101" <sip:101@/);
  assert.match(header(secret!, "From")!, /anonymous/);
  assert.equal(header(secret!, "P-Asserted-Identity"), undefined);
  for (const call of [open, hidden]) call.cancel();
  assertNothingLeft(lab);
});
