import assert from "node:assert/strict";
import type { LineChange, LineSettings } from "../../core/switchboard/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import type { Lab } from "../lab/lab.ts";
import { cameTo, lineOffice, talkAndLeave, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";

function lineOf(lab: Lab, number = "102"): LineSettings {
  const answer = lab.ask({ type: "line", number });
  assert.ok(answer.type === "line");
  return answer.line;
}

const set = (lab: Lab, change: LineChange) => lab.ask({ type: "change-line", number: "102", change });

function refused(lab: Lab, change: LineChange): void {
  const before = lineOf(lab);
  assert.equal(set(lab, change).type, "refused", JSON.stringify(change));
  assert.deepEqual(lineOf(lab), before);
}

Deno.test("what is forwarded at the desk rings elsewhere, and the codes and the desk say the same", () => {
  const { lab, ana, bob, eve } = lineOffice();
  assert.deepEqual(lineOf(lab).forward, { always: {}, busy: {}, "no-answer": {}, unreachable: {} });
  assert.equal(set(lab, { set: "forward", when: "always", to: "103" }).type, "done");
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(cameTo(bob).length, 0);
  talkAndLeave(lab, call, eve);
  assert.equal(lineOf(lab).forward.always.to, "103");
  useCode(lab, bob, "*73");
  assert.equal(lineOf(lab).forward.always.to, undefined);
  useCode(lab, bob, "*90103");
  assert.equal(lineOf(lab).forward.busy.to, "103");
  set(lab, { set: "forward", when: "busy" });
  assert.equal(lineOf(lab).forward.busy.to, undefined);
  for (const to of ["102", "*72", "nobody", ""]) refused(lab, { set: "forward", when: "always", to });
  assertNothingLeft(lab);
});

Deno.test("who is not to be disturbed by the desk's word is not, until he may be again", () => {
  const { lab, ana, bob } = lineOffice();
  set(lab, { set: "do-not-disturb", on: true });
  assert.equal(lineOf(lab).doNotDisturb, true);
  assert.equal(lineOf(lab).presence, "do-not-disturb");
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(cameTo(bob).length, 0);
  call.cancel();
  lab.run(5_000);
  set(lab, { set: "do-not-disturb", on: false });
  const again = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, again, bob);
  assertNothingLeft(lab);
});

Deno.test("callers are blocked, numbers saved and calls for the morning set as the codes do it", () => {
  const { lab, bob } = lineOffice();
  set(lab, { set: "call-waiting", on: false });
  set(lab, { set: "block", caller: "0722000111" });
  set(lab, { set: "block", caller: "+40722000112" });
  set(lab, { set: "unblock", caller: "0722000111" });
  set(lab, { set: "speed-dial", place: "07", to: "103" });
  set(lab, { set: "speed-dial", place: "01", to: "101" });
  set(lab, { set: "wake-up", at: "0730" });
  const line = lineOf(lab);
  assert.equal(line.callWaiting, false);
  assert.deepEqual(line.blocked, ["+40722000112"]);
  assert.deepEqual(line.speedDials, [{ place: "01", to: "101" }, { place: "07", to: "103" }]);
  assert.ok(line.wakeUpAt !== undefined);
  refused(lab, { set: "block", caller: "07*" });
  refused(lab, { set: "speed-dial", place: "7", to: "103" });
  refused(lab, { set: "speed-dial", place: "08", to: "nobody" });
  refused(lab, { set: "wake-up", at: "2575" });
  refused(lab, { set: "find-me", on: false });
  set(lab, { set: "speed-dial", place: "01" });
  set(lab, { set: "wake-up" });
  useCode(lab, bob, "*71");
  assert.equal(lineOf(lab).callWaiting, true);
  assert.deepEqual(lineOf(lab).speedDials, [{ place: "07", to: "103" }]);
  assert.equal(lineOf(lab).wakeUpAt, undefined);
  assert.equal(lab.ask({ type: "line", number: "999" }).type, "refused");
  assertNothingLeft(lab);
});
