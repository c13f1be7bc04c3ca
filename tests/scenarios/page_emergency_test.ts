import assert from "node:assert/strict";
import type { Page } from "../../core/directory/mod.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, said } from "../lab/scene.ts";

const CAST = { ip: "239.1.1.1", port: 5004, codec: "g722" } as const;
const FLOOR: Page = {
  number: "800",
  name: "Ground floor",
  members: ["101", "102", "103"],
  duplex: false,
  emergency: false,
  multicast: [],
  mostS: 60,
};
const FIRE: Page = { ...FLOOR, number: "801", name: "Fire", members: ["102", "103", "104"], emergency: true };
const PAGES: readonly Page[] = [
  FLOOR,
  FIRE,
  { ...FIRE, number: "802", members: ["103", "104"] },
  { ...FLOOR, number: "803", members: [], multicast: [CAST] },
  { ...FLOOR, number: "804", members: [], multicast: [{ ...CAST, codec: "pcma" }] },
  { ...FIRE, number: "805", members: [], multicast: [CAST] },
  { ...FLOOR, number: "806", members: ["105"] },
];

function office() {
  const lab = new Lab({ numbers: ["101", "102", "103", "104", "105"], sections: { pages: PAGES } });
  const [ana, bob, eve, tom, ina] = ["101", "102", "103", "104", "105"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, tom: tom!, ina: ina! };
}

/** Somebody pages a zone, and these phones answer by themselves. */
function speaks(lab: Lab, by: HandPhone, number: string, ...phones: readonly HandPhone[]): HandCall {
  const call = by.invite(number, { sdp: sdp() });
  lab.run(100);
  for (const phone of phones) phone.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  if (call.statuses().at(-1) === 200) call.ack();
  lab.run(100);
  return call;
}

/** The media engine's legs that speak to the address. */
function castLegs(lab: Lab): readonly string[] {
  return [...lab.media.plans].flatMap(([leg, { remote }]) =>
    remote?.ip === CAST.ip && lab.media.open.has(leg) ? leg : []
  );
}

Deno.test("an emergency ends the page at phones of both zones before it calls them, and its speaker hears why", () => {
  const { lab, ana, bob, eve, tom, ina } = office();
  lab.media.listMs = 5_000;
  const page = speaks(lab, ana, "800", bob, eve);
  const elsewhere = ina.invite("804", { sdp: sdp() });
  lab.run(100);
  elsewhere.ack();
  const alarm = tom.invite("801", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual([bob, eve].map(({ calls }) => calls[0]!.count("BYE")), [1, 1]);
  assert.deepEqual([bob, eve].map(({ calls }) => calls.length), [2, 2]);
  assert.deepEqual(said(lab).filter((name) => name === "paging-taken").length, 1);
  assert.equal(page.count("BYE"), 0, "she hears why first");
  for (const { calls } of [bob, eve]) calls[1]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  alarm.ack();
  lab.run(100);
  assert.equal(said(lab).filter((name) => name === "paging-emergency").length, 3);
  lab.run(5_000);
  assert.equal(page.count("BYE"), 1);
  assert.equal(elsewhere.count("BYE"), 0, "a page that shares no phone goes on");
  elsewhere.bye();
  alarm.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a page whose phones still ring gives way to an emergency, too", () => {
  const { lab, ana, bob, eve, tom } = office();
  const page = ana.invite("800", { sdp: sdp() });
  lab.run(100);
  for (const { calls } of [bob, eve]) calls[0]!.respond(180);
  const alarm = speaks(lab, tom, "801");
  assert.deepEqual([bob, eve].map(({ calls }) => [calls.length, calls[0]!.count("CANCEL")]), [[2, 1], [2, 1]]);
  assert.equal(page.statuses().at(-1), 200, "she is answered to be told");
  assert.deepEqual(said(lab), ["paging-taken"]);
  page.ack();
  alarm.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("no page ends an emergency: its zone is busy, and its phones are left out elsewhere", () => {
  const { lab, ana, bob, eve, tom, ina } = office();
  const alarm = speaks(lab, tom, "801", bob, eve);
  const other = ina.invite("801", { sdp: sdp() });
  lab.run(100);
  assert.equal(other.statuses().at(-1), 486);
  const page = ana.invite("800", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual(said(lab).at(-1), "paging-nobody");
  page.ack();
  assert.deepEqual([bob, eve].map(({ calls }) => calls.length), [1, 1]);
  const second = ina.invite("802", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual([bob, eve].map(({ calls }) => calls[0]!.count("BYE")), [0, 0], "nor does another emergency");
  second.cancel();
  alarm.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("an emergency is heard alone at an address where somebody pages, and his page is over", () => {
  const { lab, ana, tom } = office();
  const page = speaks(lab, ana, "803");
  const [ordinary] = castLegs(lab);
  const alarm = speaks(lab, tom, "805");
  assert.equal(castLegs(lab).length, 1);
  assert.notEqual(castLegs(lab)[0], ordinary);
  assert.ok(said(lab).includes("paging-taken"));
  lab.run(3_000);
  assert.equal(page.count("BYE"), 1);
  alarm.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("nobody is heard at an address where somebody else pages: he is told so", () => {
  const { lab, ana, bob } = office();
  const page = speaks(lab, ana, "803");
  const [first] = castLegs(lab);
  const other = speaks(lab, bob, "804");
  assert.deepEqual(castLegs(lab), [first]);
  assert.deepEqual(said(lab), ["paging-taken"]);
  lab.run(3_000);
  assert.equal(other.count("BYE"), 1);
  page.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a speaker who hangs up as the emergency comes leaves it the zone, and an emergency that is given up takes nothing", () => {
  const { lab, ana, bob, tom } = office();
  const page = speaks(lab, ana, "800", bob);
  const alarm = tom.invite("801", { sdp: sdp() });
  page.bye();
  alarm.cancel();
  lab.run(1_000);
  const again = speaks(lab, tom, "801", bob);
  assert.equal(again.statuses().at(-1), 180, "the other phones are waited for");
  again.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});
