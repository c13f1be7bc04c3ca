import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { Trunk } from "../../core/directory/mod.ts";
import { DEFAULT_BRAKES, type Hours } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import { press } from "../lab/keys.ts";
import type { Lab } from "../lab/lab.ts";
import type { HandTrunk } from "../lab/hand_trunk.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, said, talking } from "../lab/scene.ts";
import { FIRST, office, ROUTE, SECOND, SECTIONS, trunk } from "../lab/trunk_scene.ts";

const ONE_CALL = { ...DEFAULT_BRAKES, national: { calls: 1, minutes: 60 } };
const MOBILE = { number: "0722000111", delayS: 0 };
const GROUP = {
  number: "600",
  name: "Sales",
  members: [MOBILE],
  strategy: "all",
  ringForS: 30,
  memberForS: 15,
  skipBusy: true,
  confirm: false,
} as const;

const braked = (lab: Lab) => lab.events.flatMap((each) => each.type === "brake.acted" ? [[each.number, each.why]] : []);

/** Whether a brake acts on a call, and whoever made it hears so before he is let go. */
function isToldOfLimit(lab: Lab, call: HandCall): boolean {
  lab.run(100);
  call.ack();
  lab.run(1_000);
  return said(lab).at(-1) === "limit-reached" && call.count("BYE") === 1;
}

/** The calls that are still asked of a provider come to nothing. */
function refuseAll(lab: Lab, ...providers: readonly HandTrunk[]): void {
  for (const call of providers.flatMap(({ calls }) => calls)) if (call.count("CANCEL") === 0) call.respond(486);
  lab.run(200);
}

