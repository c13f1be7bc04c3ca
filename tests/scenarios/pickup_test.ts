import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, ringing, said, story, talking, transfer } from "../lab/scene.ts";

function office(pickupGroups: Readonly<Record<string, readonly string[]>> = {}) {
  const lab = new Lab({ numbers: ["101", "102", "103", "104"], pickupGroups });
  const [ana, bob, eve, tom] = ["101", "102", "103", "104"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, tom: tom! };
}

for (const code of ["*8", "**102"]) {
  Deno.test(`${code} takes the call that rings at a colleague's desk; his phone is told that it was taken elsewhere`, () => {
    const { lab, ana, bob, eve } = office();
    const { caller, called } = ringing(lab, ana, bob);
    const mine = connected(lab, eve, code);
    caller.ack();
    lab.run(100);
    assert.equal(called.count("CANCEL"), 1);
    assert.match(header(called.asked("CANCEL"), "Reason")!, /Call completed elsewhere/);
    assert.equal(caller.statuses().at(-1), 200);
    assert.equal(lab.media.heard.size, 2);
    assert.ok(story(lab).includes("leg.moved"));
    caller.bye();
    lab.run(100);
    assert.equal(mine.count("BYE"), 1);
    assertNothingLeft(lab);
  });
}

Deno.test("the called phone answers in the same moment: one of the two has the call, the other hears so", () => {
  for (const first of ["pickup", "answer"] as const) {
    const { lab, ana, bob, eve } = office();
    const { caller, called } = ringing(lab, ana, bob);
    const answer = () => called.respond(200, { sdp: sdp(["PCMA"]) });
    if (first === "answer") answer();
    const mine = eve.invite("*8", { sdp: sdp() });
    if (first === "pickup") answer();
    lab.run(200);
    mine.ack();
    caller.ack();
    lab.run(200);
    assert.equal(caller.statuses().at(-1), 200);
    assert.equal(lab.media.heard.size, 2);
    assert.equal(called.count("BYE") + mine.count("BYE"), 1, `${first} first: one of the two is let go of`);
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("the call that has rung the longest is picked up first", () => {
  const { lab, ana, bob, eve, tom } = office();
  const first = ringing(lab, ana, bob);
  const second = ringing(lab, tom, bob);
  const mine = connected(lab, eve, "*8");
  assert.equal(first.called.count("CANCEL"), 1);
  assert.equal(second.called.count("CANCEL"), 0);
  second.caller.cancel();
  mine.bye();
  first.caller.ack();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("only calls of one's own pickup groups are picked up by *8; ** takes any", () => {
  const { lab, ana, bob, eve, tom } = office({ "102": ["sales"], "103": ["sales", "support"], "104": ["stock"] });
  const { caller } = ringing(lab, ana, bob);
  const refused = connected(lab, tom, "*8");
  assert.deepEqual(said(lab), ["pickup-nothing"]);
  assert.equal(refused.count("BYE"), 1);
  const mine = connected(lab, eve, "*8");
  caller.ack();
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  mine.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("somebody who is transferred and waits is picked up too", () => {
  const { lab, ana, bob, eve, tom } = office();
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "103");
  lab.run(100);
  eve.calls[0]!.respond(180);
  lab.run(100);
  const mine = connected(lab, tom, "**103");
  assert.equal(eve.calls[0]!.count("CANCEL"), 1);
  assert.equal(called.count("BYE"), 1);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assert.equal(mine.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("where nothing rings, and where nobody is, the phone hears so", () => {
  const { lab, eve } = office();
  connected(lab, eve, "**102");
  connected(lab, eve, "**999");
  assert.deepEqual(said(lab), ["pickup-nothing", "no-such-extension"]);
  assertNothingLeft(lab);
});
