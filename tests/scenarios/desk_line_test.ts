import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { LineChange, LineSettings } from "../../core/switchboard/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";
import { cameTo, lineOffice, talkAndLeave, useCode } from "../lab/line_scene.ts";
import { mailOffice } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { said } from "../lab/scene.ts";

function lineOf(lab: Lab, number = "102"): LineSettings {
  const answer = lab.ask({ type: "line", number });
  assert.ok(answer.type === "line");
  return answer.line;
}

const set = (lab: Lab, ...changes: readonly LineChange[]) => lab.ask({ type: "change-line", number: "102", changes });

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

Deno.test("calls go to a mailbox by the desk's word or the code, and to nobody's mailbox not at all", () => {
  const { lab, ana, bob } = mailOffice();
  assert.equal(set(lab, { set: "forward", when: "always", to: "*102" }).type, "done");
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(cameTo(bob).length, 0);
  assert.equal(call.statuses().at(-1), 200);
  assert.match(said(lab)[0]!, /voicemail-leave-message/);
  call.ack();
  call.bye();
  lab.run(100);
  useCode(lab, bob, "*90*102");
  assert.equal(said(lab).at(-1), "forward-busy-on *102");
  assert.equal(lineOf(lab).forward.busy.to, "*102");
  assert.equal(lab.figures()["calls_running"], 0);
  refused(lab, { set: "forward", when: "always", to: "*101" });
  assertNothingLeft(lab);
});

Deno.test("whom he names himself gets through besides the office's VIPs, and in his quiet hours besides its exceptions", () => {
  const times = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }];
  const { lab, ana, bob, eve } = lineOffice({ lines: { "102": { vips: ["103"], quiet: { times, except: ["104"] } } } });
  lab.input({ type: "wall-clock", wall: Date.parse("2026-11-23T12:00:00+02:00") as WallTime });
  const rings = (from: HandPhone) => {
    const before = cameTo(bob).length;
    const call = from.invite("102", { sdp: sdp() });
    lab.run(100);
    const isRinging = cameTo(bob).length > before;
    if (isRinging) call.cancel();
    lab.run(100);
    return isRinging;
  };
  const lets = (list: "vips" | "exceptions", on: boolean) => set(lab, { set: "let-through", list, caller: "101", on });
  assert.deepEqual([rings(ana), rings(eve)], [false, true], "in his quiet hours");
  lets("exceptions", true);
  assert.equal(rings(ana), true);
  set(lab, { set: "do-not-disturb", on: true });
  assert.equal(rings(ana), false, "by his own word");
  lets("vips", true);
  assert.deepEqual([rings(ana), rings(eve)], [true, true]);
  assert.deepEqual(lineOf(lab).vips, { own: ["101"], usual: ["103"] });
  assert.deepEqual(lineOf(lab).exceptions, { own: ["101"], usual: ["104"] });
  const restarted = lineOffice();
  restarted.lab.input({ type: "recalled", pages: lab.kept });
  assert.deepEqual(lineOf(restarted.lab).vips, { own: ["101"], usual: [] });
  refused(restarted.lab, { set: "let-through", list: "exceptions", caller: "101", on: true });
  refused(lab, { set: "let-through", list: "vips", caller: "07*", on: true });
  lets("vips", false);
  assert.equal(rings(ana), false);
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

Deno.test("several settings are all taken, each after the one before, or none where one cannot be", () => {
  const { lab } = lineOffice();
  const before = lineOf(lab);
  const wanted: readonly LineChange[] = [
    { set: "forward", when: "always", to: "103" },
    { set: "forward", when: "busy", to: "101" },
    { set: "block", caller: "0733123456" },
    { set: "block", caller: "0744123456" },
    { set: "speed-dial", place: "07", to: "103" },
    { set: "wake-up", at: "0730" },
  ];
  for (let at = 0; at <= wanted.length; at++) {
    const answer = set(lab, ...wanted.slice(0, at), { set: "speed-dial", place: "7", to: "103" }, ...wanted.slice(at));
    assert.ok(answer.type === "refused");
    assert.equal(answer.at, at);
    assert.deepEqual(lineOf(lab), before);
  }
  assert.equal(set(lab, ...wanted).type, "done");
  const { forward, blocked, speedDials, wakeUpAt } = lineOf(lab);
  assert.deepEqual([forward.always.to, forward.busy.to], ["103", "101"]);
  assert.deepEqual([blocked.length, speedDials.length, wakeUpAt === undefined], [2, 1, false]);
  assertNothingLeft(lab);
});
