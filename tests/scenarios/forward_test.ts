import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import { header, headers } from "../../core/sip/mod.ts";
import { field, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { cameTo, keyIn, lineOffice, talkAndLeave, useCode } from "../lab/line_scene.ts";
import { connected, registered, said, talking, transfer } from "../lab/scene.ts";

for (const how of ["by *72", "by the office file"] as const) {
  Deno.test(`forwarded always, ${how}: the other phone rings, shows who calls, and the own one stays quiet`, () => {
    const { lab, ana, bob, eve } = lineOffice(
      how === "by *72" ? {} : { lines: { "102": { forward: { always: { kind: "extension", id: "103" } } } } },
    );
    if (how === "by *72") useCode(lab, bob, "*72103");
    const call = ana.invite("102", { sdp: sdp() });
    lab.run(100);
    assert.equal(cameTo(bob).length, 0);
    assert.match(header(eve.calls[0]!.invite, "From")!, /^"Person 101" <sip:101@/);
    talkAndLeave(lab, call, eve);
  });
}

Deno.test("*72 says where to, keeps it over a restart, and *73 ends it", () => {
  const { lab, ana, bob, eve } = lineOffice();
  useCode(lab, bob, "*72103");
  assert.deepEqual(said(lab), ["forward-always-on 103"]);
  const kept = lab.kept.filter(({ family, key }) => family === "line" && key === "102").at(-1);
  assert.deepEqual(kept?.value, { forward: { always: "103" } });
  const restarted = lineOffice();
  restarted.lab.input({ type: "recalled", pages: lab.kept });
  const call = restarted.ana.invite("102", { sdp: sdp() });
  restarted.lab.run(100);
  assert.equal(restarted.eve.calls.length, 1);
  call.cancel();
  restarted.lab.run(100);
  assertNothingLeft(restarted.lab);
  useCode(lab, bob, "*73");
  assert.equal(said(lab).at(-1), "forward-always-off");
  const again = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  assert.equal(eve.calls.length, 0);
  talkAndLeave(lab, again, bob);
});

Deno.test("*72 alone asks for the number, which # ends", () => {
  const { lab, ana, bob, eve } = lineOffice();
  const asked = connected(lab, bob, "*72");
  assert.deepEqual(said(lab), ["enter-number"]);
  keyIn(lab, asked, "103#");
  lab.run(600);
  assert.equal(said(lab).at(-1), "forward-always-on 103");
  assert.equal(asked.count("BYE"), 1);
  const call = ana.invite("102", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, call, eve);
});

Deno.test("whoever is asked and keys in nothing, or hangs up, has changed nothing", () => {
  for (const leaves of [true, false]) {
    const { lab, bob } = lineOffice();
    const asked = connected(lab, bob, "*90");
    if (leaves) asked.bye();
    lab.run(20_000);
    assert.deepEqual(said(lab), leaves ? ["enter-number"] : ["enter-number", "cancelled"]);
    assert.deepEqual(lab.kept.filter(({ key }) => key === "102"), []);
    assertNothingLeft(lab);
  }
});

for (const number of ["999", "102", "*73", "*9"]) {
  Deno.test(`nobody can be forwarded to ${number}: nobody has it, it is his own, or it is a code`, () => {
    const { lab, bob } = lineOffice();
    const asked = connected(lab, bob, "*72");
    keyIn(lab, asked, `${number}#`);
    lab.run(200);
    assert.equal(said(lab).at(-1), "invalid-number");
    assert.deepEqual(lab.kept.filter(({ key }) => key === "102"), []);
    assertNothingLeft(lab);
  });
}

Deno.test("forwarded when busy: with as many calls as he may have, or when he refuses", () => {
  for (const why of ["full", "refuses"] as const) {
    const { lab, ana, bob, eve } = lineOffice({ callLimit: why === "full" ? 1 : 4 });
    useCode(lab, bob, "*90103");
    assert.deepEqual(said(lab), ["forward-busy-on 103"]);
    const own = why === "full" ? lab.hand("104") : undefined;
    own?.register();
    lab.run(100);
    const other = own === undefined ? undefined : talking(lab, own, bob);
    const call = ana.invite("102", { sdp: sdp() });
    lab.run(100);
    if (why === "refuses") bob.calls.at(-1)!.respond(486);
    lab.run(100);
    assert.equal(eve.calls.length, 1, why);
    eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    call.ack();
    call.bye();
    other?.caller.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("forwarded when nobody answers: his phone rings its time first, and one that is switched off does not answer", () => {
  for (const isThere of [true, false]) {
    const { lab, ana, bob, eve } = lineOffice();
    useCode(lab, bob, "*52103");
    if (!isThere) {
      bob.register(";expires=0");
      lab.run(100);
    }
    const call = ana.invite("102", { sdp: sdp() });
    lab.run(100);
    if (isThere) {
      bob.calls.at(-1)!.respond(180);
      lab.run(24_800);
      assert.equal(eve.calls.length, 0);
      lab.run(400);
      assert.equal(bob.calls.at(-1)!.count("CANCEL"), 1);
    }
    talkAndLeave(lab, call, eve);
  }
});

Deno.test("his answer and the end of his time cross: one of the two has the call", () => {
  for (const at of [24_999, 25_000, 25_001, 25_002, 25_003]) {
    const { lab, ana, bob, eve } = lineOffice({
      lines: { "102": { forward: { "no-answer": { kind: "dial", id: "103" } } } },
    });
    const call = ana.invite("102", { sdp: sdp() });
    lab.run(0);
    lab.after(at, () => bob.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) }));
    lab.run(26_000);
    const isLate = eve.calls.length > 0;
    if (isLate) eve.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    call.ack();
    lab.run(100);
    assert.equal(lab.media.heard.size, 2, `at ${at}`);
    assert.equal(bob.calls[0]!.count("BYE"), isLate && bob.calls[0]!.count("ACK") > 0 ? 1 : 0);
    call.bye();
    lab.run(100);
    assertNothingLeft(lab);
  }
});

Deno.test("a caller who gives up while the forward rings leaves nothing, and one who gives up before is not forwarded", () => {
  const { lab, ana, eve } = lineOffice({ lines: { "102": { forward: { "no-answer": { kind: "dial", id: "103" } } } } });
  const first = ana.invite("102", { sdp: sdp() });
  lab.run(1_000);
  first.cancel();
  lab.run(30_000);
  assert.equal(eve.calls.length, 0);
  const second = ana.invite("102", { sdp: sdp() });
  lab.run(26_000);
  assert.equal(eve.calls.length, 1);
  eve.calls[0]!.respond(180);
  lab.run(100);
  second.cancel();
  lab.run(100);
  assert.equal(eve.calls[0]!.count("CANCEL"), 1);
  assertNothingLeft(lab);
});

Deno.test("two who forward to each other: the caller hears that it goes no further", () => {
  const { lab, ana, bob, eve } = lineOffice();
  useCode(lab, bob, "*72103");
  useCode(lab, eve, "*72102");
  const call = connected(lab, ana, "102");
  assert.equal(said(lab).at(-1), "forwarded-too-often");
  assert.equal(call.count("BYE"), 1);
  assertNothingLeft(lab);
});

Deno.test("a forward leads to anything: here to a group, whose people are rung whatever they have set themselves", () => {
  const groups = [{
    number: "600",
    name: "Sales",
    members: [{ number: "103", delayS: 0 }],
    strategy: "all",
    ringForS: 30,
    memberForS: 15,
    skipBusy: true,
  }] as const;
  const lab = new Lab({ numbers: ["101", "102", "103"], sections: { groups } });
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  useCode(lab, bob!, "*72600");
  useCode(lab, eve!, "*72101");
  const call = ana!.invite("102", { sdp: sdp() });
  lab.run(100);
  talkAndLeave(lab, call, eve!);
});

Deno.test("a phone sees who has sent the call on, and why, the last one first (RFC 5806); not after somebody has talked", () => {
  const { lab, ana, bob, eve } = lineOffice({
    lines: {
      "104": { forward: { always: { kind: "dial", id: "102" } } },
      "102": { forward: { busy: { kind: "dial", id: "103" } } },
    },
  });
  const diversions = (phone: HandPhone) => headers(cameTo(phone).at(-1)!.invite, "Diversion");
  const call = ana.invite("104", { sdp: sdp() });
  lab.run(100);
  assert.deepEqual(diversions(bob), ['"Person 104" <sip:104@10.0.0.1>;reason=unconditional;counter=1']);
  cameTo(bob)[0]!.respond(486);
  lab.run(100);
  assert.deepEqual(diversions(eve), [
    '"Person 102" <sip:102@10.0.0.1>;reason=user-busy;counter=1',
    '"Person 104" <sip:104@10.0.0.1>;reason=unconditional;counter=1',
  ]);
  cameTo(eve)[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.ack();
  lab.run(100);
  transfer(cameTo(eve)[0]!, "102");
  lab.run(100);
  assert.deepEqual(diversions(bob), []);
  talkAndLeave(lab, call, bob);
});

Deno.test("a transfer follows the forward too, and comes back when nobody is reached", () => {
  const { lab, ana, bob, eve } = lineOffice();
  useCode(lab, eve, "*90104");
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "103");
  lab.run(100);
  eve.calls.at(-1)!.respond(486);
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  assert.equal(called.count("BYE"), 0);
  caller.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("when *73 gives back what the office file says, that is what is said", () => {
  const { lab, bob } = lineOffice({ lines: { "102": { forward: { always: { kind: "extension", id: "103" } } } } });
  useCode(lab, bob, "*72101");
  useCode(lab, bob, "*73");
  assert.deepEqual(said(lab), ["forward-always-on 101", "forward-always-on 103"]);
  assertNothingLeft(lab);
});

Deno.test("the lamp of *72 shows everybody his own forward, *72102 a colleague's; pressed at home it turns it over", () => {
  const { lab, ana, bob } = lineOffice();
  const watch = (phone: HandPhone, number: string) => {
    phone.outside("SUBSCRIBE", `sip:${number}@10.0.0.1`, {
      headers: [field("Contact", phone.contact), field("Event", "dialog"), field("Expires", "600")],
    });
    lab.run(100);
  };
  watch(ana, "*72102");
  watch(ana, "*72");
  watch(bob, "*72");
  watch(bob, "*72102");
  useCode(lab, bob, "*72103");
  lab.run(1_000);
  useCode(lab, bob, "*72102");
  lab.run(1_000);
  assert.deepEqual(said(lab), ["forward-always-on 103", "forward-always-off"]);
  const lit = (phone: HandPhone, entity: string) =>
    phone.requests("NOTIFY").map(({ body }) => toText(body)).filter((text) => text.includes(`sip:${entity}@10.0.0.1"`))
      .map((text) => /<state>confirmed</.test(text));
  assert.deepEqual(lit(ana, "*72102"), [false, true, false]);
  assert.deepEqual(lit(ana, "*72"), [false]);
  assert.deepEqual(lit(bob, "*72"), [false, true, false]);
  assert.deepEqual(lit(bob, "*72102"), [false, true, false]);
  ana.outside("SUBSCRIBE", "sip:*72999@10.0.0.1", {
    headers: [field("Contact", ana.contact), field("Event", "dialog"), field("Expires", "600")],
  });
  lab.run(100);
  assert.equal(ana.statuses("SUBSCRIBE").at(-1), 404);
  assertNothingLeft(lab);
});
