import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { Announcement, Hours, Menu } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { field, HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { press } from "../lab/keys.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, said, story, talking, transfer } from "../lab/scene.ts";

const CLOSED: Announcement = {
  name: "closed",
  number: "650",
  says: [{ type: "prompt", name: "hours-closed" }],
  times: 1,
  answers: false,
};
const NIGHT: Hours = {
  name: "office",
  number: "600",
  times: [{ days: [1, 2, 3, 4, 5], from: 540, to: 1050 }],
  holidays: [],
  open: { kind: "extension", id: "102" },
  night: "",
  answers: false,
};
const MENU: Menu = {
  name: "main",
  number: "500",
  says: [{ type: "prompt", name: "welcome" }],
  keys: { "1": { to: { kind: "extension", id: "102" } }, "2": { to: { kind: "menu", id: "paid" } } },
  direct: false,
  firstS: 6,
  nextS: 3,
  tries: 1,
  answers: false,
};
const { answers: _, ...ANSWERED } = MENU;

function office() {
  const menus = [MENU, { ...ANSWERED, name: "paid", number: "501" }];
  const lab = new Lab({ sections: { announcements: [CLOSED], hours: [NIGHT], menus } });
  const [ana, bob] = ["101", "102"].map((number) => registered(lab, number));
  // A Sunday.
  lab.input({ type: "wall-clock", wall: Date.parse("2026-11-22T12:00:00Z") as WallTime });
  return { lab, ana: ana!, bob: bob! };
}

/** Somebody calls, and never acknowledges anything but a refusal. */
function called(lab: Lab, phone: HandPhone, number: string, offer: string | undefined = sdp()): HandCall {
  const call = phone.invite(number, { sdp: offer });
  lab.run(200);
  return call;
}

for (
  const [number, words] of [["650", /^hours-closed$/], ["600", /^hours-closed hours-open-again .*goodbye$/]] as const
) {
  Deno.test(`${number} is heard without an answer, and then refused: the record knows of none`, () => {
    const { lab, ana } = office();
    const call = called(lab, ana, number);
    assert.deepEqual(call.statuses(), [100, 183, 480]);
    assert.equal(said(lab).length, 1);
    assert.match(said(lab)[0]!, words);
    assert.ok(!story(lab).includes("leg.answered"));
    assertNothingLeft(lab);
  });
}

Deno.test("the 183 says what the caller is to hear, and whoever asked for it acknowledges it", () => {
  const { lab, ana } = office();
  lab.media.listMs = 5_000;
  const call = ana.invite("650", { sdp: sdp(), headers: [field("Supported", "100rel")] });
  lab.run(100);
  const early = call.answer();
  assert.equal(HandCall.media(early), "PCMA PCMU sendrecv");
  assert.ok(header(early, "RSeq") !== undefined);
  call.send("PRACK", { headers: [field("RAck", `${header(early, "RSeq")} ${header(early, "CSeq")}`)] });
  lab.run(6_000);
  assert.equal(call.statuses().at(-1), 480);
  assertNothingLeft(lab);
});

Deno.test("a caller in a menu that does not answer presses a key, hears it ring, and is answered by whom he chose", () => {
  const { lab, ana, bob } = office();
  lab.media.listMs = 2_000;
  const call = called(lab, ana, "500");
  assert.deepEqual(call.statuses(), [100, 183]);
  press(lab, call, "1");
  bob.calls[0]!.respond(180);
  lab.run(100);
  assert.ok([...lab.media.played.values()].some(({ sound }) => "tone" in sound && sound.tone === "ringback"));
  assert.ok(!call.statuses().includes(200));
  bob.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 200);
  assert.equal(lab.media.heard.size, 2);
  call.ack();
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a menu that answers does so where one leads to it that does not; who chooses nothing is refused", () => {
  const { lab, ana } = office();
  lab.media.listMs = 2_000;
  const call = called(lab, ana, "500");
  press(lab, call, "2");
  lab.run(100);
  assert.equal(call.statuses().at(-1), 200);
  call.ack();
  call.bye();
  lab.run(100);
  const idle = called(lab, ana, "500");
  lab.run(20_000);
  assert.deepEqual([idle.statuses().at(-1), idle.statuses().includes(200)], [480, false]);
  assertNothingLeft(lab);
});

Deno.test("who calls without an offer hears nothing and is not answered either", () => {
  const { lab, ana } = office();
  const call = ana.invite("650", { sdp: undefined });
  lab.run(200);
  assert.deepEqual([call.statuses().at(-1), call.statuses().includes(200)], [480, false]);
  assert.deepEqual(said(lab), []);
  assertNothingLeft(lab);
});

Deno.test("who was answered before, and is transferred there, hears it", () => {
  const { lab, ana, bob } = office();
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "650");
  lab.run(200);
  assert.deepEqual(said(lab), ["hours-closed"]);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("who hangs up while he hears it without an answer leaves nothing", () => {
  const { lab, ana } = office();
  lab.media.listMs = 5_000;
  const call = called(lab, ana, "650");
  call.cancel();
  lab.run(200);
  assert.equal(call.statuses().at(-1), 487);
  assertNothingLeft(lab);
});
