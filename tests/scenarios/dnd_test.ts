import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { cameTo, lineOffice, talkAndLeave, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { said } from "../lab/scene.ts";

Deno.test("*78: callers find him busy and his phone stays quiet, until *79", () => {
  const { lab, ana, bob } = lineOffice();
  assert.equal(useCode(lab, bob, "*78"), "dnd-on");
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 486);
  assert.equal(cameTo(bob).length, 0);
  assert.equal(useCode(lab, bob, "*79"), "dnd-off");
  const again = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, again, bob);
});

Deno.test("*76 turns it over, and so does a key with one's own number behind *78; nobody does it for another", () => {
  const { lab, bob } = lineOffice();
  const answers = ["*76", "*76", "*78102", "*78102", "*78", "*78", "*76102", "*78101", "*79"]
    .map((code) => useCode(lab, bob, code));
  assert.deepEqual(answers, [
    "dnd-on",
    "dnd-off",
    "dnd-on",
    "dnd-off",
    "dnd-on",
    "dnd-on",
    "dnd-off",
    "invalid-number",
    "dnd-off",
  ]);
  assertNothingLeft(lab);
});

Deno.test("whoever does not wish to be disturbed forwards as when he is busy, and not always", () => {
  const { lab, ana, bob, eve } = lineOffice();
  for (const code of ["*90103", "*72101", "*78"]) useCode(lab, bob, code);
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, call, eve);
});

Deno.test("a VIP gets through, unless he hides", () => {
  const { lab, ana, bob } = lineOffice({ lines: { "102": { vips: ["10x"] } } });
  useCode(lab, bob, "*78");
  const hidden = ana.invite("*67102", { sdp: sdp() });
  lab.run(100);
  assert.equal(hidden.statuses().at(-1), 486);
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, call, bob);
});

Deno.test("a call that rings already rings on, and one that is parked comes back", () => {
  const { lab, ana, bob } = lineOffice();
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  useCode(lab, bob, "*78");
  talkAndLeave(lab, call, bob);
});

Deno.test("its lamp is lit while it is on, and the setting outlives a restart", () => {
  const { lab, ana, bob } = lineOffice();
  ana.outside("SUBSCRIBE", "sip:*78102@10.0.0.1", {
    headers: [field("Contact", ana.contact), field("Event", "dialog"), field("Expires", "600")],
  });
  lab.run(100);
  useCode(lab, bob, "*78");
  lab.run(1_000);
  useCode(lab, bob, "*79");
  lab.run(1_000);
  const lit = ana.requests("NOTIFY").map(({ body }) => /<state>confirmed</.test(toText(body)));
  assert.deepEqual(lit, [false, true, false]);
  useCode(lab, bob, "*76");
  const after = lineOffice();
  after.lab.input({ type: "recalled", pages: lab.kept });
  const call = after.ana.invite("102", { sdp: sdp() });
  after.lab.run(100);
  assert.equal(call.statuses().at(-1), 486);
  assert.deepEqual(said(after.lab), []);
  assertNothingLeft(after.lab);
});
