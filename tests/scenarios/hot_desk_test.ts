import assert from "node:assert/strict";
import { toText, type WallTime } from "../../core/base/mod.ts";
import { DEFAULT_HOT_DESK, type HotDesk } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { desksChanged, logIn, whoIsAt } from "../lab/desk_scene.ts";
import { field, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab, type LabOptions } from "../lab/lab.ts";
import { cameTo, keyIn, talkAndLeave, useCode } from "../lab/line_scene.ts";
import { BOX } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, said } from "../lab/scene.ts";
import { asked, FIRST, SECTIONS, trunk } from "../lab/trunk_scene.ts";

/** Ana 101 and Bob 102, who has a mailbox; 104 and 105 are desks, 105 a shared one. */
function office(hotDesk: Partial<HotDesk> = {}, options: LabOptions = {}) {
  const lab = new Lab({
    numbers: ["101", "102", "104", "105"],
    mailboxes: { "102": BOX },
    desks: { "101": { pin: "0815" }, "105": { isShared: true } },
    ...options,
    sections: {
      ...SECTIONS,
      trunks: [trunk("first", FIRST)],
      routes: [{ match: "0.", strip: 0, prepend: "", trunks: ["first"], class: "national" }],
      hotDesk: { ...DEFAULT_HOT_DESK, ...hotDesk },
      ...options.sections,
    },
  });
  const provider = lab.provider(FIRST);
  const [ana, bob, desk, shared] = ["101", "102", "104", "105"].map((number) => registered(lab, number));
  lab.run(1_000);
  return { lab, provider, ana: ana!, bob: bob!, desk: desk!, shared: shared! };
}

function dial(lab: Lab, from: HandPhone, number: string) {
  const call = from.invite(number, { sdp: sdp() });
  lab.run(100);
  return call;
}

function from(phone: HandPhone): string {
  return header(cameTo(phone).at(-1)!.invite, "From")!;
}

Deno.test("who logs in on another phone is called there and not at his own, and calls from there as himself", () => {
  const { lab, ana, bob, desk } = office();
  assert.equal(logIn(lab, desk, "102"), "desk-in");
  assert.equal(whoIsAt(lab, "104"), "102");
  const call = dial(lab, ana, "102");
  assert.equal(cameTo(bob).length, 0);
  talkAndLeave(lab, call, desk);
  const back = dial(lab, desk, "101");
  assert.match(from(ana), /^"?Person 102"? <sip:102@/);
  talkAndLeave(lab, back, ana);
  assert.deepEqual(desksChanged(lab), ["104: 104 > 102 by phone"]);
});

