import assert from "node:assert/strict";
import type { Page } from "../../core/directory/mod.ts";
import { LINE_FAMILY } from "../../core/notebook/mod.ts";
import { header, type SipRequest } from "../../core/sip/mod.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, said, story, talking } from "../lab/scene.ts";

const ALL: Page = {
  number: "800",
  name: "Everybody",
  members: ["101", "102", "103", "104"],
  duplex: false,
  emergency: false,
  multicast: [],
  mostS: 60,
};
const PAGES: readonly Page[] = [
  ALL,
  { ...ALL, number: "801", duplex: true },
  { ...ALL, number: "802", emergency: true },
  { ...ALL, number: "803", members: [], multicast: [{ ip: "239.1.1.1", port: 5004, codec: "g722" }] },
];

function office() {
  const lab = new Lab({ numbers: ["101", "102", "103", "104"], sections: { pages: PAGES } });
  const [ana, bob, eve, tom] = ["101", "102", "103", "104"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, tom: tom! };
}

/** Somebody does not wish to be disturbed. */
function refuses(lab: Lab, number: string): void {
  lab.input({ type: "recalled", pages: [{ family: LINE_FAMILY, key: number, value: { doNotDisturb: true } }] });
}

function isAskedToAnswer(invite: SipRequest): boolean {
  return /answer-after=0/.test(header(invite, "Call-Info") ?? "") &&
    /info=alert-autoanswer/.test(header(invite, "Alert-Info") ?? "") && header(invite, "Answer-Mode") === "Auto";
}

/** Phones that answer by themselves. */
function answer(lab: Lab, ...phones: readonly HandPhone[]): readonly HandCall[] {
  const calls = phones.map(({ calls }) => calls.at(-1)!);
  for (const call of calls) call.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  return calls;
}

/** Pages a zone, and waits until the phones have been asked. */
function page(lab: Lab, phone: HandPhone, number: string): HandCall {
  const call = phone.invite(number, { sdp: sdp() });
  lab.run(100);
  return call;
}

/** How many of a room each of its legs hears, in order. */
function audience(lab: Lab): readonly number[] {
  return [...lab.media.rooms.keys()].map((leg) => lab.media.heardIn(leg).length).toSorted();
}

