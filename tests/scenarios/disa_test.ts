import assert from "node:assert/strict";
import { pinKey } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { press } from "../lab/keys.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, said } from "../lab/scene.ts";

const HOME = { name: "home", number: "680", pin: "739154", extension: "103" };

function office() {
  const lab = new Lab({ sections: { disa: [HOME] } });
  const [ana, bob] = ["101", "102"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob! };
}

function hearsDialTone(lab: Lab): boolean {
  return [...lab.media.played.values()].some(({ sound }) => "tone" in sound && sound.tone === "dial");
}

Deno.test("who knows the PIN hears the dial tone until he dials, and talks with whom he dialled", () => {
  for (const end of ["#", ""]) {
    const { lab, ana, bob } = office();
    const call = connected(lab, ana, "680");
    press(lab, call, "739154#");
    assert.ok(hearsDialTone(lab));
    press(lab, call, "1");
    assert.ok(!hearsDialTone(lab));
    press(lab, call, `02${end}`);
    lab.run(end === "" ? 4_000 : 100);
    bob.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    assert.equal(lab.media.heard.size, 2);
    call.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("what he dials is dialled at the extension: it is shown, and the codes are its own", () => {
  const { lab, ana, bob } = office();
  const call = connected(lab, ana, "680");
  press(lab, call, "739154#102#");
  assert.match(header(bob.calls[0]!.invite, "From")!, /^"Person 103" <sip:103@/);
  call.bye();
  lab.run(100);
  const other = connected(lab, ana, "680");
  press(lab, other, "739154#*65#");
  assert.equal(said(lab).at(-1), "your-extension 103");
  assert.equal(other.count("BYE"), 1);
  connected(lab, ana, "*65");
  assert.equal(said(lab).at(-1), "your-extension 101");
  assertNothingLeft(lab);
});

Deno.test("the record says what was dialled behind a PIN, and not the PIN", () => {
  const { lab, ana, bob } = office();
  const call = connected(lab, ana, "680");
  press(lab, call, "739154#102#");
  const keyed = lab.events.flatMap((event) => event.type === "leg.digit" ? [event.digit] : []);
  assert.equal(keyed.join(""), "102#");
  assert.equal(bob.calls.length, 1);
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("three wrong PINs end the call, and that number is not even answered for an hour", () => {
  const { lab, ana, bob } = office();
  const call = connected(lab, ana, "680");
  for (const pin of ["739155#", "1#", "000000#"]) press(lab, call, pin);
  lab.run(100);
  assert.deepEqual(said(lab), ["enter-pin", "wrong-pin enter-pin", "wrong-pin enter-pin", "too-many-attempts"]);
  assert.equal(call.count("BYE"), 1);
  const again = ana.invite("680", { sdp: sdp() });
  lab.run(100);
  assert.equal(again.statuses().at(-1), 603);
  const other = connected(lab, bob, "680");
  press(lab, other, "739154#");
  assert.ok(hearsDialTone(lab));
  other.bye();
  lab.run(60 * 60_000);
  const later = connected(lab, ana, "680");
  press(lab, later, "739154#");
  assert.ok(hearsDialTone(lab));
  later.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("several calls at once are no more tries than one", () => {
  const { lab, ana } = office();
  const [first, second] = [connected(lab, ana, "680"), connected(lab, ana, "680")];
  for (const call of [first, first, second]) press(lab, call, "000000#");
  press(lab, first, "739154#");
  lab.run(100);
  assert.ok(!hearsDialTone(lab));
  assert.equal(said(lab).filter((each) => each === "too-many-attempts").length, 2);
  assertNothingLeft(lab);
});

Deno.test("the brake holds over a restart, and the PIN is nowhere in what is kept", () => {
  const { lab, ana } = office();
  const call = connected(lab, ana, "680");
  for (let nth = 0; nth < 3; nth++) press(lab, call, "424242#");
  lab.run(100);
  const renewed = office();
  renewed.lab.input({ type: "recalled", pages: lab.kept });
  const again = renewed.ana.invite("680", { sdp: sdp() });
  renewed.lab.run(100);
  assert.equal(again.statuses().at(-1), 603);
  assert.ok(!JSON.stringify(lab.kept).includes("424242"));
  assertNothingLeft(lab);
  assertNothingLeft(renewed.lab);
});

Deno.test("who keys in nothing, dials nothing or a number that there is not hears so", () => {
  const silent = office();
  connected(silent.lab, silent.ana, "680");
  silent.lab.run(30_000);
  assert.deepEqual(said(silent.lab), ["enter-pin", "enter-pin", "enter-pin", "goodbye"]);
  assert.deepEqual(silent.lab.kept.filter(({ family }) => family !== "line"), []);
  assertNothingLeft(silent.lab);
  for (const [dialled, expected] of [["", "no-choice"], ["999#", "no-such-extension"]] as const) {
    const { lab, ana } = office();
    const call = connected(lab, ana, "680");
    press(lab, call, `739154#${dialled}`);
    lab.run(20_000);
    assert.equal(said(lab).at(-1), expected);
    assert.equal(call.count("BYE"), 1);
    assertNothingLeft(lab);
  }
});

Deno.test("the directory knows a PIN only by its hash", () => {
  assert.match(pinKey("home", "739154"), /^[0-9a-f]{64}$/);
  assert.notEqual(pinKey("home", "739154"), pinKey("work", "739154"));
});
