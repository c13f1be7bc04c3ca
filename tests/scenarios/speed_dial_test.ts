import assert from "node:assert/strict";
import { sdp } from "../lab/hand_call.ts";
import { keyIn, lineOffice, talkAndLeave, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, said } from "../lab/scene.ts";

Deno.test("*75, two digits and a number saves it; *0 and the two digits dials it, for him alone", () => {
  const { lab, ana, bob } = lineOffice();
  assert.equal(useCode(lab, ana, "*7507102"), "speed-dial-set");
  assert.equal(useCode(lab, bob, "*007"), "speed-dial-empty");
  assert.equal(useCode(lab, ana, "*008"), "speed-dial-empty");
  const call = ana.invite("*007", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, call, bob);
});

Deno.test("the number is asked for where it was left out, and must lead somewhere", () => {
  const { lab, ana } = lineOffice();
  for (
    const [keys, heard] of [["#", "cancelled"], ["999#", "invalid-number"], ["102#", "speed-dial-set"]] as const
  ) {
    keyIn(lab, connected(lab, ana, "*7507"), keys);
    assert.equal(said(lab).at(-1), heard);
  }
  assert.equal(useCode(lab, ana, "*757"), "invalid-number");
  assert.equal(useCode(lab, ana, "*7507999"), "invalid-number");
  connected(lab, ana, "*7511").bye();
  lab.run(100);
  assert.deepEqual(lab.kept.filter(({ family }) => family === "speed-dial").map(({ key }) => key), ["101/07"]);
  assertNothingLeft(lab);
});

Deno.test("a speed dial that dials itself ends in a sentence", () => {
  const { lab, ana } = lineOffice();
  useCode(lab, ana, "*7501*001");
  assert.equal(useCode(lab, ana, "*001"), "forwarded-too-often");
  assertNothingLeft(lab);
});
