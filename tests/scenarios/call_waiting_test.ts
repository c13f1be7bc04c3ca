import assert from "node:assert/strict";
import { sdp } from "../lab/hand_call.ts";
import { cameTo, lineOffice, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { talking } from "../lab/scene.ts";

Deno.test("a second call knocks; after *71 its caller finds him busy, after the next *71 it knocks again", () => {
  const { lab, ana, bob, eve } = lineOffice();
  const statuses: (number | undefined)[] = [];
  const { caller } = talking(lab, ana, bob);
  const knock = () => {
    const call = eve.invite("102", { sdp: sdp() });
    lab.run(100);
    if (cameTo(bob).length > 1 && call.statuses().at(-1) === 100) cameTo(bob).at(-1)!.respond(180);
    lab.run(100);
    statuses.push(call.statuses().at(-1));
    if (call.statuses().at(-1) === 180) call.cancel();
    lab.run(100);
  };
  knock();
  assert.equal(useCode(lab, bob, "*71"), "call-waiting-off");
  knock();
  assert.equal(useCode(lab, bob, "*71"), "call-waiting-on");
  knock();
  assert.deepEqual(statuses, [180, 486, 180]);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("without call waiting he may still call somebody himself while he talks, and is called when he is free", () => {
  const { lab, ana, bob, eve } = lineOffice({ lines: { "102": { callWaiting: false } } });
  const first = talking(lab, ana, bob);
  const second = talking(lab, bob, eve);
  for (const { caller } of [first, second]) caller.bye();
  lab.run(100);
  const third = talking(lab, eve, bob);
  third.caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});
