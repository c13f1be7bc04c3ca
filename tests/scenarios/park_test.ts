import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, registered, said, talking, told, transfer, transferInto } from "../lab/scene.ts";

function office() {
  const lab = new Lab({ numbers: ["101", "102", "103"], sections: { park: PARK } });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve! };
}

const PARK = { slots: ["70", "71"], returnAfterS: 60, ringForS: 20 };

/** Ana has called Bob, and Bob has parked her in slot 70. */
function parked() {
  const office_ = office();
  const { lab, ana, bob } = office_;
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "*70");
  lab.run(100);
  return { ...office_, caller, called };
}

function waitsWithMusic(lab: Lab): boolean {
  return [...lab.media.played.values()].some(({ sound }) => !("tone" in sound) && sound.items[0]?.type === "music");
}

Deno.test("a transfer to *70 parks the caller in the first free slot, says which, and lets the parker go", () => {
  const { lab, called, caller } = parked();
  assert.deepEqual(said(lab), ["park-at 70"]);
  assert.equal(called.count("BYE"), 1);
  assert.equal(caller.count("BYE"), 0);
  assert.ok(waitsWithMusic(lab));
  caller.bye();
  lab.run(100);
  assert.deepEqual(told(lab, "park.left"), [{ type: "park.left", slot: "70", why: "gave-up" }]);
  assertNothingLeft(lab);
});

Deno.test("whoever dials the slot talks with the one who is parked there", () => {
  const { lab, caller, eve } = parked();
  const fetched = connected(lab, eve, "70");
  assert.deepEqual(told(lab, "park."), [
    { type: "park.entered", slot: "70", by: { number: "102", name: "Person 102" } },
    { type: "park.left", slot: "70", why: "fetched" },
  ]);
  assert.equal(lab.media.heard.size, 2);
  assert.ok(!waitsWithMusic(lab));
  caller.bye();
  lab.run(100);
  assert.equal(fetched.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("once he is fetched the slot is free for the next one, be it himself", () => {
  const { lab, caller, eve } = parked();
  const fetched = connected(lab, eve, "70");
  const live = lab.ask({ type: "live" });
  assert.ok(live.type === "live");
  assert.deepEqual(live.live.parked, []);
  transfer(fetched, "*70");
  lab.run(100);
  assert.deepEqual(said(lab), ["park-at 70", "park-at 70"]);
  assert.equal(fetched.count("BYE"), 1);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a transfer to a slot's number parks there; into a taken one it fails, and the two go on talking", () => {
  const { lab, ana, bob, eve } = office();
  const first = talking(lab, ana, bob);
  transfer(first.called, "71");
  lab.run(100);
  assert.deepEqual(said(lab), ["park-at 71"]);
  const second = talking(lab, eve, bob);
  transfer(second.called, "71");
  lab.run(100);
  assert.equal(second.called.count("BYE"), 0);
  assert.equal(lab.media.heard.size, 2);
  for (const call of [first.caller, second.caller]) call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("when all slots are taken the transfer fails, and the two go on talking", () => {
  const lab = new Lab({ numbers: ["101", "102", "103"], sections: { park: { ...PARK, slots: ["70"] } } });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  const first = talking(lab, ana!, bob!);
  transfer(first.called, "*70");
  lab.run(100);
  const second = talking(lab, eve!, bob!);
  transfer(second.called, "*70");
  lab.run(100);
  assert.equal(second.called.count("BYE"), 0);
  assert.equal(lab.media.heard.size, 2);
  const own = bob!.invite("*70", { sdp: sdp() });
  lab.run(100);
  own.ack();
  lab.run(100);
  assert.equal(said(lab).at(-1), "park-full");
  assert.equal(own.count("BYE"), 1);
  for (const call of [first.caller, second.caller]) call.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("an attended transfer into *70: the parker hears the slot first, then the caller waits in it", () => {
  const { lab, ana, bob, eve } = office();
  const { caller, called } = talking(lab, ana, bob);
  const consulted = connected(lab, bob, "*70");
  assert.deepEqual(said(lab), ["park-at 70"]);
  transferInto(called, consulted);
  lab.run(100);
  assert.equal(caller.count("BYE"), 0);
  assert.ok(waitsWithMusic(lab));
  const fetched = connected(lab, eve, "70");
  assert.equal(lab.media.heard.size, 2);
  fetched.bye();
  lab.run(100);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("nobody is forgotten: after a minute the parker's phone rings and shows why, and again a minute later", () => {
  const { lab, bob, caller } = parked();
  const before = bob.calls.length;
  lab.run(60_000);
  const back = bob.calls[before]!;
  assert.match(header(back.invite, "From")!, /^"Parked 70: Person 101"/);
  back.respond(180);
  lab.run(25_000);
  assert.equal(back.count("CANCEL"), 1);
  assert.ok(waitsWithMusic(lab));
  lab.run(60_000);
  const again = bob.calls[before + 1]!;
  again.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a caller can be fetched while the parker's phone rings for him", () => {
  const { lab, bob, eve, caller } = parked();
  const before = bob.calls.length;
  lab.run(60_000);
  bob.calls[before]!.respond(180);
  lab.run(100);
  const fetched = connected(lab, eve, "70");
  assert.equal(bob.calls[before]!.count("CANCEL"), 1);
  assert.equal(lab.media.heard.size, 2);
  fetched.bye();
  lab.run(100);
  assert.equal(caller.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("an empty slot says so", () => {
  const { lab, eve } = office();
  const call = connected(lab, eve, "71");
  assert.deepEqual(said(lab), ["park-empty"]);
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a caller who hangs up while he is parked gives his slot up", () => {
  const { lab, ana, bob, caller } = parked();
  caller.bye();
  lab.run(100);
  const again = talking(lab, ana, bob);
  transfer(again.called, "*70");
  lab.run(100);
  assert.deepEqual(said(lab), ["park-at 70", "park-at 70"]);
  again.caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a slot's lamp is lit while somebody is parked there", () => {
  const { lab, ana, bob, eve } = office();
  eve.outside("SUBSCRIBE", "sip:70@10.0.0.1", {
    headers: [field("Contact", eve.contact), field("Event", "dialog"), field("Expires", "600")],
  });
  lab.run(100);
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "*70");
  lab.run(1_000);
  caller.bye();
  lab.run(1_000);
  const lamps = eve.requests("NOTIFY").map(({ body }) => toText(body));
  assert.deepEqual(lamps.map((text) => /<state>confirmed</.test(text)), [false, true, false]);
  assert.match(lamps[1]!, /sip:101@/);
  assertNothingLeft(lab);
});
