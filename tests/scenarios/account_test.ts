import assert from "node:assert/strict";
import type { LineSettings, Route, Sections } from "../../core/directory/mod.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";
import { keyIn } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, said, talking, transfer } from "../lab/scene.ts";
import { asked, FIRST, office as trunkOffice, ROUTE, SECTIONS } from "../lab/trunk_scene.ts";

const ACCOUNTS = [{ name: "Client A", code: "4711" }, { name: "Client B", code: "4712" }];
const OUTSIDE = "0722000111";
const INVITED = `sip:+40722000111@${FIRST};user=phone`;

function office(line: LineSettings = {}, sections: Partial<Sections> = {}) {
  return trunkOffice({ ...SECTIONS, accounts: ACCOUNTS, ...sections }, { lines: { "101": line } });
}

/** The accounts that the record names, and by whom they were given. */
function given(lab: Lab): readonly string[] {
  return lab.events.flatMap((event) => event.type === "account.given" ? `${event.by.number}: ${event.account}` : []);
}

/** What is secret stands in no event and in no line of the log. */
function assertSecret(lab: Lab, ...codes: readonly string[]): void {
  const told = JSON.stringify(lab.events) + lab.log.join("\n");
  for (const code of codes) assert.ok(!told.includes(code), `${code} is told`);
  assert.ok(!lab.events.some(({ type }) => type === "leg.digit"), "digits of a code are told");
}

/** The far end answers, both talk, and he hangs up: nothing is left. */
function talkAndLeave(scene: ReturnType<typeof office>, call: HandCall): void {
  const { lab, first } = scene;
  first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(200);
  assert.equal(lab.media.heard.size, 2);
  call.bye();
  lab.run(200);
  assertNothingLeft(lab);
}

for (const required of ["extension", "route"] as const) {
  Deno.test(`where the ${required} says so, whoever dials outside is asked for a code, and the record names the account`, () => {
    const routes: readonly Route[] = [{ ...ROUTE, accountCode: "required" }];
    const scene = required === "extension" ? office({ accountCode: "required" }) : office({}, { routes });
    const { lab, ana, first } = scene;
    const call = connected(lab, ana, OUTSIDE);
    assert.equal(first.calls.length, 0, "nothing goes out before");
    keyIn(lab, call, "99#");
    keyIn(lab, call, "4712#");
    lab.run(200);
    assert.deepEqual(said(lab), ["enter-account-code", "wrong-account-code enter-account-code"]);
    assert.equal(asked(first).uri, INVITED);
    assert.deepEqual(given(lab), ["101: Client B"]);
    assertSecret(lab, "4712", "4711");
    talkAndLeave(scene, call);
  });
}

Deno.test("three wrong codes, and he hears that it is enough", () => {
  const { lab, ana, first } = office({ accountCode: "required" });
  const call = connected(lab, ana, OUTSIDE);
  for (const code of ["1", "47111", ""]) keyIn(lab, call, `${code}#`);
  lab.run(200);
  assert.equal(said(lab).at(-1), "too-many-attempts");
  assert.equal(call.count("BYE"), 1);
  assert.equal(first.calls.length, 0);
  assert.deepEqual(given(lab), []);
  assertSecret(lab, "47111");
  assertNothingLeft(lab);
});

Deno.test("*49 asks for the code before a number, or for both", () => {
  const scene = office();
  const call = connected(scene.lab, scene.ana, `*49${OUTSIDE}`);
  keyIn(scene.lab, call, "4711#");
  scene.lab.run(200);
  assert.equal(asked(scene.first).uri, INVITED);
  assert.deepEqual(given(scene.lab), ["101: Client A"]);
  talkAndLeave(scene, call);

  const other = office({ accountCode: "required" });
  const second = connected(other.lab, other.ana, "*49");
  keyIn(other.lab, second, "4711#");
  keyIn(other.lab, second, `${OUTSIDE}#`);
  other.lab.run(200);
  assert.equal(asked(other.first).uri, INVITED);
  assert.deepEqual(said(other.lab), ["enter-account-code"], "he is asked once");
  talkAndLeave(other, second);
});

Deno.test("who keys in no number, and one that he may not call, hears so", () => {
  const { lab, ana, first } = office();
  const silent = connected(lab, ana, "*49");
  keyIn(lab, silent, "4711#");
  lab.run(20_000);
  assert.equal(said(lab).at(-1), "no-choice");
  assert.equal(silent.count("BYE"), 1);
  const abroad = connected(lab, ana, "*49004930123456");
  keyIn(lab, abroad, "4711#");
  lab.run(200);
  assert.equal(said(lab).at(-1), "not-permitted");
  assert.equal(abroad.count("BYE"), 1);
  const nowhere = connected(lab, ana, "*49777");
  keyIn(lab, nowhere, "4711#");
  lab.run(200);
  assert.equal(said(lab).at(-1), "no-such-extension");
  assert.equal(first.calls.length, 0);
  assertNothingLeft(lab);
});

Deno.test("calls inside, help, and who is not required to are not asked", () => {
  const { lab, ana, bob, first } = office({ accountCode: "required" });
  const inside = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(bob.calls.length, 1);
  inside.cancel();
  lab.run(100);
  for (const [phone, number] of [[ana, "112"], [ana, "*49112"], [bob, OUTSIDE]] as readonly [HandPhone, string][]) {
    const before = first.calls.length;
    const call = phone.invite(number, { sdp: sdp() });
    lab.run(100);
    assert.equal(first.calls.length, before + 1, number);
    call.cancel();
    lab.run(100);
  }
  assert.deepEqual(said(lab), []);
  assertNothingLeft(lab);
});

Deno.test("what is forwarded or transferred outside goes out without a code: there is nobody to ask", () => {
  const forward = { always: { kind: "dial", id: OUTSIDE } };
  const forwarded = office({ accountCode: "required", forward });
  const call = forwarded.bob.invite("101", { sdp: sdp() });
  forwarded.lab.run(100);
  assert.equal(asked(forwarded.first).uri, INVITED);
  call.cancel();
  forwarded.lab.run(100);
  assertNothingLeft(forwarded.lab);

  const { lab, ana, bob, first } = office({ accountCode: "required" });
  const { caller, called } = talking(lab, bob, ana);
  transfer(called, OUTSIDE);
  lab.run(200);
  assert.equal(asked(first).uri, INVITED);
  assert.deepEqual(said(lab), []);
  caller.bye();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("without accounts *49 is not there", () => {
  const { lab, ana } = office({}, { accounts: [] });
  const call = connected(lab, ana, "*49");
  assert.deepEqual(said(lab), ["not-available-here"]);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("he hangs up while he is asked: nothing goes out", () => {
  const { lab, ana, first } = office({ accountCode: "required" });
  const call = connected(lab, ana, OUTSIDE);
  keyIn(lab, call, "47");
  call.bye();
  lab.run(200);
  assert.equal(first.calls.length, 0);
  assertNothingLeft(lab);
});
