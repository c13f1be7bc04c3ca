import assert from "node:assert/strict";
import { DEFAULT_BRAKES } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, said, transfer } from "../lab/scene.ts";
import { ACCOUNT, asked, FIRST, office, ROUTE, SECTIONS, states, trunk } from "../lab/trunk_scene.ts";

Deno.test("an extension calls a number outside, and they talk", () => {
  const { lab, first, ana } = office();
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  const invite = asked(first);
  assert.equal(invite.uri, `sip:+40722000111@${FIRST};user=phone`);
  assert.equal(header(invite, "P-Asserted-Identity"), `<sip:+40211234567@${FIRST}>`);
  assert.match(header(invite, "Contact")!, /^<sip:first@10\.0\.0\.1:5060>$/);
  assert.deepEqual(caller.statuses(), [100, 180]);
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  lab.run(100);
  assert.equal(first.calls[0]!.count("ACK"), 1);
  assert.equal(lab.media.heard.size, 2);
  first.calls[0]!.bye();
  lab.run(100);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a provider that wants credentials gets them: the INVITE goes once more, and nobody notices", () => {
  const trunks = [trunk("first", FIRST, { kind: "register", ...ACCOUNT })];
  const lab = new Lab({
    numbers: ["101"],
    sections: { ...SECTIONS, trunks, routes: [{ ...ROUTE, trunks: ["first"] }] },
  });
  const provider = lab.provider(FIRST, ACCOUNT);
  const ana = registered(lab, "101");
  lab.run(1_000);
  assert.deepEqual(states(lab), ["up"]);
  assert.equal(provider.registered.length, 1);
  assert.match(provider.registered[0]!.contact, /^<sip:first@10\.0\.0\.1:5060>$/);
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  assert.match(header(asked(provider), "From")!, /^<sip:40211234567@198\.51\.100\.1>/);
  provider.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  caller.bye();
  lab.run(100);
  assert.equal(provider.calls[0]!.count("BYE"), 1);
  assert.ok(header(provider.calls[0]!.asked("BYE"), "Proxy-Authorization") !== undefined);
  assertNothingLeft(lab);
});

Deno.test("an extension may call what its class allows, and is told so where it may not", () => {
  const { lab, first, ana } = office();
  const call = ana.invite("004930123456", { sdp: sdp() });
  lab.run(100);
  call.ack();
  lab.run(100);
  assert.deepEqual(said(lab), ["not-permitted"]);
  assert.equal(first.calls.length, 0);
  assertNothingLeft(lab);
});

Deno.test("who may call abroad does", () => {
  const { lab, first, ana } = office(SECTIONS, { mayCall: { "101": "international" } });
  const call = ana.invite("004930123456", { sdp: sdp() });
  lab.run(100);
  assert.equal(asked(first).uri, `sip:+4930123456@${FIRST};user=phone`);
  call.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a phone that sends its calls on cannot call abroad that way, where its owner may not", () => {
  const { lab, first, ana, bob } = office();
  const caller = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  bob.calls[0]!.respond(302, { headers: [field("Contact", "<sip:004930123456@x>")] });
  lab.run(100);
  assert.equal(first.calls.length, 0);
  assert.ok(caller.statuses().at(-1)! >= 400);
  assertNothingLeft(lab);
});