Deno.test("*12 gives the phone back to its own extension, and his calls ring at his own desk again", () => {
  const { lab, ana, bob, desk } = office();
  logIn(lab, desk, "102");
  const vain = dial(lab, ana, "104");
  assert.equal(vain.statuses().at(-1), 480);
  assert.equal(useCode(lab, desk, "*12"), "desk-out");
  assert.equal(useCode(lab, desk, "*12"), "desk-nobody");
  talkAndLeave(lab, dial(lab, ana, "102"), bob);
  talkAndLeave(lab, dial(lab, ana, "104"), desk);
  dial(lab, desk, "101");
  assert.match(from(ana), /sip:104@/);
  cameTo(ana).at(-1)!.respond(486);
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("*11 alone asks for extension and PIN; a wrong one is asked for again, and nobody is told who exists", () => {
  const { lab, desk } = office();
  const call = connected(lab, desk, "*11");
  for (const keys of ["999#", "4711#", "102#", "1234#", "102#", "4711#"]) {
    lab.run(300);
    keyIn(lab, call, keys);
  }
  lab.run(500);
  assert.deepEqual(said(lab), [
    "desk-enter-extension",
    "enter-pin",
    "wrong-pin desk-enter-extension",
    "enter-pin",
    "wrong-pin desk-enter-extension",
    "enter-pin",
    "desk-in",
  ]);
  assert.equal(whoIsAt(lab, "104"), "102");
  assert.ok(!lab.events.some((event) => event.type === "leg.digit" && event.digit === "7"), "the record says the PIN");
  const vain = connected(lab, desk, "*11101");
  for (const keys of ["1#", "2#", "3#"]) keyIn(lab, vain, keys);
  lab.run(500);
  assert.equal(said(lab).at(-1), "too-many-attempts");
  assert.equal(vain.count("BYE"), 1);
  const silent = connected(lab, desk, "*11");
  lab.run(15_000);
  assert.equal(said(lab).at(-1), "goodbye");
  assert.equal(silent.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a PIN of his own will do where he has no mailbox; who has neither cannot log in", () => {
  const { lab, desk, shared } = office();
  assert.equal(logIn(lab, desk, "101", "0815"), "desk-in");
  assert.notEqual(logIn(lab, shared, "104", "0000"), "desk-in");
  assert.deepEqual([whoIsAt(lab, "104"), whoIsAt(lab, "105")], ["101", "105"]);
  assertNothingLeft(lab);
});

Deno.test("a colleague who logs in where somebody sits hears so, and takes his place", () => {
  const { lab, desk } = office();
  logIn(lab, desk, "102");
  assert.equal(logIn(lab, desk, "101", "0815"), "desk-in");
  assert.ok(said(lab).includes("desk-taken enter-pin"));
  assert.deepEqual(desksChanged(lab), ["104: 104 > 102 by phone", "104: 102 > 101 by phone"]);
  assertNothingLeft(lab);
});

Deno.test("who logs in elsewhere leaves the phone where he was; where the office adds, both ring, and his own", () => {
  const moved = office();
  logIn(moved.lab, moved.desk, "102");
  logIn(moved.lab, moved.shared, "102");
  assert.deepEqual(desksChanged(moved.lab), [
    "104: 104 > 102 by phone",
    "104: 102 > 104 by elsewhere",
    "105: 105 > 102 by phone",
  ]);
  assert.equal(logIn(moved.lab, moved.bob, "102"), "desk-in");
  assert.deepEqual([whoIsAt(moved.lab, "105"), whoIsAt(moved.lab, "102")], ["105", "102"]);
  assertNothingLeft(moved.lab);

  const { lab, ana, bob, desk, shared } = office({ login: "add" });
  logIn(lab, desk, "102");
  logIn(lab, shared, "102");
  const call = dial(lab, ana, "102");
  assert.deepEqual([bob, desk, shared].map((phone) => cameTo(phone).length), [1, 1, 1]);
  talkAndLeave(lab, call, shared);
  assert.equal(useCode(lab, bob, "*12"), "desk-out");
  assert.deepEqual([whoIsAt(lab, "104"), whoIsAt(lab, "105")], ["104", "105"]);
  assertNothingLeft(lab);
});

Deno.test("a shared phone calls only colleagues and help, until somebody logs in who may call further", () => {
  const { lab, provider, ana, shared } = office();
  dial(lab, shared, "0722000111").ack();
  lab.run(10_000);
  assert.equal(provider.calls.length, 0);
  const colleague = dial(lab, shared, "101");
  assert.equal(cameTo(ana).length, 1);
  colleague.cancel();
  lab.run(100);
  const help = dial(lab, shared, "112");
  assert.equal(provider.calls.length, 1);
  help.cancel();
  lab.run(1_000);
  logIn(lab, shared, "102");
  const call = dial(lab, shared, "0722000111");
  assert.equal(asked(provider, 1).uri, `sip:+40722000111@${FIRST};user=phone`);
  call.cancel();
  lab.run(1_000);
  assertNothingLeft(lab);
});

Deno.test("a call for help is the phone's own, whoever sits there: the record and the mail name both", () => {
  const { lab, provider, desk } = office({}, {
    sections: {
      trunks: [trunk("first", FIRST, { number: undefined! })],
      emergencyNotice: { tell: ["boss@example.com"], pages: [] },
    },
  });
  logIn(lab, desk, "102");
  const help = dial(lab, desk, "112");
  assert.match(header(asked(provider), "P-Asserted-Identity")!, /sip:104@/);
  const told = lab.events.find((event) => event.type === "emergency.called");
  assert.ok(told?.type === "emergency.called");
  assert.deepEqual([told.from.number, told.by?.number], ["104", "102"]);
  lab.run(1_000);
  assert.equal(lab.mail.taken[0]?.subject, "EMERGENCY: Person 104 (104), Person 102 (102) is calling 112");
  help.cancel();
  lab.run(1_000);
  assertNothingLeft(lab);
});

Deno.test("the hour comes and everybody is logged out; the next day's hour is the next one", () => {
  const { lab, desk, shared } = office({ logoutAt: "2000" });
  const at = (text: string) => lab.input({ type: "wall-clock", wall: Date.parse(text) as WallTime });
  at("2026-03-02T09:00+02:00");
  logIn(lab, desk, "102");
  lab.run(11 * 3_600_000 - 60_000);
  assert.equal(whoIsKept(lab, "104"), "102");
  lab.run(120_000);
  assert.equal(whoIsKept(lab, "104"), undefined);
  assert.equal(desksChanged(lab).at(-1), "104: 102 > 104 by hour");
  shared.register();
  lab.run(100);
  logIn(lab, shared, "102");
  lab.run(23 * 3_600_000);
  assert.equal(whoIsKept(lab, "105"), "102");
  lab.run(3_600_000);
  assert.equal(whoIsKept(lab, "105"), undefined);
  assertNothingLeft(lab);
});

function whoIsKept(lab: Lab, phone: string): unknown {
  const value = lab.kept.findLast(({ family, key }) => family === "seat" && key === phone)?.value;
  return typeof value === "object" && value !== null && "number" in value ? value["number"] : undefined;
}

Deno.test("who sits where outlives a restart, and ends where the office has him no more", () => {
  const before = office();
  logIn(before.lab, before.desk, "102");
  const { lab, ana, desk } = office();
  lab.input({ type: "recalled", pages: before.lab.kept });
  assert.equal(whoIsAt(lab, "104"), "102");
  talkAndLeave(lab, dial(lab, ana, "102"), desk);
  const gone = new Lab({ numbers: ["101", "104"] });
  gone.input({ type: "recalled", pages: before.lab.kept });
  assert.deepEqual(desksChanged(gone), ["104: 102 > 104 by office"]);
});

Deno.test("his mailbox, his settings and his lamp are at the phone where he sits", () => {
  const { lab, ana, desk } = office();
  const watch = (phone: HandPhone, number: string, event: string) => {
    phone.outside("SUBSCRIBE", `sip:${number}@10.0.0.1`, {
      headers: [field("Contact", phone.contact), field("Event", event), field("Expires", "600")],
    });
    lab.run(1_000);
  };
  watch(ana, "102", "dialog");
  watch(desk, "*78", "dialog");
  logIn(lab, desk, "102");
  assert.equal(useCode(lab, desk, "*78"), "dnd-on");
  lab.run(1_000);
  assert.match(toText(desk.requests("NOTIFY").at(-1)!.body), /<state>confirmed</);
  assert.equal(dial(lab, ana, "102").statuses().at(-1), 200, "the mailbox answers");
  ana.calls.at(-1)!.ack();
  ana.calls.at(-1)!.bye();
  lab.run(500);
  const call = connected(lab, desk, "*97");
  keyIn(lab, call, "4711#");
  lab.run(500);
  assert.match(toText(ana.requests("NOTIFY").at(-1)!.body), /<state>confirmed</);
  call.bye();
  lab.run(1_000);
  useCode(lab, desk, "*12");
  lab.run(1_000);
  assert.doesNotMatch(toText(desk.requests("NOTIFY").at(-1)!.body), /<state>confirmed</);
  assertNothingLeft(lab);
});

Deno.test("a caller from outside has no phone to log in on", () => {
  const { lab, provider } = office({}, {
    sections: { inbound: [{ number: "+40211234567", to: { kind: "dial", id: "*11102" } }] },
  });
  const call = provider.phone.invite("+40211234567", { sdp: sdp() });
  lab.run(200);
  assert.deepEqual(said(lab), ["not-available-here"]);
  call.ack();
  lab.run(1_000);
  assertNothingLeft(lab);
});
