import assert from "node:assert/strict";
import type { LineSettings, Screening } from "../../core/directory/mod.ts";
import type { PlayItem } from "../../core/sound/mod.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";
import { cameTo, keyIn } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, said } from "../lab/scene.ts";
import { FIRST, office as trunkOffice, SECTIONS } from "../lab/trunk_scene.ts";

const NUMBER = "+40211234567";
const CALLER = "+40722000111";

function office(screening: Screening, more: LineSettings = {}, hasMailbox = true) {
  return trunkOffice(SECTIONS, {
    lines: { "101": { screening, ...more } },
    ...(hasMailbox ? { mailboxes: { "101": { pin: "4711", greeting: "plain" } } } : {}),
  });
}

/** Somebody calls from outside. */
function calls({ lab, first }: ReturnType<typeof office>, name = ""): HandCall {
  const from = field("From", `${name}<sip:${CALLER}@${FIRST}>;tag=${name.length}x`);
  const call = first.call(NUMBER, CALLER, { headers: [from] });
  lab.run(200);
  return call;
}

/** He is answered, says his name for so long, and presses #. */
function saysName(lab: Lab, call: HandCall, ms: number): void {
  assert.equal(call.statuses().at(-1), 200);
  call.ack();
  lab.run(ms);
  keyIn(lab, call, "#");
  lab.run(200);
}

/** What the one whose phone has answered hears, again and again. */
function question(lab: Lab): string {
  const lists = [...lab.media.played.values()].flatMap(({ sound }) => "items" in sound ? [sound.items] : []);
  const words = (items: readonly PlayItem[]) =>
    items.flatMap((item) =>
      item.type === "prompt" ? item.name : item.type === "digits" ? item.digits : item.type === "file" ? "NAME" : []
    );
  return lists.map((items) => words(items).join(" ")).find((text) => text.includes("screening-call-from")) ?? "";
}

function answers(lab: Lab, phone: HandPhone): HandCall {
  const call = cameTo(phone).at(-1);
  assert.ok(call !== undefined, `the phone does not ring: ${lab.log.join("\n")}`);
  call.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  return call;
}

const OFFERED =
  "screening-call-from NAME screening-accept-press 1 screening-voicemail-press 2 screening-refuse-press 3";

Deno.test("a caller without a name says it; the called one hears it, presses 1 and talks; the file is gone", () => {
  const scene = office("unknown");
  const { lab, ana } = scene;
  const call = calls(scene);
  assert.deepEqual(said(lab), ["screening-say-name beep"]);
  assert.equal(cameTo(ana).length, 0, "nothing rings before he has said it");
  saysName(lab, call, 1_500);
  const called = answers(lab, ana);
  assert.equal(question(lab), OFFERED);
  assert.equal(lab.media.heard.size, 0, "the two do not hear each other yet");
  assert.equal(lab.media.files.size, 1);
  keyIn(lab, called, "91");
  lab.run(100);
  assert.equal(lab.media.files.size, 0, "what he said is kept no longer than it is needed");
  assert.equal(lab.media.heard.size, 2);
  assert.equal(question(lab), "");
  call.bye();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("2 sends him to the mailbox, 3 away", () => {
  for (const [key, prompt] of [["2", /voicemail/], ["3", /caller-refused/]] as const) {
    const scene = office("all");
    const { lab, ana } = scene;
    const call = calls(scene, '"Dan Ion" ');
    saysName(lab, call, 1_500);
    const called = answers(lab, ana);
    keyIn(lab, called, key);
    lab.run(200);
    assert.equal(called.count("BYE"), 1, `${key} lets the phone go`);
    assert.match(said(lab).slice(1).join(" "), prompt);
    if (key === "2") call.bye();
    lab.run(200);
    assertNothingLeft(lab);
  }
});

Deno.test("without a mailbox 2 is not offered, and is no key", () => {
  const scene = office("all", {}, false);
  const { lab, ana } = scene;
  const call = calls(scene);
  saysName(lab, call, 1_500);
  const called = answers(lab, ana);
  assert.equal(question(lab), "screening-call-from NAME screening-accept-press 1 screening-refuse-press 3");
  keyIn(lab, called, "2");
  assert.equal(called.count("BYE"), 0);
  keyIn(lab, called, "1");
  assert.equal(lab.media.heard.size, 2);
  call.bye();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("who has a name is only asked where all are; colleagues and VIPs never", () => {
  const named = office("unknown");
  const call = calls(named, '"Dan Ion" ');
  assert.deepEqual([said(named.lab), cameTo(named.ana).length], [[], 1]);
  call.cancel();
  named.lab.run(200);
  assertNothingLeft(named.lab);

  const numbered = office("unknown");
  const second = calls(numbered, '"0722000111" ');
  assert.deepEqual(said(numbered.lab), ["screening-say-name beep"], "a number is no name");
  second.ack();
  second.bye();
  numbered.lab.run(200);
  assertNothingLeft(numbered.lab);

  const inside = office("all");
  const third = inside.bob.invite("101", { sdp: sdp() });
  inside.lab.run(100);
  assert.deepEqual([said(inside.lab), cameTo(inside.ana).length], [[], 1]);
  third.cancel();
  inside.lab.run(200);
  assertNothingLeft(inside.lab);

  const vip = office("all", { vips: ["0722000111"] });
  const fourth = calls(vip);
  assert.deepEqual([said(vip.lab), cameTo(vip.ana).length], [[], 1]);
  fourth.cancel();
  vip.lab.run(200);
  assertNothingLeft(vip.lab);
});

Deno.test("who says nothing is told by his number; who hangs up instead rings nowhere", () => {
  const scene = office("unknown");
  const { lab, ana } = scene;
  const call = calls(scene);
  saysName(lab, call, 100);
  answers(lab, ana);
  assert.equal(question(lab), OFFERED.replace("NAME", "0722000111"));
  call.bye();
  lab.run(200);
  assertNothingLeft(lab);

  const silent = office("unknown");
  const other = calls(silent);
  other.ack();
  silent.lab.run(500);
  other.bye();
  silent.lab.run(200);
  assert.equal(cameTo(silent.ana).length, 0);
  assertNothingLeft(silent.lab);
});

Deno.test("his other phones ring on until somebody presses 1; whoever was asked and presses nothing has not answered", () => {
  const scene = office("unknown", { findMe: [{ number: "102", afterS: 0, confirm: false }] });
  const { lab, ana, bob } = scene;
  const call = calls(scene);
  saysName(lab, call, 1_500);
  answers(lab, ana);
  const other = answers(lab, bob);
  lab.run(15_000);
  keyIn(lab, other, "1");
  lab.run(100);
  assert.equal(cameTo(ana)[0]!.count("BYE"), 1);
  assert.equal(lab.media.heard.size, 2);
  call.bye();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("nobody presses anything: the call goes where calls go that are not answered", () => {
  const scene = office("unknown");
  const { lab, ana } = scene;
  const call = calls(scene);
  saysName(lab, call, 1_500);
  answers(lab, ana);
  lab.run(25_000);
  assert.match(said(lab).join(" "), /voicemail/);
  call.bye();
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("whoever picks the call up meanwhile has it at once", () => {
  const scene = office("unknown");
  const { lab, ana, bob } = scene;
  const call = calls(scene);
  saysName(lab, call, 1_500);
  cameTo(ana)[0]!.respond(180);
  lab.run(100);
  const mine = connected(lab, bob, "**101");
  assert.equal(lab.media.heard.size, 2);
  mine.bye();
  lab.run(200);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});