Deno.test("*80 speaks at a phone that is asked to answer by itself, and both talk", () => {
  const { lab, ana, bob } = office();
  const caller = page(lab, ana, "*80102");
  assert.ok(isAskedToAnswer(bob.calls[0]!.invite));
  answer(lab, bob);
  caller.ack();
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assert.equal(bob.calls[0]!.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("an ordinary call asks no phone to answer by itself", () => {
  const { lab, ana, bob } = office();
  const { caller } = talking(lab, ana, bob);
  assert.equal(header(bob.calls[0]!.invite, "Call-Info"), undefined);
  assert.equal(header(bob.calls[0]!.invite, "Answer-Mode"), undefined);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

for (const [agent, wants] of [["PolycomVVX-VVX_411-UA/5.9", "Ring Answer"], ["Cisco/SPA504G", undefined]] as const) {
  Deno.test(`${agent} is asked as its brand understands it`, () => {
    const { lab, ana } = office();
    const bob = lab.hand("102");
    bob.register("", [field("User-Agent", agent)]);
    lab.run(100);
    page(lab, ana, "*80102").cancel();
    assert.equal(header(bob.calls[0]!.invite, "Alert-Info"), wants);
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("*80 barges in on nobody: who talks is busy, who is not to be disturbed is not, and nobody is nobody", () => {
  const { lab, ana, bob, eve, tom } = office();
  const { caller } = talking(lab, ana, bob);
  assert.equal(page(lab, eve, "*80102").statuses().at(-1), 486);
  refuses(lab, "104");
  const refused = page(lab, eve, "*80104");
  assert.equal(tom.calls.length, 0);
  refused.ack();
  lab.run(100);
  const nobody = page(lab, eve, "*80555");
  nobody.ack();
  lab.run(100);
  assert.deepEqual(said(lab), ["does-not-wish-to-be-disturbed", "no-such-extension"]);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a page is heard at all other phones of the zone, and only the caller is heard", () => {
  const { lab, ana, bob, eve, tom } = office();
  const caller = page(lab, ana, "800");
  assert.equal(caller.statuses().at(-1), 180);
  for (const phone of [bob, eve, tom]) assert.ok(isAskedToAnswer(phone.calls[0]!.invite));
  assert.match(header(bob.calls[0]!.invite, "From")!, /^"Everybody: Person 101"/);
  answer(lab, bob, eve, tom);
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  lab.run(100);
  assert.deepEqual(audience(lab), [0, 1, 1, 1]);
  assert.deepEqual(lab.media.tones.map(({ tone }) => tone), ["entry"]);
  assert.equal(story(lab).filter((type) => type === "room.entered").length, 4);
  bob.calls[0]!.bye();
  lab.run(100);
  assert.deepEqual(audience(lab), [0, 1, 1]);
  caller.bye();
  lab.run(100);
  assert.deepEqual([eve.calls[0]!.count("BYE"), tom.calls[0]!.count("BYE")], [1, 1]);
  assertNothingLeft(lab);
});

Deno.test("in a duplex zone everybody hears everybody", () => {
  const { lab, ana, bob, eve } = office();
  const caller = page(lab, ana, "801");
  answer(lab, bob, eve);
  lab.run(3_000);
  caller.ack();
  assert.deepEqual(audience(lab), [2, 2, 2]);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("who talks and who is not to be disturbed is left out, but not of an emergency", () => {
  const { lab, ana, bob, eve, tom } = office();
  const { caller } = talking(lab, bob, eve);
  refuses(lab, "104");
  const nobody = page(lab, ana, "800");
  nobody.ack();
  lab.run(100);
  assert.deepEqual(said(lab), ["paging-nobody"]);
  const alarm = page(lab, ana, "802");
  assert.deepEqual([bob, eve, tom].map(({ calls }) => calls.length), [2, 2, 1]);
  answer(lab, bob, eve, tom);
  alarm.ack();
  lab.run(100);
  assert.deepEqual(said(lab).slice(1), Array.from({ length: 4 }, () => "paging-emergency"));
  assert.deepEqual(lab.media.tones.map(({ tone }) => tone), ["entry"], "and then the caller may speak");
  assert.deepEqual(audience(lab), [0, 1, 1, 1]);
  for (const call of [alarm, caller]) call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("slow phones are waited for, come in late, and stop ringing when they do not answer at all", () => {
  const { lab, ana, bob, eve, tom } = office();
  const caller = page(lab, ana, "800");
  answer(lab, bob);
  assert.equal(caller.statuses().at(-1), 180, "the others may be about to answer");
  for (const phone of [eve, tom]) phone.calls[0]!.respond(180);
  lab.run(3_000);
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  answer(lab, eve);
  assert.deepEqual(audience(lab), [0, 1, 1]);
  lab.run(6_000);
  assert.equal(tom.calls[0]!.count("CANCEL"), 1);
  lab.run(60_000);
  assert.equal(caller.count("BYE"), 1, "a page does not last for ever");
  assertNothingLeft(lab);
});

Deno.test("who puts his page on hold is not heard with the music that his phone may send", () => {
  const { lab, ana, bob, eve, tom } = office();
  const caller = page(lab, ana, "800");
  answer(lab, bob, eve, tom);
  caller.ack();
  caller.send("INVITE", { sdp: sdp(["PCMA"], { direction: "sendonly", version: 2 }) });
  lab.run(100);
  caller.ack();
  assert.deepEqual(audience(lab), [0, 0, 0, 0]);
  caller.send("INVITE", { sdp: sdp(["PCMA"], { version: 3 }) });
  lab.run(100);
  caller.ack();
  assert.deepEqual(audience(lab), [0, 1, 1, 1]);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a zone without members is cast to the address where phones listen, for as long as somebody speaks", () => {
  const { lab, ana } = office();
  const caller = page(lab, ana, "803");
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  lab.run(100);
  const [cast] = [...lab.media.plans].filter(([, { remote }]) => remote?.ip === "239.1.1.1");
  assert.deepEqual([cast![1].remote?.port, cast![1].codecs[0]?.name, cast![1].direction], [5004, "G722", "sendonly"]);
  assert.equal(lab.media.heardIn(cast![0]).length, 1);
  assert.equal(lab.media.rooms.get(cast![0])?.muted, true);
  caller.bye();
  lab.run(100);
  assert.ok(!lab.media.open.has(cast![0]));
  assertNothingLeft(lab);
});

Deno.test("a media engine that dies in the middle of a cast leaves nothing of it", () => {
  const { lab, ana } = office();
  page(lab, ana, "803").ack();
  lab.run(100);
  lab.loseMedia();
  lab.renewMedia();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("one speaks in a zone at a time", () => {
  const { lab, ana, bob, eve } = office();
  const caller = page(lab, ana, "800");
  answer(lab, bob);
  assert.equal(page(lab, eve, "800").statuses().at(-1), 486);
  caller.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a zone whose phones all refuse says that nobody hears", () => {
  const { lab, ana, bob, eve, tom } = office();
  const caller = page(lab, ana, "800");
  for (const phone of [bob, eve, tom]) phone.calls[0]!.respond(603);
  lab.run(100);
  caller.ack();
  lab.run(100);
  assert.deepEqual(said(lab), ["paging-nobody"]);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("nobody picks a page up", () => {
  const { lab, ana, bob, eve } = office();
  const caller = page(lab, ana, "800");
  bob.calls[0]!.respond(180);
  lab.run(100);
  const seeker = page(lab, eve, "**102");
  seeker.ack();
  lab.run(100);
  assert.deepEqual(said(lab), ["pickup-nothing"]);
  caller.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});
