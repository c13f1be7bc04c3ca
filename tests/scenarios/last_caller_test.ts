import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import type { Lab } from "../lab/lab.ts";
import { cameTo, keyIn, lineOffice, talkAndLeave, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, said } from "../lab/scene.ts";

/** Calls a number and gives up. */
function tries(lab: Lab, phone: HandPhone, number: string): void {
  const call = phone.invite(number, { sdp: sdp() });
  lab.run(100);
  call.cancel();
  lab.run(100);
}

const OFFER = "last-caller 101 last-caller-press 1";

Deno.test("*69 says who called last, and 1 calls him back", () => {
  const { lab, ana, bob } = lineOffice();
  tries(lab, ana, "102");
  const call = connected(lab, bob, "*69");
  assert.deepEqual(said(lab), [OFFER]);
  keyIn(lab, call, "1");
  lab.run(100);
  const back = cameTo(ana).at(-1)!;
  back.respond(180);
  lab.run(100);
  assert.ok([...lab.media.played.values()].some(({ sound }) => "tone" in sound && sound.tone === "ringback"));
  back.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  back.bye();
  lab.run(100);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("*69 and another key, or none: nobody is called", () => {
  const { lab, ana, bob } = lineOffice();
  tries(lab, ana, "102");
  for (const keys of ["2", ""]) {
    const call = connected(lab, bob, "*69");
    keyIn(lab, call, keys);
    lab.run(10_000);
    assert.equal(said(lab).at(-1), "goodbye");
    assert.equal(call.count("BYE"), 1);
  }
  assert.equal(cameTo(ana).length, 0);
  assertNothingLeft(lab);
});

Deno.test("nobody has called yet, or the last caller hides: there is no last caller, and not the one before", () => {
  const { lab, ana, bob, eve } = lineOffice();
  assert.equal(useCode(lab, bob, "*69"), "no-last-caller");
  tries(lab, ana, "102");
  tries(lab, eve, "*67102");
  assert.equal(useCode(lab, bob, "*69"), "no-last-caller");
  assertNothingLeft(lab);
});

Deno.test("a call that is forwarded is the last one of both", () => {
  const { lab, ana, bob, eve } = lineOffice();
  useCode(lab, bob, "*72103");
  tries(lab, ana, "102");
  for (const phone of [bob, eve]) {
    const call = connected(lab, phone, "*69");
    assert.equal(said(lab).at(-1), OFFER);
    call.bye();
    lab.run(100);
  }
  assertNothingLeft(lab);
});

Deno.test("*66 dials the last number again: no code, no emergency number, and hidden where it was dialled so", () => {
  const { lab, ana, bob } = lineOffice();
  assert.equal(useCode(lab, ana, "*66"), "no-last-number");
  tries(lab, ana, "103");
  tries(lab, ana, "*67102");
  useCode(lab, ana, "*78");
  tries(lab, ana, "112");
  tries(lab, ana, "777");
  const call = ana.invite("*66", { sdp: sdp() });
  lab.run(100);
  assert.match(header(cameTo(bob).at(-1)!.invite, "From")!, /anonymous@anonymous\.invalid/);
  talkAndLeave(lab, call, bob);
});

Deno.test("*67 hides the caller once; *68 shows once whom the office file hides", () => {
  const { lab, ana, bob } = lineOffice({ lines: { "101": { anonymous: true } } });
  const shown = (from: HandPhone, to: HandPhone, number: string) => {
    tries(lab, from, number);
    const { invite } = cameTo(to).at(-1)!;
    const asserted = header(invite, "P-Asserted-Identity");
    return /anonymous/.test(header(invite, "From")!) && asserted === undefined ? "hidden" : "shown";
  };
  assert.deepEqual(
    [
      shown(bob, ana, "101"),
      shown(bob, ana, "*67101"),
      shown(bob, ana, "101"),
      shown(ana, bob, "102"),
      shown(ana, bob, "*68102"),
      shown(ana, bob, "102"),
    ],
    ["shown", "hidden", "shown", "hidden", "shown", "hidden"],
  );
  assertNothingLeft(lab);
});

Deno.test("whoever hides is not named by a lamp either", () => {
  const { lab, ana, bob, eve } = lineOffice();
  eve.outside("SUBSCRIBE", "sip:102@10.0.0.1", {
    headers: [field("Contact", eve.contact), field("Event", "dialog"), field("Expires", "600")],
  });
  lab.run(100);
  const call = ana.invite("*67102", { sdp: sdp() });
  lab.run(100);
  cameTo(bob)[0]!.respond(180);
  lab.run(1_000);
  assert.ok(eve.requests("NOTIFY").every(({ body }) => !new TextDecoder().decode(body).includes("sip:101@")));
  talkAndLeave(lab, call, bob);
});
