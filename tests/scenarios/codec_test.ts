import assert from "node:assert/strict";
import { type CodecName } from "../../core/directory/mod.ts";
import { header } from "../../core/sip/mod.ts";
import { HandCall, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { officeOf } from "../lab/office.ts";
import { registered, ringing } from "../lab/scene.ts";

type Orders = Readonly<Record<string, readonly CodecName[]>>;

function scene(codecs: Orders = {}) {
  const lab = new Lab({ codecs });
  return { lab, ana: registered(lab, "101"), bob: registered(lab, "102") };
}

function over(lab: Lab, call: HandCall): void {
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
}

/** The names of what carries speech in a message of the box. */
const speechIn = (message: Parameters<typeof HandCall.media>[0]): string =>
  HandCall.media(message).replace(/( telephone-event)? \w+$/, "");

interface Case {
  readonly orders: Orders;
  /** What the caller offers, and what the called phone knows, each in his own order. */
  readonly caller: string;
  readonly called: string;
  /** What the box offers the called phone, and what it answers the caller. */
  readonly offer: string;
  readonly answer: string;
}

const CASES: Readonly<Record<string, Case>> = {
  "no order: the caller's own, then what can be translated": {
    orders: {},
    caller: "PCMA PCMU",
    called: "PCMU PCMA",
    offer: "PCMA PCMU opus G722",
    answer: "PCMU PCMA",
  },
  "the office's order counts for both": {
    orders: { office: ["g722", "pcmu", "pcma"] },
    caller: "PCMA PCMU G722",
    called: "PCMA G722",
    offer: "G722 PCMU PCMA",
    answer: "G722 PCMA",
  },
  "what is not named is neither offered nor answered": {
    orders: { office: ["pcma"] },
    caller: "opus G722 PCMU PCMA G729",
    called: "opus PCMA",
    offer: "PCMA",
    answer: "PCMA",
  },
  "a phone's own order stands in place of the office's": {
    orders: { office: ["pcma"], "102": ["pcmu", "g722"] },
    caller: "PCMA",
    called: "PCMU G722 PCMA",
    offer: "PCMU G722",
    answer: "PCMA",
  },
  "what both can speak is offered before what the called one prefers": {
    orders: { "102": ["opus", "g722", "pcmu", "pcma"] },
    caller: "PCMA PCMU",
    called: "PCMA",
    offer: "PCMU PCMA opus G722",
    answer: "PCMA",
  },
  "the caller is answered in the order that he prefers": {
    orders: { "101": ["g722", "pcmu"] },
    caller: "PCMA PCMU G722",
    called: "PCMU G722",
    offer: "G722 PCMU opus PCMA",
    answer: "G722 PCMU",
  },
  "where nothing is shared, each has the best that can be translated": {
    orders: { "101": ["g722", "opus"], "102": ["pcmu", "pcma"] },
    caller: "PCMA opus G722",
    called: "PCMA PCMU",
    offer: "PCMU PCMA",
    answer: "G722 opus",
  },
  "what cannot be translated is in the order where both speak it": {
    orders: { office: ["g729", "pcma"] },
    caller: "PCMA G729",
    called: "G729 PCMA",
    offer: "G729 PCMA",
    answer: "G729 PCMA",
  },
};

for (const [what, { orders, caller: offers, called: knows, offer, answer }] of Object.entries(CASES)) {
  Deno.test(what, () => {
    const { lab, ana, bob } = scene(orders);
    const { caller, called } = ringing(lab, ana, bob, sdp([...offers.split(" "), "telephone-event"]));
    assert.equal(speechIn(called.invite), offer);
    assert.match(HandCall.media(called.invite), /telephone-event/);
    const chosen = knows.split(" ").filter((name) => offer.split(" ").includes(name));
    called.respond(200, { sdp: sdp(chosen) });
    lab.run(100);
    assert.equal(speechIn(caller.answer()), answer);
    assert.match(HandCall.media(caller.answer()), /telephone-event/);
    caller.ack();
    lab.run(100);
    over(lab, caller);
  });
}

Deno.test("who prefers what must be translated is asked for what both speak", () => {
  const { lab, ana, bob } = scene({ "102": ["opus", "pcma"] });
  const { caller, called } = ringing(lab, ana, bob, sdp(["PCMA"]));
  assert.equal(speechIn(called.invite), "PCMA opus");
  called.respond(200, { sdp: sdp(["opus", "PCMA"]) });
  lab.run(100);
  assert.equal(speechIn(caller.answer()), "PCMA");
  caller.ack();
  lab.run(100);
  assert.equal(speechIn(called.asked("INVITE")), "PCMA");
  called.respond(200, { sdp: sdp(["PCMA"], { version: 2 }) });
  lab.run(100);
  const plans = [...lab.media.plans.values()].map(({ codecs }) => codecs.map(({ name }) => name).join());
  assert.deepEqual(plans, ["PCMA", "PCMA"]);
  over(lab, caller);
});

Deno.test("a caller who offers nothing that he may speak is refused with the reason, and nobody rings", () => {
  const { lab, ana, bob } = scene({ "101": ["opus", "g722"] });
  const caller = ana.invite("102", { sdp: sdp(["PCMA", "telephone-event"]) });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 488);
  assert.match(header(caller.answer(), "Warning")!, /Cannot take codecs 'PCMA': expected one of 'opus g722'/);
  assert.equal(bob.calls.length, 0);
  assertNothingLeft(lab);
});

