import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { Page } from "../../core/notebook/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";
import { cameTo, keyIn, lineOffice, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, ringing, said } from "../lab/scene.ts";

const MINUTE = 60_000;
/** The lab's office opens at 00:13:20 by its own clocks. */
const TO_HALF_PAST = 16 * MINUTE + 40_000;

/** Bob has asked for a call at half past midnight, and it is one second before that. */
function nearly() {
  const office = lineOffice();
  assert.equal(useCode(office.lab, office.bob, "*620030"), "wake-up-set 00:30");
  const wait = TO_HALF_PAST - office.lab.now - 1_000;
  office.lab.run(wait);
  assert.equal(cameTo(office.bob).length, 0);
  return office;
}

function answers(lab: Lab, phone: HandPhone): HandCall {
  const call = cameTo(phone).at(-1)!;
  call.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(200);
  return call;
}

const GREETING = "wake-up-call time-is 00:30 wake-up-snooze-press 1";

Deno.test("*62 and four digits: the box calls at that minute, shows what it is, says the time and goodbye", () => {
  const { lab, bob } = nearly();
  lab.run(1_100);
  const call = cameTo(bob)[0]!;
  assert.match(header(call.invite, "From")!, /^"Wake-up" <sip:\*62@/);
  call.respond(180);
  answers(lab, bob);
  assert.equal(said(lab).at(-1), GREETING);
  lab.run(10_000);
  assert.equal(said(lab).at(-1), "goodbye");
  assert.equal(call.count("BYE"), 1);
  lab.run(30 * MINUTE);
  assert.equal(cameTo(bob).length, 1);
  assertNothingLeft(lab);
});

Deno.test("1 has it call again in ten minutes", () => {
  const { lab, bob } = nearly();
  lab.run(1_100);
  const call = answers(lab, bob);
  keyIn(lab, call, "1");
  lab.run(200);
  assert.equal(said(lab).at(-1), "wake-up-set 00:40");
  lab.run(10 * MINUTE);
  answers(lab, bob).bye();
  lab.run(30 * MINUTE);
  assert.equal(cameTo(bob).length, 2);
  assertNothingLeft(lab);
});

Deno.test("a phone that nobody answers rings five times, half a minute each, every two minutes", () => {
  const { lab, bob } = nearly();
  const counts: number[] = [];
  lab.run(1_100);
  for (let round = 0; round < 7; round++) {
    cameTo(bob).at(-1)!.respond(180);
    lab.run(31_000);
    counts.push(cameTo(bob).length);
    assert.equal(cameTo(bob).at(-1)!.count("CANCEL"), 1);
    lab.run(2 * MINUTE - 31_000);
  }
  assert.deepEqual(counts, [1, 2, 3, 4, 5, 5, 5]);
  assertNothingLeft(lab);
});

Deno.test("the time is asked for, up to three times; a star cancels what is set", () => {
  const { lab, bob } = lineOffice();
  const first = connected(lab, bob, "*62");
  keyIn(lab, first, "2560");
  keyIn(lab, first, "0730");
  assert.deepEqual(said(lab), [
    "wake-up-enter-time",
    "invalid-time wake-up-enter-time",
    "wake-up-set 07:30",
  ]);
  const second = connected(lab, bob, "*62");
  assert.equal(said(lab).at(-1), "wake-up-set 07:30 to-cancel-press * wake-up-enter-time");
  keyIn(lab, second, "*");
  lab.run(4_000);
  assert.equal(said(lab).at(-1), "wake-up-off");
  for (const keys of ["999999999999", ""]) {
    const call = connected(lab, bob, "*62");
    keyIn(lab, call, keys);
    lab.run(20_000);
    assert.equal(said(lab).at(-1), "goodbye");
    assert.equal(call.count("BYE"), 1);
  }
  connected(lab, bob, "*62").bye();
  lab.run(24 * 60 * MINUTE);
  assert.equal(cameTo(bob).length, 0);
  assertNothingLeft(lab);
});

Deno.test("a call that is set outlives a restart, also one in the middle of its ringing; an hour later it is too late", () => {
  const restartAt = (minutes: number, pages: readonly Page[]) => {
    const { lab, bob } = lineOffice();
    const wall = 1_700_000_000_000 + minutes * MINUTE - lab.now;
    lab.input({ type: "wall-clock", wall: wall as WallTime });
    lab.input({ type: "recalled", pages });
    lab.run(19 * MINUTE);
    const count = cameTo(bob).length;
    for (const call of cameTo(bob)) if (call.count("CANCEL") === 0) call.respond(486);
    lab.run(9 * MINUTE);
    assertNothingLeft(lab);
    return count;
  };
  const { lab, bob } = nearly();
  const planned = [...lab.kept];
  lab.run(1_100);
  assert.equal(cameTo(bob).length, 1);
  assert.ok(restartAt(0, planned) >= 1, "set before the restart");
  assert.ok(restartAt(17, lab.kept) >= 1, "the box went down while it rang");
  assert.ok(restartAt(40, planned) >= 1, "the box was off at half past");
  assert.equal(restartAt(90, planned), 0);
  cameTo(bob)[0]!.respond(486);
  connected(lab, bob, "*62").bye();
  lab.run(15 * MINUTE);
});

Deno.test("the clock is set while a call is planned: it goes by what the clock says then", () => {
  const { lab, bob } = lineOffice();
  useCode(lab, bob, "*620030");
  lab.input({ type: "wall-clock", wall: 1_700_000_000_000 + 16 * MINUTE as WallTime });
  lab.run(41_000);
  assert.equal(cameTo(bob).length, 1);
  answers(lab, bob).bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a box that takes no new calls makes none", () => {
  const { lab, bob } = nearly();
  lab.ask({ type: "drain" });
  lab.run(MINUTE);
  assert.equal(cameTo(bob).length, 0);
  assertNothingLeft(lab);
});

Deno.test("it rings beside a call that rings already, and nobody can pick it up for him", () => {
  const { lab, ana, bob, eve } = nearly();
  const { caller } = ringing(lab, ana, bob);
  lab.run(1_100);
  assert.equal(cameTo(bob).length, 2);
  cameTo(bob)[1]!.respond(180);
  caller.cancel();
  lab.run(100);
  assert.equal(useCode(lab, eve, "**102"), "pickup-nothing");
  answers(lab, bob).bye();
  lab.run(100);
  assertNothingLeft(lab);
});
