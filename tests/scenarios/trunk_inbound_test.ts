import assert from "node:assert/strict";
import { header, headers } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { transfer } from "../lab/scene.ts";
import { office } from "../lab/trunk_scene.ts";

Deno.test("somebody outside calls the office's number, is shown as he would be called back, and they talk", () => {
  const { lab, first, ana } = office();
  const caller = first.call("+40211234567", "+40722000111");
  lab.run(100);
  const called = ana.calls[0]!;
  assert.match(header(called.invite, "From")!, /sip:0722000111@/);
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 200);
  caller.ack();
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  const started = lab.events.find(({ type }) => type === "call.started");
  assert.ok(started?.type === "call.started");
  assert.deepEqual(started.from, { number: "+40722000111", trunk: "first" });
  caller.bye();
  lab.run(100);
  assert.equal(called.count("BYE"), 1);
  assertNothingLeft(lab);
});

for (
  const [what, headers, shown] of [
    ["in P-Asserted-Identity", [field("P-Asserted-Identity", '"Ion" <sip:0722000222@x>')], /^"Ion" <sip:0722000222@/],
    ["in Remote-Party-ID", [field("Remote-Party-ID", "<sip:40722000222@x>;party=calling")], /^<sip:0722000222@/],
    ["in From from abroad", [field("From", "<sip:+4930123456@x>;tag=f")], /^<sip:004930123456@/],
    ["as one of the office's own", [field("From", "<sip:102@x>;tag=f")], /^<sip:\+102@/],
    ["and hides", [field("Privacy", "id")], /^"Anonymous" <sip:anonymous@anonymous\.invalid>/],
  ] as const
) {
  Deno.test(`a caller from outside who is named ${what} is shown rightly`, () => {
    const { lab, first, ana } = office();
    const caller = first.call("+40211234567", "+40722000111", { headers });
    lab.run(100);
    assert.match(header(ana.calls[0]!.invite, "From")!, shown);
    caller.cancel();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("a number from outside that the office does not have is answered with 404", () => {
  const { lab, first } = office();
  const call = first.call("+40311111111", "+40722000111");
  lab.run(100);
  assert.deepEqual(call.statuses(), [100, 404]);
  assertNothingLeft(lab);
});

Deno.test("a registered trunk's own Contact is not the number: To tells it", () => {
  const { lab, first, ana } = office();
  const caller = first.call("first", "+40722000111", { headers: [field("To", "<sip:+40211234567@10.0.0.1>")] });
  lab.run(100);
  assert.equal(ana.calls.length, 1);
  caller.cancel();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a stranger's INVITE to an office number is challenged like anybody's, and OPTIONS from a trunk is answered", () => {
  const { lab, first } = office();
  const stranger = lab.provider("203.0.113.66");
  const call = stranger.call("+40211234567", "+40722000111");
  lab.run(1_000);
  assert.equal(call.statuses().at(-1), 401);
  first.phone.outside("OPTIONS", "sip:10.0.0.1");
  lab.run(100);
  assert.deepEqual(first.phone.statuses("OPTIONS"), [200]);
  assertNothingLeft(lab);
});

Deno.test("whoever calls from outside cannot send the one he talks with anywhere", () => {
  const { lab, first, ana } = office();
  const caller = first.call("+40211234567", "+40722000111");
  lab.run(100);
  ana.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  transfer(caller, "0722000999");
  lab.run(100);
  assert.deepEqual(caller.statuses("REFER"), [403]);
  assert.equal(ana.calls[0]!.count("BYE"), 0);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

const BOOK = new Map([["+40722000111", "Ion Popa, Popa SRL"]]);
for (
  const [what, names, from, recorded] of [
    ["by everybody's phone book", { everybody: BOOK, own: new Map() }, /^"Ion Popa, Popa SRL" </, "Ion Popa, Popa SRL"],
    [
      "by his own contacts alone",
      { everybody: new Map(), own: new Map([["101", BOOK]]) },
      /^"Ion Popa, Popa SRL" </,
      undefined,
    ],
    [
      "by somebody else's contacts",
      { everybody: new Map(), own: new Map([["102", BOOK]]) },
      /^<sip:0722000111@/,
      undefined,
    ],
  ] as const
) {
  Deno.test(`a caller from outside who is known ${what} is shown so at the phones that may know`, () => {
    const { lab, first, ana } = office();
    lab.input({ type: "caller-names", names });
    const caller = first.call("+40211234567", "+40722000111");
    lab.run(100);
    assert.match(header(ana.calls[0]!.invite, "From")!, from);
    const started = lab.events.find(({ type }) => type === "call.started");
    assert.ok(started?.type === "call.started");
    assert.equal(started.from.name, recorded);
    caller.cancel();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

const FORWARDED = { lines: { "101": { forward: { always: { kind: "dial", id: "0722000111" } } } } } as const;
const sentOn = (counter: number) => field("Diversion", `<sip:+40722000111@x>;reason=unconditional;counter=${counter}`);

Deno.test("a call that was sent on before it came is sent on once more, and says by whom", () => {
  const { lab, first } = office(undefined, FORWARDED);
  const caller = first.call("+40211234567", "+40722000222", { headers: [sentOn(2)] });
  lab.run(100);
  const [out] = first.calls.filter(({ invite }) => invite !== caller.invite);
  assert.deepEqual(headers(out!.invite, "Diversion"), [
    '"Person 101" <sip:101@10.0.0.1>;reason=unconditional;counter=1',
    "<sip:+40722000111@x>;reason=unconditional;counter=2",
  ]);
  caller.cancel();
  lab.run(100);
  out!.respond(487);
  lab.run(1_000);
  assertNothingLeft(lab);
});

for (
  const [what, told] of [
    ["by Diversion", [sentOn(5)]],
    [
      "by History-Info",
      [field(
        "History-Info",
        [1, 2, 3, 4, 5].map((at) => `<sip:+40722000111@x;cause=302>;index=1.${at}`).join(", "),
      )],
    ],
  ] as const
) {
  Deno.test(`a call that goes round through the world, as is told ${what}, ends here`, () => {
    const { lab, first } = office(undefined, FORWARDED);
    const caller = first.call("+40211234567", "+40722000222", { headers: told });
    lab.run(2_000);
    assert.equal(first.calls.length, 1, "nobody is called outside");
    assert.ok(caller.statuses().at(-1)! >= 400);
    assertNothingLeft(lab);
  });
}
