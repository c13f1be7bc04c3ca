import assert from "node:assert/strict";
import { toText, type WallTime } from "../../core/base/mod.ts";
import type { LineSettings } from "../../core/directory/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";
import { cameTo, lineOffice, talkAndLeave, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { subscribe } from "../lab/watching.ts";

/** Every day from 20:00 to 07:00; Eve gets through then. */
const QUIET: LineSettings = {
  quiet: { times: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 1200, to: 420 }], except: ["103"] },
};

/** An office at an hour in Bucharest; Bob keeps quiet hours. */
function office(time: string, settings: LineSettings = QUIET) {
  const scene = lineOffice({ lines: { "102": settings } });
  at(scene.lab, time);
  return scene;
}

function at(lab: Lab, time: string): void {
  lab.input({ type: "wall-clock", wall: Date.parse(`2026-11-23T${time}+02:00`) as WallTime });
}

/** Whether somebody's call rings at Bob's. */
function rings(lab: Lab, from: HandPhone, bob: HandPhone): boolean {
  const before = cameTo(bob).length;
  const call = from.invite("102", { sdp: sdp() });
  lab.run(100);
  const isRinging = cameTo(bob).length > before;
  if (isRinging) call.cancel();
  lab.run(100);
  return isRinging;
}

Deno.test("in his quiet hours callers find him busy, and nobody had to set it", () => {
  const { lab, ana, bob } = office("19:59:00");
  assert.equal(rings(lab, ana, bob), true);
  lab.run(60_000);
  assert.equal(rings(lab, ana, bob), false);
  assert.equal(ana.calls.at(-1)!.statuses().at(-1), 486);
  at(lab, "07:00:00");
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, call, bob);
});

Deno.test("whom he excepts gets through then, and a VIP always; when he set it himself, VIPs alone", () => {
  const { lab, ana, bob, eve } = office("21:00:00", { ...QUIET, vips: ["101"] });
  assert.deepEqual([rings(lab, eve, bob), rings(lab, ana, bob)], [true, true]);
  assert.equal(useCode(lab, bob, "*78"), "dnd-on");
  assert.deepEqual([rings(lab, eve, bob), rings(lab, ana, bob)], [false, true]);
  assertNothingLeft(lab);
});

Deno.test("*79 holds until his hours next begin or end, and so does *78; then they have their say again", () => {
  const { lab, ana, bob } = office("21:00:00");
  assert.equal(useCode(lab, bob, "*79"), "dnd-off");
  assert.equal(rings(lab, ana, bob), true);
  lab.run(2 * 3_600_000 - 300_000);
  for (const phone of [ana, bob]) phone.register();
  lab.run(100);
  assert.equal(rings(lab, ana, bob), true);
  at(lab, "08:00:00");
  assert.equal(rings(lab, ana, bob), true);
  assert.equal(useCode(lab, bob, "*78"), "dnd-on");
  assert.equal(rings(lab, ana, bob), false);
  // His own word is over when his hours begin, and at their end nothing is left of it.
  at(lab, "20:30:00");
  assert.equal(rings(lab, ana, bob), false);
  lab.input({ type: "wall-clock", wall: Date.parse("2026-11-24T07:30+02:00") as WallTime });
  assert.equal(rings(lab, ana, bob), true);
  assertNothingLeft(lab);
});

Deno.test("*76 turns over what holds now, be it by his hours", () => {
  const { lab, bob } = office("21:00:00");
  assert.deepEqual(["*76", "*76"].map((code) => useCode(lab, bob, code)), ["dnd-off", "dnd-on"]);
  assertNothingLeft(lab);
});

Deno.test("his lamp and his presence change when his hours begin and end, and nobody calls meanwhile", () => {
  const { lab, ana } = office("19:59:50");
  subscribe(ana, "*78102", { expires: "600" });
  subscribe(ana, "102", { event: "presence", expires: "600" });
  lab.run(1_000);
  lab.presences.length = 0;
  ana.got.length = 0;
  lab.run(10_000);
  const bodies = ana.requests("NOTIFY").map(({ body }) => toText(body));
  assert.equal(bodies.length, 2);
  assert.ok(bodies.some((body) => /<state>confirmed</.test(body)));
  assert.ok(bodies.some((body) => /do-not-disturb|busy/.test(body)));
  assert.deepEqual(lab.presences.map(({ number, to, by }) => [number, to, by]), [["102", "do-not-disturb", "line"]]);
  lab.run(11 * 3_600_000);
  assert.equal(lab.presences.some(({ from }) => from === "do-not-disturb"), true);
  assertNothingLeft(lab);
});

Deno.test("a box that does not know the time keeps no hours", () => {
  const { lab, ana, bob } = office("21:00:00");
  lab.input({ type: "wall-clock", wall: 72_000_000 as WallTime });
  assert.equal(rings(lab, ana, bob), true);
  assertNothingLeft(lab);
});

Deno.test("his presence changes at once when the clock is set into his hours", () => {
  const { lab } = office("12:00:00");
  const last = () => lab.presences.findLast(({ number }) => number === "102")?.to;
  at(lab, "21:00:00");
  assert.equal(last(), "do-not-disturb");
  at(lab, "12:00:00");
  assert.equal(last(), "available");
  assertNothingLeft(lab);
});
