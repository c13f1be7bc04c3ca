import assert from "node:assert/strict";
import type { Sections } from "../../core/directory/mod.ts";
import { header, headers } from "../../core/sip/mod.ts";
import { sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered } from "../lab/scene.ts";
import { ACCOUNT, FIRST, ROUTE, SECOND, SECTIONS, states, trunk } from "../lab/trunk_scene.ts";

const REGISTERING: Partial<Sections> = {
  ...SECTIONS,
  trunks: [trunk("first", FIRST, { kind: "register", ...ACCOUNT })],
  routes: [{ ...ROUTE, trunks: ["first"] }],
};

function registering(sections: Partial<Sections> = REGISTERING, options: ConstructorParameters<typeof Lab>[0] = {}) {
  const lab = new Lab({ numbers: ["101"], sections, ...options });
  return { lab, provider: lab.provider(FIRST, ACCOUNT) };
}

Deno.test("a trunk registers with its secret, and again at about half of what it was granted", () => {
  const { lab, provider } = registering();
  lab.run(1_000);
  assert.deepEqual(provider.registered.map(({ expiresS }) => expiresS), [120]);
  lab.run(50_000);
  assert.equal(provider.registered.length, 1);
  lab.run(20_000);
  assert.equal(provider.registered.length, 2);
  lab.run(600_000);
  assert.ok(provider.registered.length >= 11 && provider.registered.length <= 13, String(provider.registered.length));
  assert.deepEqual(states(lab), ["up"]);
  assertNothingLeft(lab);
});

Deno.test("a trunk that is taken out of the office takes its registration back", () => {
  const { lab, provider } = registering();
  lab.run(1_000);
  lab.reconfigure({});
  lab.run(1_000);
  assert.deepEqual(provider.registered.map(({ expiresS }) => expiresS), [120, 0]);
  assertNothingLeft(lab);
});

Deno.test("a trunk whose limits change stays as it is; one with another secret begins anew", () => {
  const { lab, provider } = registering();
  lab.run(1_000);
  const [first] = REGISTERING.trunks!;
  lab.reconfigure({ ...REGISTERING, trunks: [{ ...first!, channels: 2 }] });
  lab.run(1_000);
  assert.equal(provider.registered.length, 1);
  lab.reconfigure({ ...REGISTERING, trunks: [{ ...first!, secret: "another-one" }] });
  lab.run(1_000);
  assert.deepEqual(states(lab), ["down"]);
  assertNothingLeft(lab);
});

Deno.test("a registrar that wants to be asked less often is", () => {
  const { lab, provider } = registering();
  provider.leastS = 1_800;
  lab.run(1_000);
  const asked = provider.phone.requests("REGISTER").map((request) => header(request, "Expires"));
  assert.equal(asked.at(-1), "1800");
  assert.deepEqual(states(lab), ["up"]);
  assertNothingLeft(lab);
});

Deno.test("a wrong secret: refused, tried again after half a minute and then ever later, never in a rush", () => {
  const wrong = { ...REGISTERING, trunks: [{ ...REGISTERING.trunks![0]!, secret: "mistyped-one" }] };
  const { lab, provider } = registering(wrong);
  lab.run(1_000);
  const at = () => provider.phone.got.length + provider.phone.requests("REGISTER").length;
  assert.deepEqual(states(lab), ["down"]);
  assert.equal(provider.registered.length, 0);
  const before = at();
  lab.run(20_000);
  assert.equal(at(), before, "it came back too soon");
  const answer = lab.ask({ type: "trunks" });
  assert.ok(answer.type === "trunks");
  assert.equal(answer.trunks[0]!.why, "it says 401");
  assertNothingLeft(lab);
});

for (const transport of ["udp", "tcp"] as const) {
  Deno.test(`a registrar that dies is down after three silences, though it had taken us for an hour, over ${transport}`, () => {
    const trunks = [trunk("first", FIRST, { kind: "register", transport, ...ACCOUNT })];
    const lab = new Lab({ numbers: ["101"], sections: { ...REGISTERING, trunks } });
    const provider = lab.provider(FIRST, ACCOUNT, transport);
    provider.grantsS = 3_600;
    lab.run(60_000);
    lab.unplug(provider.phone.flow);
    lab.run(12_000);
    assert.deepEqual(states(lab), ["up"]);
    lab.run(27_000);
    assert.deepEqual(states(lab), ["down"]);
    lab.connect(provider);
    lab.run(90_000);
    assert.deepEqual(states(lab), ["up"]);
    assert.equal(provider.registered.length, 2, "it was registered with anew");
    assertNothingLeft(lab);
  });
}

Deno.test("a registrar that falls silent for a moment stays up", () => {
  const { lab, provider } = registering();
  provider.grantsS = 3_600;
  lab.run(49_000);
  lab.unplug(provider.phone.flow);
  lab.run(10_000);
  lab.connect(provider);
  lab.run(60_000);
  assert.deepEqual(states(lab), ["up"]);
  assert.equal(provider.registered.length, 1);
  assertNothingLeft(lab);
});