Deno.test("a group rings a number outside as it rings a phone", () => {
  const group = {
    number: "600",
    name: "Sales",
    members: [{ number: "102", delayS: 0 }, { number: "0722000111", delayS: 0 }],
    strategy: "all",
    ringForS: 30,
    memberForS: 15,
    skipBusy: true,
    confirm: false,
  } as const;
  const { lab, first, ana, bob } = office({ ...SECTIONS, groups: [group] });
  const caller = ana.invite("600", { sdp: sdp() });
  lab.run(100);
  bob.calls[0]!.respond(180);
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(bob.calls[0]!.count("CANCEL"), 1);
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  lab.run(100);
  caller.bye();
  lab.run(100);
  assert.equal(first.calls[0]!.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a caller from outside is transferred outside on behalf of who transfers him", () => {
  const { lab, first, second, ana } = office();
  const caller = first.call("+40211234567", "+40722000111");
  lab.run(100);
  const called = ana.calls[0]!;
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  transfer(called, "004930123456");
  lab.run(100);
  assert.equal(first.calls.length + second.calls.length, 1, "abroad is not for her");
  assert.equal(called.count("BYE"), 0);
  transfer(called, "0722000999");
  lab.run(100);
  first.calls[1]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

for (
  const [presents, fields] of [
    ["from", { From: /^<sip:\+40211234567@/, "P-Asserted-Identity": /^$/ }],
    ["pai", { From: /^<sip:acc@/, "P-Asserted-Identity": /^<sip:\+40211234567@/ }],
    ["rpid", { From: /^<sip:acc@/, "Remote-Party-ID": /^<sip:\+40211234567@.*privacy=off/ }],
  ] as const
) {
  Deno.test(`a provider that reads the caller as ${presents} finds him there, and nobody who hides`, () => {
    const trunks = [trunk("first", FIRST, { user: "acc", secret: "s3cret-acc", presents })];
    const { lab, first, ana } = office({ ...SECTIONS, trunks });
    const open = ana.invite("0722000111", { sdp: sdp() });
    lab.run(100);
    for (const [name, value] of Object.entries(fields)) assert.match(header(asked(first), name) ?? "", value, name);
    const hidden = ana.invite("0722000111", { sdp: sdp(), headers: [field("Privacy", "id")] });
    lab.run(100);
    assert.match(header(asked(first, 1), "From")!, /^"Anonymous" <sip:anonymous@anonymous\.invalid>/);
    assert.equal(header(asked(first, 1), "Privacy"), "id");
    for (const call of [open, hidden]) call.cancel();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("a trunk's own codecs and encryption count on its legs", () => {
  const trunks = [trunk("first", FIRST, { codecs: ["pcmu"], srtp: "required" })];
  const { lab, first, ana } = office({ ...SECTIONS, trunks });
  const call = ana.invite("0722000111", { sdp: sdp(["PCMA", "PCMU"]) });
  lab.run(100);
  const body = new TextDecoder().decode(asked(first).body);
  assert.match(body, /RTP\/SAVP/);
  assert.match(body, /a=rtpmap:0 PCMU/);
  assert.doesNotMatch(body, /PCMA/);
  call.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a provider that wants credentials for a BYE, or for a change in mid-call, gets them", () => {
  const trunks = [trunk("first", FIRST, ACCOUNT)];
  const { lab, first, ana } = office({ ...SECTIONS, trunks });
  const challenge = (nonce: string) =>
    field("Proxy-Authenticate", `Digest realm="r", nonce="${nonce}", algorithm=MD5, qop="auth"`);
  const caller = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  const call = first.calls[0]!;
  call.respond(200, { sdp: sdp(["PCMA", "PCMU"]) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  first.phone.polite.delete("BYE");
  caller.send("INVITE", { sdp: sdp(["PCMU"], { version: 2 }) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  assert.equal(call.count("INVITE"), 2);
  call.respond(407, { headers: [challenge("n1")] });
  lab.run(100);
  assert.match(header(call.asked("INVITE"), "Proxy-Authorization") ?? "", /nonce="n1"/);
  call.respond(200, { sdp: sdp(["PCMU"], { version: 2 }) });
  lab.run(100);
  caller.bye();
  lab.run(100);
  call.respond(407, { headers: [challenge("n2")] }, "BYE");
  lab.run(100);
  assert.equal(call.count("BYE"), 2);
  assert.match(header(call.asked("BYE"), "Proxy-Authorization") ?? "", /nonce="n2"/);
  call.respond(200, {}, "BYE");
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("an extension that calls abroad again and again is braked, and the record says so; others are not, nor is help", () => {
  const brakes = { ...DEFAULT_BRAKES, international: { calls: 2, minutes: 60 } };
  const mayCall = { "101": "international", "102": "international" } as const;
  const { lab, first, ana, bob } = office({ ...SECTIONS, brakes }, { mayCall });
  const abroad = (phone: typeof ana) => {
    const call = phone.invite("004930123456", { sdp: sdp() });
    lab.run(100);
    const status = call.statuses().at(-1)!;
    if (status < 200) call.cancel();
    else call.ack();
    for (const each of first.calls) if (each.count("CANCEL") === 0) each.respond(180);
    lab.run(1_000);
    return status === 200 && call.count("BYE") === 1 ? said(lab).at(-1) : status;
  };
  assert.deepEqual([abroad(ana), abroad(ana), abroad(ana)], [180, 180, "limit-reached"]);
  const acted = lab.events.find(({ type }) => type === "brake.acted");
  assert.ok(acted?.type === "brake.acted");
  assert.deepEqual([acted.number, acted.class], ["101", "international"]);
  assert.equal(abroad(bob), 180);
  const home = ana.invite("0722000111", { sdp: sdp() });
  const help = ana.invite("112", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual([home.statuses().at(-1), help.statuses().at(-1)], [180, 180]);
  for (const call of [home, help]) call.cancel();
  for (const each of first.calls) each.respond(180);
  lab.run(3_700_000);
  assert.equal(abroad(ana), 180);
  assertNothingLeft(lab);
});
