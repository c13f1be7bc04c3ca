import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import type { Door } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { field, type HandCall, sdp } from "../lab/hand_call.ts";
import type { HandPhone } from "../lab/hand_phone.ts";
import { Lab } from "../lab/lab.ts";
import { cameTo } from "../lab/line_scene.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { press, registered, said } from "../lab/scene.ts";
import { FIRST, SECTIONS, trunk } from "../lab/trunk_scene.ts";

const GATE: Door = { name: "Gate", number: "150", open: "#7", key: "*5", picture: "http://10.0.0.20/still.jpg" };

/** Ana 101, Bob 102 and a door phone that is extension 150. */
function office(door: Partial<Door> = {}, more: readonly Door[] = []) {
  const lab = new Lab({ numbers: ["101", "102", "150"], sections: { doors: [{ ...GATE, ...door }, ...more] } });
  const [ana, bob, gate] = ["101", "102", "150"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, gate: gate! };
}

/** Somebody rings at the door, and is answered. */
function rungAndAnswered(lab: Lab, gate: HandPhone, ana: HandPhone, headers = [] as ReturnType<typeof field>[]) {
  const visitor = gate.invite("101", { sdp: sdp(["PCMA"]), headers });
  lab.run(100);
  const answered = cameTo(ana).at(-1)!;
  answered.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  visitor.ack();
  lab.run(100);
  return { visitor, answered };
}

function opened(lab: Lab): readonly string[] {
  return lab.events.flatMap((event) => event.type === "door.opened" ? [`${event.door} by ${event.by.number}`] : []);
}

/** What was pressed by the box, wherever it went in the sound. */
function inTheSound(lab: Lab): string {
  return lab.media.digits.map(({ digit }) => digit).join("");
}

function byInfo(call: HandCall): readonly string[] {
  return call.requests.filter(({ method }) => method === "INFO").map(({ body }) =>
    /Signal=(\S)/.exec(toText(body))?.[1] ?? ""
  );
}