Deno.test("whom a group rings outside is called on the group's account, and on nobody else's", () => {
  const { lab, first, ana } = office({ ...SECTIONS, groups: [GROUP], brakes: ONE_CALL });
  for (const [nth, calls] of [[1, 1], [2, 1]] as const) {
    const caller = ana.invite("600", { sdp: sdp() });
    lab.run(100);
    assert.equal(first.calls.length, calls, `call ${nth}`);
    refuseAll(lab, first);
    assert.ok(caller.statuses().at(-1)! >= 400);
  }
  assert.deepEqual(braked(lab), [["600", "enough"]]);
  const own = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  assert.equal(first.calls.length, 2, "her own account is untouched");
  first.calls[1]!.respond(180);
  own.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("callers whom the office itself sends on outside are on the account of the number that they called", () => {
  const inbound = ["+40211234567", "+40211234568"].map((number) => ({
    number,
    to: { kind: "dial", id: MOBILE.number },
  }));
  const { lab, first, second } = office({ ...SECTIONS, inbound, brakes: ONE_CALL });
  const called = (number: string) => {
    const before = first.calls.length;
    const caller = second.call(number, "+40722999000");
    lab.run(100);
    const isThrough = first.calls.length > before;
    refuseAll(lab, first);
    assert.ok(caller.statuses().at(-1)! >= 400);
    return isThrough;
  };
  assert.deepEqual(["67", "67", "68"].map((end) => called(`+402112345${end}`)), [true, false, true]);
  assert.deepEqual(braked(lab), [["+40211234567", "enough"]]);
  assertNothingLeft(lab);
});

const HOURS: Hours = {
  name: "office",
  times: [{ days: [1, 2, 3, 4, 5], from: 540, to: 1_050 }],
  holidays: [],
  open: { kind: "dial", id: "101" },
  night: "",
};

Deno.test("while the office is closed nobody calls abroad but who is excepted; home and help always", () => {
  const brakes = { ...DEFAULT_BRAKES, offHours: { hours: "office", from: "international", except: ["102"] } } as const;
  const mayCall = { "101": "international", "102": "international" } as const;
  const { lab, first, ana, bob } = office({ ...SECTIONS, hours: [HOURS], brakes }, { mayCall });
  lab.input({ type: "wall-clock", wall: Date.parse("2027-01-13T00:10:00+02:00") as WallTime });
  const dial = (phone: typeof ana, number: string) => {
    const call = phone.invite(number, { sdp: sdp() });
    lab.run(100);
    const status = call.statuses().at(-1)!;
    if (status < 200) call.cancel();
    else call.ack();
    for (const each of first.calls) if (each.count("CANCEL") === 0) each.respond(180);
    lab.run(1_000);
    return status === 200 && call.count("BYE") === 1 ? said(lab).at(-1) : status;
  };
  assert.deepEqual([dial(ana, "004930123456"), dial(bob, "004930123456")], ["not-permitted", 180]);
  assert.deepEqual([dial(ana, "0722000111"), dial(ana, "112")], [180, 180]);
  assert.deepEqual(braked(lab), [["101", "off-hours"]]);
  lab.input({ type: "wall-clock", wall: Date.parse("2027-01-13T12:00:00+02:00") as WallTime });
  assert.equal(dial(ana, "004930123456"), 180, "at noon");
  const switching = bob.invite("*27", { sdp: sdp() });
  lab.run(100);
  switching.ack();
  lab.run(1_000);
  assert.equal(dial(ana, "004930123456"), "not-permitted", "under the night switch");
  assertNothingLeft(lab);
});

const priced = (name: string, host: string, more: Partial<Trunk> = {}) => trunk(name, host, { rates: name, ...more });
const price = (name: string, perMinute: number) => ({
  name,
  currency: "EUR",
  prices: [{ prefix: "+40", perMinute, setup: 0, increment: 60 }],
});

Deno.test("who has come in by a PIN and may not call, or no more, hears so once, and that is all", () => {
  const disa = [{ name: "home", number: "680", pin: "739154", extension: "102" }];
  const brakes = { ...DEFAULT_BRAKES, national: { calls: 0, minutes: 60 } };
  for (const [dialled, hears] of [["0722000111", "limit-reached"], ["004930123456", "not-permitted"]] as const) {
    const { lab, ana } = office({ ...SECTIONS, disa, brakes });
    const call = connected(lab, ana, "680");
    press(lab, call, `739154#${dialled}#`);
    lab.run(1_000);
    assert.deepEqual([said(lab), call.count("BYE")], [["enter-pin", hears], 1]);
    assertNothingLeft(lab);
  }
});

Deno.test("a call goes by the cheaper trunk, and by the dearer one when that fails", () => {
  const { lab, first, second, ana } = office({
    ...SECTIONS,
    trunks: [priced("first", FIRST), priced("second", SECOND)],
    rates: [price("first", 20_000), price("second", 10_000)],
    routes: [{ ...ROUTE, order: "cheapest" }],
  });
  const call = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual([first.calls.length, second.calls.length], [0, 1]);
  second.calls[0]!.respond(503);
  lab.run(100);
  assert.equal(first.calls.length, 1);
  assert.deepEqual(call.statuses(), [100, 180]);
  first.calls[0]!.respond(180);
  call.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("calls are shared out between trunks by their weights", () => {
  const { lab, first, second, ana } = office({
    ...SECTIONS,
    routes: [{ ...ROUTE, order: "weighted", weights: [1, 3] }],
    brakes: { ...DEFAULT_BRAKES, national: { calls: 1_000, minutes: 1_000 } },
  });
  for (let nth = 0; nth < 100; nth++) {
    const call = ana.invite("0722000111", { sdp: sdp() });
    lab.run(100);
    refuseAll(lab, first, second);
    assert.equal(call.statuses().at(-1), 486);
  }
  assert.equal(first.calls.length + second.calls.length, 100);
  assert.ok(second.calls.length > 60 && second.calls.length < 90, `${second.calls.length} of 100`);
  assertNothingLeft(lab);
});

for (const ends of [true, false]) {
  Deno.test(`when the minutes are over while calls run these ${ends ? "are ended, and who called hears why" : "go on"}, and it is told`, () => {
    const brakes = { ...DEFAULT_BRAKES, national: { calls: 10, minutes: 10, ends } };
    const { lab, first, ana, bob } = office({ ...SECTIONS, brakes });
    const dial = (phone: typeof ana, number: string) => {
      const call = phone.invite(number, { sdp: sdp() });
      lab.run(100);
      first.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
      lab.run(100);
      call.ack();
      return call;
    };
    const [mine, other] = [dial(ana, "0722000111"), dial(ana, "0722000112")];
    const his = dial(bob, "0722000113");
    const help = dial(bob, "112");
    lab.run(5 * 60_000 - 2_000);
    assert.deepEqual(braked(lab), []);
    lab.run(3_000);
    assert.deepEqual(braked(lab), ["101", "101"].map((number) => [number, ends ? "ended" : "reached"]));
    const [there] = first.calls;
    assert.equal(there!.count("BYE"), ends ? 1 : 0);
    if (ends) {
      assert.match(header(there!.asked("BYE"), "Reason")!, /Q\.850;cause=31;text="Limit of minutes reached"/);
      assert.deepEqual(said(lab), ["limit-reached", "limit-reached"]);
    }
    lab.run(10_000);
    for (const call of [mine, other]) assert.equal(call.count("BYE"), ends ? 1 : 0);
    assert.deepEqual(
      [his.count("BYE"), help.count("BYE")],
      [0, 0],
      "his own minutes are not over, and help costs none",
    );
    assert.ok(isToldOfLimit(lab, ana.invite("0722000114", { sdp: sdp() })));
    for (const call of [his, help, ...ends ? [] : [mine, other]]) call.bye();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

/** `other` as whoever replaces or joins it must write it. */
const dialogOf = ({ callId, peerTag, tag }: HandCall) =>
  encodeURIComponent(`${callId};to-tag=${peerTag};from-tag=${tag}`);

for (const how of ["Replaces", "Join"] as const) {
  for (const first of ["outside", "inside"] as const) {
    Deno.test(`a call outside goes on costing who made it when it is given away by ${how}, of the ${first} call`, () => {
      const brakes = { ...DEFAULT_BRAKES, national: { calls: 10, minutes: 10, ends: true } };
      const { lab, first: provider, ana, bob } = office({ ...SECTIONS, brakes });
      const mine = ana.invite("0722000111", { sdp: sdp() });
      lab.run(100);
      const [there] = provider.calls;
      there!.respond(200, { sdp: sdp(["PCMA"]) });
      lab.run(100);
      mine.ack();
      lab.run(4 * 60_000);
      const { caller: second, called: his } = talking(lab, ana, bob);
      const [asks, with_] = first === "outside" ? [mine, second] : [second, mine];
      const target = `<sip:102@10.0.0.1?${how}=${dialogOf(with_)}>`;
      asks.send("REFER", { headers: [field("Refer-To", target)] });
      lab.run(1_000);
      assert.deepEqual(asks.statuses("REFER"), [202]);
      if (how === "Join") { for (const call of [mine, second]) if (call.count("BYE") === 0) call.bye(); }
      lab.run(1_000);
      assert.deepEqual([there!.count("BYE"), his.count("BYE")], [0, 0], "the two talk on");
      lab.run(5 * 60_000);
      assert.deepEqual(braked(lab), [], "nine minutes");
      lab.run(70_000);
      assert.deepEqual(braked(lab), [["101", "ended"]], "on her account, as she made it");
      assert.equal(there!.count("BYE"), 1);
      lab.run(10_000);
      assert.equal(his.count("BYE"), 1);
      assert.ok(isToldOfLimit(lab, ana.invite("0722000112", { sdp: sdp() })));
      assertNothingLeft(lab);
    });
  }
}

Deno.test("by default dear calls are ended, and those at home go on", () => {
  const ends = Object.entries(DEFAULT_BRAKES).flatMap(([kind, brake]) => "ends" in brake && brake.ends ? kind : []);
  assert.deepEqual(ends, ["international", "premium"]);
});
