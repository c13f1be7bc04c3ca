import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import { officeLanguage } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { cameTo, useCode } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, talking, transfer } from "../lab/scene.ts";

/** An office whose language is Romanian; nobody answers what comes back to him. */
function office(): { readonly lab: Lab; readonly ana: HandPhone; readonly bob: HandPhone } {
  const lab = new Lab({ numbers: ["101", "102"], language: "ro-RO" });
  const [ana, bob] = ["101", "102"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob! };
}

/** What the display says of the call that came last; then all of them are given up. */
function shown(lab: Lab, phone: HandPhone): string {
  const call = cameTo(phone).at(-1)!;
  const [, name = ""] = /^"([^"]*)"/.exec(header(call.invite, "From")!) ?? [];
  void lab.ask({ type: "end-all" });
  void lab.ask({ type: "drain" });
  lab.run(40_000);
  return name;
}

Deno.test("phones of a Romanian office say in Romanian why a parked caller comes back", () => {
  const { lab, ana, bob } = office();
  const { called } = talking(lab, ana, bob);
  transfer(called, "*70");
  lab.run(100);
  called.bye();
  lab.run(60_000);
  assert.equal(shown(lab, bob), "Parcat 70: Person 101");
  assertNothingLeft(lab);
});

Deno.test("why a wake-up call comes", () => {
  const { lab, ana } = office();
  lab.input({ type: "wall-clock", wall: Date.parse("2026-11-23T07:29:00+02:00") as WallTime });
  useCode(lab, ana, "*620730");
  lab.run(61_000);
  assert.equal(shown(lab, ana), "Trezire");
  assertNothingLeft(lab);
});

Deno.test("and why somebody is called whom he found busy", () => {
  const { lab, ana, bob } = office();
  const talk = connected(lab, bob, "*43");
  lab.run(100);
  const tried = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  cameTo(bob).at(-1)!.respond(486);
  lab.run(100);
  tried.ack();
  useCode(lab, ana, "*37");
  talk.bye();
  lab.run(5_000);
  assert.equal(shown(lab, ana), "Liber: Person 102");
  assertNothingLeft(lab);
});

Deno.test("what can be dialled is told in the office's language", () => {
  const listed = (language: string) => {
    const lab = new Lab({ numbers: ["101"], language });
    const answer = lab.ask({ type: "features" });
    assert.ok(answer.type === "features");
    return answer;
  };
  const [{ head, features: ro }, { features: en }] = [listed("ro"), listed("en")];
  assert.deepEqual(head, ["FORMAȚI", "PENTRU", "COD"]);
  assert.deepEqual(ro.map(({ code }) => code), en.map(({ code }) => code));
  assert.equal(ro.find(({ code }) => code === "clock")?.about, "auziți ora");
  assert.equal(en.find(({ code }) => code === "clock")?.about, "hear the time");
  assert.equal(
    ro.find(({ dial }) => dial === "70-79")?.about,
    "ia apelul parcat acolo; transferați la el pentru a parca",
  );
  for (const [at, { about }] of ro.entries()) assert.notEqual(about, en[at]!.about);
});

for (const [language, is] of [["ro", "ro"], ["ro-MD", "ro"], ["RO", "ro"], ["rom", "en"], ["de", "en"]] as const) {
  Deno.test(`an office of language ${language} is written to in ${is}`, () => {
    assert.equal(officeLanguage({ language }), is);
  });
}
