import assert from "node:assert/strict";
import type { Group, InboundNumber, LineSettings, RingSettings } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { cameTo } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, talking, transfer } from "../lab/scene.ts";
import { FIRST, SECTIONS } from "../lab/trunk_scene.ts";

const GROUP: Group = {
  number: "600",
  name: "Sales",
  members: [{ number: "102", delayS: 0 }],
  strategy: "all",
  ringForS: 30,
  memberForS: 15,
  skipBusy: true,
};

/** Ana 101 and Bob 102, whose phone is of a brand; a provider's calls go to him. */
function office(
  agent: string,
  tells: RingSettings["tells"],
  { line = {}, group = GROUP, inbound = [{ number: "+40211234567", to: { kind: "dial", id: "102" } }] }: {
    line?: LineSettings;
    group?: Group;
    inbound?: readonly InboundNumber[];
  } = {},
) {
  const lab = new Lab({
    numbers: ["101", "102"],
    lines: { "102": line },
    sections: { ...SECTIONS, inbound, groups: [group], ring: { tells } },
  });
  const provider = lab.provider(FIRST);
  const ana = registered(lab, "101");
  const bob = lab.hand("102");
  bob.register("", [field("User-Agent", agent)]);
  lab.run(1_000);
  return { lab, provider, ana, bob };
}

/** What Bob's phone is told when somebody calls, who then gives up. */
function rung({ lab, bob }: ReturnType<typeof office>, from: HandPhone, number: string, who?: string) {
  const asserted = who === undefined ? [] : [field("P-Asserted-Identity", `<sip:${who}@${FIRST}>`)];
  const call = from.invite(number, { sdp: sdp(), headers: asserted });
  lab.run(100);
  const { invite } = cameTo(bob).at(-1)!;
  call.cancel();
  lab.run(100);
  return header(invite, "Alert-Info");
}

const BRANDS: readonly (readonly [agent: string, internal: string, external: string, group: string])[] = [
  [
    "snomD785/10.1.64.14",
    "<http://127.0.0.1>;info=alert-internal",
    "<http://127.0.0.1>;info=alert-external",
    "<http://127.0.0.1>;info=alert-group",
  ],
  ["Cisco/SPA504G-7.5.2b", "Bellcore-dr1", "Bellcore-dr2", "Bellcore-dr3"],
];

for (const [agent, internal, external, group] of BRANDS) {
  Deno.test(`where phones are told of all calls, ${agent} rings otherwise for colleagues, the world and groups`, () => {
    const scene = office(agent, "all");
    const heard = [
      rung(scene, scene.ana, "102"),
      rung(scene, scene.provider.phone, "+40211234567", "+40722000111"),
      rung(scene, scene.ana, "600"),
    ];
    assert.deepEqual(heard, [internal, external, group]);
    assertNothingLeft(scene.lab);
  });
}

Deno.test("an office that says nothing tells phones of what is special: of VIPs and named callers, unless they hide", () => {
  const line: LineSettings = { vips: ["0722000111"], rings: [{ callers: ["0733*"], ring: "family" }] };
  const scene = office("Yealink SIP-T46U 108.86.0.20", "special", { line });
  const from = (who: string) => rung(scene, scene.provider.phone, "+40211234567", who);
  assert.deepEqual(["+40744000111", "+40722000111", "+40733000111"].map(from), [
    undefined,
    "<http://127.0.0.1>;info=vip",
    "<http://127.0.0.1>;info=family",
  ]);
  assert.equal(rung(scene, scene.ana, "102"), undefined);
  assert.equal(rung(scene, scene.ana, "600"), undefined);
  const hidden = scene.provider.phone.invite("+40211234567", {
    sdp: sdp(),
    headers: [field("P-Asserted-Identity", `<sip:+40722000111@${FIRST}>`), field("Privacy", "id")],
  });
  scene.lab.run(100);
  assert.equal(header(cameTo(scene.bob).at(-1)!.invite, "Alert-Info"), undefined);
  hidden.cancel();
  assertNothingLeft(scene.lab);
});

Deno.test("whom somebody names a VIP of his at the desk rings as one, as long as he is", () => {
  const scene = office("Yealink SIP-T46U 108.86.0.20", "special");
  const rings = (on: boolean) => {
    const change = { set: "let-through", list: "vips", caller: "0722000111", on } as const;
    assert.equal(scene.lab.ask({ type: "change-line", number: "102", changes: [change] }).type, "done");
    return rung(scene, scene.provider.phone, "+40211234567", "+40722000111");
  };
  assert.deepEqual([rings(true), rings(false)], ["<http://127.0.0.1>;info=vip", undefined]);
  assertNothingLeft(scene.lab);
});

Deno.test("a group's own ring is told, and who was parked comes back as such", () => {
  const scene = office("Fanvil X4 2.12", "special", { group: { ...GROUP, ring: "sales" } });
  const { lab, ana, bob } = scene;
  assert.equal(rung(scene, ana, "600"), "<http://127.0.0.1>;info=sales");
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "70");
  lab.run(61_000);
  assert.equal(header(cameTo(bob).at(-1)!.invite, "Alert-Info"), "<http://127.0.0.1>;info=recall");
  caller.bye();
  assertNothingLeft(lab);
});

Deno.test("a phone that is to answer by itself is told no ring besides, and an office may tell nothing at all", () => {
  const scene = office("snomD785/10.1.64.14", "all");
  const { lab, ana, bob } = scene;
  const call = ana.invite("*80102", { sdp: sdp() });
  lab.run(100);
  const told = cameTo(bob).at(-1)!.invite.headers.filter(({ name }) => name === "Alert-Info");
  assert.deepEqual(told.map(({ value }) => /alert-autoanswer/.test(value)), [true]);
  call.cancel();
  assertNothingLeft(lab);
  const silent = office("snomD785/10.1.64.14", "none", { line: { vips: ["101"] } });
  assert.equal(rung(silent, silent.ana, "102"), undefined);
  assertNothingLeft(silent.lab);
});

Deno.test("a number from outside rings as the office says, for everybody who has no ring of his own for the caller", () => {
  const at = office("Yealink SIP-T46U 108.86.0.20", "special", {
    line: { rings: [{ callers: ["0733*"], ring: "family" }] },
    inbound: [{ number: "+40211234567", to: { kind: "dial", id: "102" }, ring: "sales" }],
  });
  const { provider, ana } = at;
  assert.equal(rung(at, provider.phone, "+40211234567", "+40722000111"), "<http://127.0.0.1>;info=sales");
  assert.equal(rung(at, provider.phone, "+40211234567", "+40733000111"), "<http://127.0.0.1>;info=family");
  assert.equal(rung(at, ana, "102"), undefined);
  assertNothingLeft(at.lab);
});
