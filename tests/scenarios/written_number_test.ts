import assert from "node:assert/strict";
import { DEFAULT_BRAKES, type Sections } from "../../core/directory/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import type { LabOptions } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { press } from "../lab/scene.ts";
import { office, ROUTE, SECTIONS } from "../lab/trunk_scene.ts";

const ABROAD = "004930123456";
const DEAR = "0906123456";
const routes = [
  { ...ROUTE, match: "0906.", class: "premium" },
  { ...ROUTE, match: "00.", class: "international" },
  ROUTE,
] as const;
const to = (id: string) => ({ kind: "dial", id });
const MENU = { name: "main", says: [], direct: false, firstS: 5, nextS: 3, tries: 3 };
const GROUP = { number: "600", name: "Sales", strategy: "all", ringForS: 30, memberForS: 15, skipBusy: true } as const;

/** Where the office file leads a caller from outside who calls its number. */
const PLACES = (number: string): Readonly<Record<string, readonly [Partial<Sections>, LabOptions?]>> => ({
  "a number": [{ inbound: [{ number: "+40211234567", to: to(number) }] }],
  "a key of a menu": [{
    inbound: [{ number: "+40211234567", to: { kind: "menu", id: "main" } }],
    menus: [{ ...MENU, keys: { "1": { to: to(number) } } }],
  }],
  "the hours": [{
    inbound: [{ number: "+40211234567", to: { kind: "hours", id: "office" } }],
    hours: [{ name: "office", times: [], holidays: [], open: to(number), closed: to(number), night: false }],
  }],
  "an announcement": [{
    inbound: [{ number: "+40211234567", to: { kind: "announcement", id: "hello" } }],
    announcements: [{ name: "hello", says: [{ type: "prompt", name: "welcome" }], times: 1, onward: to(number) }],
  }],
  "a group's member": [{
    inbound: [{ number: "+40211234567", to: to("600") }],
    groups: [{ ...GROUP, members: [{ number, delayS: 0 }] }],
  }],
  "an extension's forward": [
    { inbound: [{ number: "+40211234567", to: to("101") }] },
    { lines: { "101": { forward: { "always": to(number) } } }, mayCall: { "101": "internal" } },
  ],
  "an extension's other phone": [
    { inbound: [{ number: "+40211234567", to: to("101") }] },
    { lines: { "101": { findMe: [{ number, afterS: 0 }] } }, mayCall: { "101": "internal" } },
  ],
});

for (const [number, isReached] of [[ABROAD, true], [DEAR, false]] as const) {
  for (const [place, [sections, options]] of Object.entries(PLACES(number))) {
    Deno.test(`${place} of the office file ${isReached ? "leads" : "does not lead"} a caller from outside to ${number}`, () => {
      const { lab, first, second } = office({ ...SECTIONS, ...sections, routes }, options);
      const caller = second.call("+40211234567", "+40722999000");
      lab.run(200);
      if (caller.statuses().at(-1) === 200) caller.ack();
      if (place === "a key of a menu") press(lab, second.phone, "1");
      lab.run(2_000);
      assert.equal(first.calls.length, isReached ? 1 : 0);
      for (const call of first.calls) call.respond(486);
      lab.run(200);
      if (caller.count("BYE") === 0 && caller.statuses().at(-1) === 200) caller.bye();
      else if (caller.statuses().at(-1)! < 200) caller.cancel();
      lab.run(60_000);
      assertNothingLeft(lab);
    });
  }
}

Deno.test("what the office file leads abroad is braked on the account of the number that was called", () => {
  const brakes = { ...DEFAULT_BRAKES, international: { calls: 1, minutes: 60 } };
  const { lab, first, second } = office({ ...SECTIONS, ...PLACES(ABROAD)["a number"]![0], routes, brakes });
  for (const calls of [1, 1]) {
    const caller = second.call("+40211234567", "+40722999000");
    lab.run(200);
    assert.equal(first.calls.length, calls);
    if (first.calls[0]!.count("CANCEL") === 0) first.calls[0]!.respond(486);
    lab.run(200);
    assert.ok(caller.statuses().at(-1)! >= 400);
  }
  assert.ok(lab.events.some((event) => event.type === "brake.acted" && event.number === "+40211234567"));
  assertNothingLeft(lab);
});

Deno.test("a phone that may not call abroad may not dial what others are led to", () => {
  const { lab, first, ana } = office({ ...SECTIONS, ...PLACES(ABROAD)["a number"]![0], routes });
  const call = ana.invite(ABROAD, { sdp: sdp() });
  lab.run(200);
  if (call.statuses().at(-1) === 200) call.ack();
  lab.run(5_000);
  assert.equal(first.calls.length, 0);
  lab.run(30_000);
  assertNothingLeft(lab);
});