Deno.test("a phone that may speak nothing that the caller could hear does not ring: 488", () => {
  const { lab, ana, bob } = scene({ "102": ["pcma"] });
  const caller = ana.invite("102", { sdp: sdp(["G729"]) });
  lab.run(100);
  assert.equal(caller.statuses().at(-1), 488);
  assert.equal(bob.calls.length, 0);
  assertNothingLeft(lab);
});

Deno.test("a caller without an offer gets ours in his order, what the called one speaks first", () => {
  const { lab, ana, bob } = scene({ "101": ["opus", "pcma", "g722"] });
  const { caller, called } = ringing(lab, ana, bob, "late");
  called.respond(200, { sdp: sdp(["G722", "PCMA"]) });
  lab.run(100);
  assert.equal(speechIn(caller.answer()), "PCMA G722 opus");
  caller.ack({ sdp: sdp(["PCMA"]) });
  lab.run(100);
  called.respond(200, { sdp: sdp(["PCMA"], { version: 2 }) });
  lab.run(100);
  over(lab, caller);
});

Deno.test("alone with the box a phone is answered in its order", () => {
  const { lab, ana } = scene({ office: ["g722", "opus", "pcmu"] });
  const caller = ana.invite("*43", { sdp: sdp(["PCMA", "PCMU", "G722"]) });
  lab.run(100);
  assert.equal(speechIn(caller.answer()), "G722 PCMU");
  caller.ack();
  lab.run(100);
  over(lab, caller);
});

Deno.test("in mid-call a phone can change to what it may speak, and to nothing else", () => {
  const { lab, ana, bob } = scene({ "101": ["pcma", "g722"] });
  const { caller, called } = ringing(lab, ana, bob, sdp(["PCMA", "G722"]));
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  for (const [wish, status] of [["G722", 200], ["PCMU", 488], ["G729", 488]] as const) {
    caller.send("INVITE", { sdp: sdp([wish], { version: 2 }) });
    lab.run(100);
    assert.equal(caller.statuses().at(-1), status, wish);
    if (status === 200) caller.ack();
    lab.run(100);
  }
  assert.equal(called.count("INVITE"), 1);
  over(lab, caller);
});

Deno.test("an order that changes in mid-call ends no call: what was agreed is held and resumed", () => {
  const { lab, ana, bob } = scene();
  const { caller, called } = ringing(lab, ana, bob, sdp(["PCMA"]));
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  lab.input({ type: "directory", directory: officeOf(["101", "102"], 4, 2, { codecs: { office: ["opus"] } }) });
  for (const direction of ["sendonly", "sendrecv"]) {
    caller.send("INVITE", { sdp: sdp(["PCMA"], { direction, version: 2 }) });
    lab.run(100);
    assert.equal(caller.statuses().at(-1), 200);
    caller.ack();
    lab.run(100);
  }
  over(lab, caller);
});

Deno.test("a phone whose sound is translated gets its own codec offered too, where it asks for our offer", () => {
  const { lab, ana, bob } = scene();
  const { caller, called } = ringing(lab, ana, bob, sdp(["opus"]));
  called.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  caller.ack();
  lab.run(100);
  caller.send("INVITE");
  lab.run(100);
  assert.equal(speechIn(caller.answer()), "PCMA opus");
  caller.ack({ sdp: sdp(["opus"], { version: 2 }) });
  lab.run(100);
  assert.equal(called.count("BYE") + caller.count("BYE"), 0);
  over(lab, caller);
});
