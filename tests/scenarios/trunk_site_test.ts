import assert from "node:assert/strict";
import { header } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { asked, FIRST, office, ROUTE, SECOND, trunk } from "../lab/trunk_scene.ts";

const CLUJ = trunk("cluj", SECOND, { kind: "site" });
const BETWEEN = {
  trunks: [trunk("first", FIRST), CLUJ],
  routes: [
    { ...ROUTE, match: "2XX", trunks: ["cluj"], class: "internal" as const },
    { ...ROUTE, match: "82.", strip: 2, trunks: ["cluj"], class: "internal" as const },
    ROUTE,
  ],
  inbound: [],
};

for (const [dialled, called] of [["201", "201"], ["82101", "101"]] as const) {
  Deno.test(`a colleague at another office is called as ${dialled}, and sees who calls by name and extension`, () => {
    const { lab, second, ana } = office(BETWEEN, { mayCall: { "101": "internal" } });
    const caller = ana.invite(dialled, { sdp: sdp() });
    lab.run(100);
    assert.equal(asked(second).uri, `sip:${called}@${SECOND}`);
    assert.match(header(asked(second), "From")!, new RegExp(`^"Person 101" <sip:101@${SECOND}>`));
    assert.equal(header(asked(second), "X-Kontor-Passed"), undefined);
    second.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    caller.ack();
    lab.run(100);
    caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  });
}

Deno.test("a colleague from another office calls an extension, is shown as one calls him back, and gets no further than the house", () => {
  const { lab, first, second, bob } = office(BETWEEN);
  const caller = second.call("102", "201");
  lab.run(100);
  assert.match(header(bob.calls[0]!.invite, "From")!, /<sip:201@/);
  caller.cancel();
  for (const number of ["0722000111", "*43", "999"]) {
    const call = second.call(number, "201");
    lab.run(100);
    assert.equal(call.statuses().at(-1), 404, number);
  }
  assert.equal(first.calls.length, 0);
  assertNothingLeft(lab);
});

Deno.test("an office without a way out calls for help through this one, and is not sent back", () => {
  const { lab, first, second } = office(BETWEEN);
  lab.unplug(first.phone.flow);
  lab.run(120_000);
  const lost = second.call("112", "201");
  lab.run(5_000);
  assert.equal(second.calls.length, 1, "nothing but its own call");
  lost.cancel();
  lab.run(100);
  lab.connect(first);
  lab.run(700_000);
  const caller = second.call("112", "201");
  lab.run(100);
  assert.equal(asked(first).uri, `sip:112@${FIRST}`);
  first.calls[0]!.respond(180);
  caller.cancel();
  lab.run(40_000);
  assertNothingLeft(lab);
});

Deno.test("a call that two offices forward to each other ends, and does not go round", () => {
  const { lab, second } = office(BETWEEN, {
    lines: { "101": { forward: { "always": { kind: "dial", id: "201" } } } },
  });
  const first = second.call("101", "203");
  lab.run(100);
  const sent = asked(second, 1);
  assert.equal(header(sent, "X-Kontor-Passed"), "101@10.0.0.1:5060");
  // Cluj forwards 201 to our 101 in its turn.
  const back = second.call("101", "203", {
    headers: [field("X-Kontor-Passed", `${header(sent, "X-Kontor-Passed")} 201@${SECOND}:5060`)],
  });
  lab.run(100);
  assert.equal(back.statuses().at(-1), 482);
  second.calls[1]!.respond(482);
  lab.run(100);
  assert.ok(first.statuses().at(-1)! >= 400);
  assertNothingLeft(lab);
});

Deno.test("an office whose box proves itself calls from wherever it is; whoever does not gets in from nowhere", () => {
  const account = { user: "cluj", secret: "secret-cluj" };
  const { lab, second, bob } = office({ ...BETWEEN, trunks: [trunk("first", FIRST), { ...CLUJ, ...account }] });
  const atItsAddress = second.call("102", "201");
  const pretender = lab.hand("cluj");
  pretender.badSecret = true;
  const refused = pretender.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual([atItsAddress, refused].map((call) => call.statuses().at(-1)), [401, 401]);
  assert.equal(bob.calls.length, 0);
  const cluj = lab.hand("cluj");
  const caller = cluj.invite("102", { sdp: sdp(), headers: [field("P-Asserted-Identity", '"Dan" <sip:201@x>')] });
  lab.run(100);
  assert.match(header(bob.calls[0]!.invite, "From")!, /^"?Dan"? <sip:201@/);
  bob.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});
