import assert from "node:assert/strict";
import { sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";
import { cameTo, keyIn, lineOffice, talkAndLeave, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, said } from "../lab/scene.ts";

/** The caller hears that he is refused, and the called phone stays quiet. */
function isRefused(lab: Lab, from: HandPhone, to: HandPhone, number = to.number, prompt = "caller-refused"): void {
  const before = cameTo(to).length;
  assert.equal(useCode(lab, from, number), prompt);
  assert.equal(cameTo(to).length, before);
}

Deno.test("*30 and a number refuses its calls, *31 takes them again", () => {
  const { lab, ana, bob } = lineOffice();
  assert.equal(useCode(lab, bob, "*30101"), "caller-blocked");
  isRefused(lab, ana, bob);
  assert.equal(useCode(lab, bob, "*31101"), "caller-unblocked");
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, call, bob);
});

Deno.test("*30 alone asks for the number; who keys in none, hangs up, or keys in a star blocks nobody", () => {
  const { lab, ana, bob } = lineOffice();
  for (const [keys, heard] of [["#", "cancelled"], ["*#", "invalid-number"], ["101#", "caller-blocked"]] as const) {
    const call = connected(lab, bob, "*30");
    keyIn(lab, call, keys);
    assert.equal(said(lab).at(-1), heard);
  }
  connected(lab, bob, "*31").bye();
  lab.run(100);
  isRefused(lab, ana, bob);
  assertNothingLeft(lab);
});

Deno.test("*32 blocks whoever called last, and nobody when he hid", () => {
  const { lab, ana, bob } = lineOffice();
  assert.equal(useCode(lab, bob, "*32"), "no-last-caller");
  const hidden = ana.invite("*67102", { sdp: sdp() });
  lab.run(100);
  hidden.cancel();
  lab.run(100);
  assert.equal(useCode(lab, bob, "*32"), "no-last-caller");
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  call.cancel();
  lab.run(100);
  assert.equal(useCode(lab, bob, "*32"), "caller-blocked");
  isRefused(lab, ana, bob);
  assertNothingLeft(lab);
});

Deno.test("a blocked caller is no last caller, is not forwarded, and waits on no other way in", () => {
  const { lab, ana, bob, eve } = lineOffice({ lines: { "102": { block: { callers: ["1x1"], anonymous: false } } } });
  useCode(lab, bob, "*72103");
  isRefused(lab, ana, bob);
  assert.equal(cameTo(eve).length, 0);
  assert.equal(useCode(lab, bob, "*69"), "no-last-caller");
  useCode(lab, bob, "*31101");
  isRefused(lab, ana, bob);
  assertNothingLeft(lab);
});

Deno.test("those who hide are refused where the office file says so, shown they get through", () => {
  const { lab, ana, bob } = lineOffice({ lines: { "102": { block: { callers: [], anonymous: true } } } });
  isRefused(lab, ana, bob, "*67102", "anonymous-refused");
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, call, bob);
});

Deno.test("what the whole office blocks does not keep colleagues from calling each other", () => {
  const { lab, ana, bob } = lineOffice({ sections: { block: { callers: ["*"], anonymous: true } } });
  const call = ana.invite("*67102", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, call, bob);
});

Deno.test("a hundred numbers are kept, and the oldest makes room", () => {
  const { lab, bob } = lineOffice();
  for (let at = 0; at <= 100; at++) useCode(lab, bob, `*30${7000 + at}`);
  const page = lab.kept.filter(({ family, key }) => family === "line" && key === "102").at(-1);
  const { blocked } = page!.value as { blocked: string[] };
  assert.equal(blocked.length, 100);
  assert.equal(blocked[0], "7001");
  assertNothingLeft(lab);
});