for (const status of [404, 405, 408, 481, 500, 501, 503]) {
  Deno.test(`a registrar that answers ${status} to OPTIONS is there`, () => {
    const { lab, provider } = registering();
    provider.grantsS = 3_600;
    provider.optionsAnswer = status;
    lab.run(300_000);
    assert.deepEqual(states(lab), ["up"]);
    assert.equal(provider.registered.length, 1);
    assertNothingLeft(lab);
  });
}

Deno.test("a registrar that has never answered OPTIONS is not judged by it", () => {
  const { lab, provider } = registering();
  provider.grantsS = 3_600;
  provider.phone.polite.delete("OPTIONS");
  lab.run(300_000);
  assert.deepEqual(states(lab), ["up"]);
  assert.equal(provider.registered.length, 1);
  assert.ok(provider.asked >= 5, "and the way in through a router is kept open all the same");
  assertNothingLeft(lab);
});

Deno.test("a registrar that says how long it keeps a silent flow is asked within that time", () => {
  const { lab, provider } = registering();
  provider.grantsS = 3_600;
  provider.flowTimerS = 10;
  lab.run(81_000);
  assert.equal(provider.asked, 10);
  assertNothingLeft(lab);
});

Deno.test("a host of two addresses: the second is registered with when the first is dead, and calls go there", () => {
  const host = "sip.example.org";
  const sections = { ...REGISTERING, trunks: [trunk("first", host, { kind: "register", ...ACCOUNT })] };
  const zone = { [host]: [{ type: "A", ip: FIRST }, { type: "A", ip: SECOND }] } as const;
  const lab = new Lab({ numbers: ["101"], sections, zone });
  const second = lab.provider(SECOND, ACCOUNT);
  const ana = registered(lab, "101");
  lab.run(60_000);
  assert.deepEqual(states(lab), ["up"]);
  const call = ana.invite("0722000111", { sdp: sdp() });
  lab.run(100);
  assert.equal(second.calls.length, 1);
  call.cancel();
  second.calls[0]!.respond(180);
  lab.run(200);
  assertNothingLeft(lab);
});

Deno.test("a host that the DNS forgets is still where it was; one that was never found is looked for again", () => {
  const host = "sip.example.org";
  const sections = { ...REGISTERING, trunks: [trunk("first", host, { kind: "register", ...ACCOUNT })] };
  const { lab, provider } = registering(sections);
  lab.run(1_000);
  assert.deepEqual(states(lab), ["down"]);
  lab.zone.set(host, [{ type: "A", ip: FIRST }]);
  lab.run(60_000);
  assert.deepEqual(states(lab), ["up"]);
  lab.zone.delete(host);
  lab.run(600_000);
  assert.deepEqual(states(lab), ["up"]);
  assert.ok(provider.registered.length > 5);
  assertNothingLeft(lab);
});

Deno.test("the way in through a router is kept open between registrations", () => {
  const { lab, provider } = registering();
  provider.grantsS = 600;
  lab.run(1_000);
  lab.run(100_000);
  assert.equal(provider.registered.length, 1);
  assert.equal(provider.asked, 4);
  assertNothingLeft(lab);
});

Deno.test("a peer is asked whether it is there, is down after three silences, and is asked ever less until it is back", () => {
  const { lab, provider } = registering({ ...SECTIONS, trunks: [trunk("first", FIRST)] });
  lab.run(1_000);
  assert.deepEqual(states(lab), ["up"]);
  lab.run(90_000);
  assert.equal(provider.asked, 4);
  lab.unplug(provider.phone.flow);
  lab.run(30_000 + 14_000);
  assert.deepEqual(states(lab), ["up"]);
  lab.run(4_000);
  assert.deepEqual(states(lab), ["down"]);
  lab.connect(provider);
  lab.run(60_000);
  assert.deepEqual(states(lab), ["up"]);
  assertNothingLeft(lab);
});

Deno.test("a peer that was thought to be down and calls us is asked at once", () => {
  const { lab, provider } = registering({ ...SECTIONS, trunks: [trunk("first", FIRST)] });
  const ana = registered(lab, "101");
  lab.unplug(provider.phone.flow);
  lab.run(300_000);
  assert.deepEqual(states(lab), ["down"]);
  lab.connect(provider);
  const call = provider.call("+40211234567", "+40722000111");
  lab.run(200);
  assert.deepEqual(states(lab), ["up"]);
  assert.equal(ana.calls.length, 1);
  call.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("when the router's address changes every trunk is told, and forgets the old one", () => {
  const { lab, provider } = registering();
  lab.run(1_000);
  const box = (publicIp: string) => ({ type: "addresses", addresses: { listening: [], publicIp } }) as const;
  lab.input(box("203.0.113.9"));
  lab.run(1_000);
  lab.input(box("203.0.113.10"));
  lab.run(1_000);
  const told = provider.phone.requests("REGISTER").map((request) => headers(request, "Contact"));
  assert.deepEqual(told.at(-1), ["<sip:first@203.0.113.10:5060>", "<sip:first@203.0.113.9:5060>;expires=0"]);
  assert.deepEqual(states(lab), ["up"]);
  assertNothingLeft(lab);
});
