import assert from "node:assert/strict";
import type { Trunk } from "../../core/directory/mod.ts";
import { header, headers } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import type { LabOptions } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { asked, FIRST, office, SECTIONS, states, trunk } from "../lab/trunk_scene.ts";

const OWN = "+40211234577";
const OWNED = { numbers: ["+40211234570-+40211234579"] };
const PRIVATE = [field("Privacy", "id")];

/** An office of one trunk, whose first extension has an outside number. */
function officeWith(more: Partial<Trunk>, options: LabOptions = {}) {
  const sections = { ...SECTIONS, trunks: [trunk("first", FIRST, more)] };
  return office(sections, { lines: { "101": { outsideNumber: OWN } }, ...options });
}

for (
  const [what, more, shown] of [
    ["is shown where the provider gave the office that number", OWNED, OWN],
    ["is not shown where the provider did not", { numbers: ["+40211234580"] }, "+40211234567"],
    ["is not shown by a trunk that always shows its own", { ...OWNED, shows: "trunk" }, "+40211234567"],
    ["is shown to a provider that takes any", { shows: "any" }, OWN],
  ] as const
) {
  Deno.test(`an extension's own outside number ${what}`, () => {
    const { lab, first, ana, bob } = officeWith(more);
    const own = ana.invite("0722000111", { sdp: sdp() });
    const plain = bob.invite("0722000111", { sdp: sdp() });
    lab.run(100);
    assert.equal(header(asked(first), "P-Asserted-Identity"), `<sip:${shown}@${FIRST}>`);
    assert.equal(header(asked(first, 1), "P-Asserted-Identity"), `<sip:+40211234567@${FIRST}>`);
    for (const call of [own, plain]) call.cancel();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

for (
  const [shows, shown] of [["any", "+40722000999"], ["own", "+40211234567"]] as const
) {
  Deno.test(`a caller from outside who is sent on there is shown as ${shown} where the trunk shows ${shows}`, () => {
    const { lab, first } = officeWith({ shows }, {
      lines: { "101": { forward: { "always": { kind: "dial", id: "0722000111" } } } },
    });
    const caller = first.call("+40211234567", "+40722000999");
    lab.run(100);
    assert.equal(header(asked(first, 1), "P-Asserted-Identity"), `<sip:${shown}@${FIRST}>`);
    caller.cancel();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

const ANONYMOUS = /^"Anonymous" <sip:anonymous@anonymous\.invalid>/;
const NAMED = /^<sip:acc@/;
for (
  const [hides, from, privacy] of [
    ["full", ANONYMOUS, "id"],
    ["id", NAMED, "id"],
    ["from", ANONYMOUS, undefined],
    ["never", NAMED, undefined],
  ] as const
) {
  Deno.test(`who hides does so as the provider wants it: ${hides}`, () => {
    const { lab, first, ana } = officeWith({ hides, user: "acc", secret: "s3cret-acc", presents: "ppi" });
    const call = ana.invite("0722000111", { sdp: sdp(), headers: PRIVATE });
    lab.run(100);
    assert.match(header(asked(first), "From")!, from);
    assert.equal(header(asked(first), "Privacy"), privacy);
    assert.equal(header(asked(first), "P-Preferred-Identity"), `<sip:+40211234567@${FIRST}>`);
    call.cancel();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("whoever calls for help is shown with his own number, hide as he may", () => {
  const { lab, first, ana } = officeWith(OWNED, { lines: { "101": { outsideNumber: OWN, anonymous: true } } });
  const call = ana.invite("112", { sdp: sdp() });
  lab.run(100);
  assert.equal(header(asked(first), "P-Asserted-Identity"), `<sip:${OWN}@${FIRST}>`);
  assert.equal(header(asked(first), "Privacy"), undefined);
  call.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

const SAID = [
  field("P-Asserted-Identity", "<sip:+40722000001@x>"),
  field("Remote-Party-ID", "<sip:+40722000002@x>;party=calling"),
];
for (
  const [reads, shown] of [
    ["any", "0722000001"],
    ["pai", "0722000001"],
    ["rpid", "0722000002"],
    ["from", "0722000003"],
  ] as const
) {
  Deno.test(`a provider that says who calls in ${reads} is believed there, and nowhere else`, () => {
    const { lab, first, ana } = officeWith({ reads });
    const caller = first.call("+40211234567", "+40722000003", { headers: SAID });
    lab.run(100);
    assert.match(header(ana.calls[0]!.invite, "From")!, new RegExp(`<sip:${shown}@`));
    caller.cancel();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("a caller whose Remote-Party-ID asks for privacy is not named to a phone", () => {
  const { lab, first, ana } = officeWith({});
  const hidden = field("Remote-Party-ID", "<sip:+40722000002@x>;party=calling;privacy=full");
  const caller = first.call("+40211234567", "+40722000003", { headers: [hidden] });
  lab.run(100);
  assert.match(header(ana.calls[0]!.invite, "From")!, ANONYMOUS);
  caller.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("two registrations with one provider, by way of its proxies in two regions: a call goes by the second when the first is gone", () => {
  const [WEST, EAST] = ["198.51.100.11", "198.51.100.12"];
  const account = { kind: "register", host: "provider.example", user: "acc", secret: "s3cret-acc" } as const;
  const trunks = [
    trunk("west", "provider.example", { ...account, proxy: { host: "west.provider.example" } }),
    trunk("east", "provider.example", { ...account, proxy: { host: "east.provider.example", port: 5060 } }),
  ];
  const { lab, ana } = office(
    { ...SECTIONS, trunks, routes: [{ ...SECTIONS.routes![1]!, trunks: ["west", "east"] }] },
    {
      zone: {
        "west.provider.example": [{ type: "A", ip: WEST }],
        "east.provider.example": [{ type: "A", ip: EAST }],
      },
    },
  );
  const [west, east] = [lab.provider(WEST, account), lab.provider(EAST, account)];
  lab.run(60_000);
  assert.deepEqual(states(lab), ["up", "up"]);
  const register = west.phone.requests("REGISTER")[0]!;
  assert.equal(register.uri, "sip:provider.example");
  assert.deepEqual(headers(register, "Route"), ["<sip:west.provider.example;transport=udp;lr>"]);
  lab.unplug(west.phone.flow);
  const call = ana.invite("0722000111", { sdp: sdp() });
  lab.run(4_100);
  assert.equal(asked(east).uri, "sip:+40722000111@provider.example;user=phone");
  assert.deepEqual(headers(asked(east), "Route"), ["<sip:east.provider.example:5060;transport=udp;lr>"]);
  east.calls[0]!.respond(180);
  call.cancel();
  lab.run(40_000);
  assertNothingLeft(lab);
});

for (const latch of [undefined, "any"] as const) {
  Deno.test(`the sound of a trunk is taken ${latch === undefined ? "from where it says" : "from wherever it comes first"}`, () => {
    const { lab, first, ana } = officeWith(latch === undefined ? {} : { latch });
    const call = ana.invite("0722000111", { sdp: sdp() });
    lab.run(100);
    first.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    call.ack();
    lab.run(100);
    const rules = [...lab.media.sources.values()].map(({ any = false }) => any);
    assert.equal(rules.includes(true), latch === "any");
    assert.ok(rules.includes(false), "the phone in the house is held to what it said");
    call.bye();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("a trunk in another country: its national numbers are of there, those it sends as those it is sent", () => {
  const berlin = trunk("first", FIRST, { country: "DE", format: "national", number: "+493012345678" });
  const { lab, first, ana } = office({
    ...SECTIONS,
    trunks: [berlin],
    inbound: [{ number: "+493012345678", to: { kind: "dial", id: "101" } }],
  }, { mayCall: { "101": "international" } });
  for (const [dialled, sent] of [["00493087654321", "03087654321"], ["0722000111", "0040722000111"]] as const) {
    const out = ana.invite(dialled, { sdp: sdp() });
    lab.run(100);
    const call = first.calls.at(-1)!;
    assert.equal(call.invite.uri, `sip:${sent}@${FIRST}`);
    assert.match(header(call.invite, "P-Asserted-Identity")!, /^<sip:03012345678@/);
    call.respond(486);
    out.cancel();
    lab.run(100);
  }
  const caller = first.call("03012345678", "03087654321");
  lab.run(100);
  assert.match(header(ana.calls.at(-1)!.invite, "From")!, /sip:00493087654321@/, "as it is dialled here");
  const started = lab.events.findLast((event) => event.type === "call.started");
  assert.ok(started?.type === "call.started");
  assert.deepEqual([started.from.number, started.dialled], ["+493087654321", "+493012345678"]);
  caller.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});