Deno.test("whoever talks with a door opens it by its key: it is pressed what it was set up with, and the record says by whom", () => {
  const { lab, ana, gate } = office();
  const { visitor, answered } = rungAndAnswered(lab, gate, ana);
  assert.equal(header(answered.invite, "Alert-Info"), "<urn:alert:service:normal>;info=alert-door");
  lab.media.digits.length = 0;
  press(lab, ana, "*");
  assert.deepEqual(opened(lab), []);
  press(lab, ana, "5");
  assert.equal(inTheSound(lab).replace("*", "").replace("5", ""), "#7");
  assert.deepEqual(opened(lab), ["Gate by 101"]);
  assert.equal(said(lab).at(-1), "door-opened");
  lab.run(5_000);
  assert.equal(lab.media.heard.size, 2, "they talk on");
  visitor.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("a door phone that takes digits by SIP INFO is pressed one when the one before is answered", () => {
  const { lab, ana, gate } = office({ open: "#70" });
  gate.polite.delete("INFO");
  const { visitor } = rungAndAnswered(lab, gate, ana, [field("Allow", "INVITE, ACK, BYE, CANCEL, INFO")]);
  lab.input({
    type: "media",
    event: { type: "digit", leg: [...lab.media.open.keys()][1]!, digit: "*", durationMs: 100 },
  });
  lab.run(100);
  visitor.respond(200, {}, "INFO");
  lab.input({
    type: "media",
    event: { type: "digit", leg: [...lab.media.open.keys()][1]!, digit: "5", durationMs: 100 },
  });
  lab.run(100);
  for (const told of [["*", "5"], ["*", "5", "#"], ["*", "5", "#", "7"], ["*", "5", "#", "7", "0"]]) {
    assert.deepEqual(byInfo(visitor), told);
    visitor.respond(200, {}, "INFO");
    lab.run(100);
  }
  assert.equal(inTheSound(lab), "");
  visitor.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("one that refuses SIP INFO is pressed the rest in its sound", () => {
  const { lab, ana, gate } = office();
  gate.polite.delete("INFO");
  const { visitor } = rungAndAnswered(lab, gate, ana, [field("Allow", "INVITE, ACK, BYE, CANCEL, INFO")]);
  const key = (digit: string) => {
    lab.input({ type: "media", event: { type: "digit", leg: [...lab.media.open.keys()][1]!, digit, durationMs: 100 } });
    lab.run(100);
    visitor.respond(200, {}, "INFO");
    lab.run(100);
  };
  key("*");
  lab.input({
    type: "media",
    event: { type: "digit", leg: [...lab.media.open.keys()][1]!, digit: "5", durationMs: 100 },
  });
  lab.run(100);
  visitor.respond(200, {}, "INFO");
  lab.run(100);
  visitor.respond(415, {}, "INFO");
  lab.run(100);
  assert.equal(inTheSound(lab), "#7");
  visitor.bye();
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("who may not open it hears so, and whoever stands before it has no keys at all", () => {
  const { lab, ana, bob, gate } = office({ mayOpen: ["102"] });
  const { visitor } = rungAndAnswered(lab, gate, ana);
  press(lab, ana, "*5");
  assert.equal(said(lab).at(-1), "not-available-here");
  press(lab, gate, "##102");
  lab.run(5_000);
  assert.equal(cameTo(bob).length, 0);
  assert.equal(lab.media.heard.size, 2);
  visitor.bye();
  lab.run(100);
  const vain = gate.invite("*36", { sdp: sdp() });
  lab.run(100);
  vain.ack();
  lab.run(1_000);
  assert.equal(said(lab).at(-1), "not-available-here");
  assert.deepEqual(opened(lab), []);
  assertNothingLeft(lab);
});

for (const code of ["*36", "*36150"]) {
  Deno.test(`${code} opens the door without a call: it is called, pressed and let go of`, () => {
    const { lab, ana, gate } = office({}, code === "*36" ? [] : [{ ...GATE, name: "Yard", number: "102" }]);
    const call = ana.invite(code, { sdp: sdp(["PCMA"]) });
    lab.run(100);
    const door = cameTo(gate).at(-1)!;
    door.respond(200, { sdp: sdp(["PCMA"]) });
    lab.run(1_000);
    assert.equal(inTheSound(lab), "#7");
    assert.deepEqual(opened(lab), ["Gate by 101"]);
    lab.run(1_000);
    assert.equal(door.count("BYE"), 1);
    call.ack();
    lab.run(1_000);
    assert.equal(said(lab).at(-1), "door-opened");
    assert.equal(call.count("BYE"), 1);
    assertNothingLeft(lab);
  });
}

Deno.test("where there are several doors *36 wants to know which; one that does not answer is not waited for long", () => {
  const { lab, ana, gate } = office({}, [{ ...GATE, name: "Yard", number: "102" }]);
  const which = ana.invite("*36", { sdp: sdp() });
  lab.run(100);
  which.ack();
  lab.run(1_000);
  assert.equal(said(lab).at(-1), "invalid-number");
  const vain = ana.invite("*36150", { sdp: sdp() });
  lab.run(100);
  cameTo(gate).at(-1)!.respond(180);
  lab.run(20_000);
  assert.equal(cameTo(gate).at(-1)!.count("CANCEL"), 1);
  assert.ok(vain.statuses().at(-1)! >= 400);
  assert.deepEqual(opened(lab), []);
  assertNothingLeft(lab);
});

Deno.test("a door phone that does not register calls by the trunk at its address, and is opened as any", () => {
  const yard: Door = { name: "Yard", number: "0900", trunk: "first", open: "1", key: "#" };
  const lab = new Lab({
    numbers: ["101", "102"],
    sections: {
      ...SECTIONS,
      trunks: [trunk("first", FIRST)],
      inbound: [{ number: "+40211234567", to: { kind: "dial", id: "101" } }],
      doors: [yard],
    },
  });
  const provider = lab.provider(FIRST);
  const ana = registered(lab, "101");
  lab.run(1_000);
  const visitor = provider.phone.invite("+40211234567", { sdp: sdp(["PCMA"]) });
  lab.run(100);
  const answered = cameTo(ana).at(-1)!;
  answered.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  visitor.ack();
  lab.run(100);
  press(lab, ana, "#");
  assert.deepEqual(opened(lab), ["Yard by 101"]);
  visitor.bye();
  lab.run(1_000);
  assertNothingLeft(lab);
});
