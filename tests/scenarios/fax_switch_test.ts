import assert from "node:assert/strict";
import type { Destination, Menu } from "../../core/directory/mod.ts";
import { cutEverywhere, type CutOffice, type Step } from "../lab/cut.ts";
import { HandCall, sdp } from "../lab/hand_call.ts";
import { Lab, type LabOptions } from "../lab/lab.ts";
import { BOX, filesOf, messagesIn } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { registered, transfer } from "../lab/scene.ts";
import { FIRST, trunk } from "../lab/trunk_scene.ts";

const MENU_NUMBER = "+40211234567";
const BOB_NUMBER = "+40211234568";

const MENU: Menu = {
  name: "main",
  says: [{ type: "prompt", name: "welcome" }],
  keys: {},
  direct: true,
  firstS: 6,
  nextS: 3,
  tries: 3,
};

const dial = (id: string): Destination => ({ kind: "dial", id });

/** Ana (101) is a fax machine; Bob (102) has a mailbox; Eve (103) is another machine. */
const OFFICE: LabOptions = {
  numbers: ["101", "102", "103"],
  mailboxes: { "102": BOX },
  sections: {
    trunks: [trunk("first", FIRST, { faxTo: dial("101") })],
    menus: [MENU],
    inbound: [
      { number: MENU_NUMBER, to: { kind: "menu", id: "main" } },
      { number: BOB_NUMBER, to: dial("102") },
    ],
  },
};

function office(options: LabOptions = {}) {
  const lab = new Lab({ ...OFFICE, ...options });
  lab.media.listMs = 4_000;
  const first = lab.provider(FIRST);
  const [ana, bob, eve] = ["101", "102", "103"].map((number) => registered(lab, number));
  lab.run(1_000);
  return { lab, first, ana: ana!, bob: bob!, eve: eve! };
}

type Office = ReturnType<typeof office>;

/** Somebody calls from outside, and the box answers. */
function calling({ lab, first }: Office, number: string, offer: string = sdp()): HandCall {
  const call = first.call(number, "+40722000111", { sdp: offer });
  lab.run(100);
  assert.equal(call.statuses().at(-1), 200);
  call.ack();
  lab.run(100);
  return call;
}

/** The media engine hears a fax on the caller's leg, which was the first. */
function sounds(lab: Lab, tone: "cng" | "ced" = "cng"): void {
  lab.input({ type: "media", event: { type: "fax", leg: [...lab.media.open.keys()][0]!, tone } });
  lab.run(100);
}

function over({ lab }: Pick<Office, "lab">, call: HandCall): void {
  call.bye();
  lab.run(100);
  assertNothingLeft(lab);
}

Deno.test("a fax calls the menu: the machine rings, and the two are joined", () => {
  const scene = office();
  const { lab, ana } = scene;
  const call = calling(scene, MENU_NUMBER);
  assert.equal(lab.media.played.size, 1);
  sounds(lab);
  ana.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  assert.equal(lab.media.played.size, 0);
  over(scene, call);
});

Deno.test("a fax comes to somebody's mailbox: the machine rings, and no message is left", () => {
  const scene = office();
  const { lab, ana, bob, first } = scene;
  const call = first.call(BOB_NUMBER, "+40722000111");
  lab.run(100);
  bob.calls[0]!.respond(486);
  lab.run(100);
  assert.equal(call.statuses().at(-1), 200);
  call.ack();
  // Greeting and tone, and then it is being recorded.
  lab.run(9_000);
  assert.equal(lab.media.recorded.size, 1);
  sounds(lab);
  assert.equal(lab.media.recorded.size, 0);
  ana.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  over(scene, call);
  assert.deepEqual(messagesIn(lab, "102"), []);
  assert.deepEqual(filesOf(lab), []);
});

Deno.test("who is called has a machine of his own: it stands before the trunk's", () => {
  const scene = office({ faxTo: { "102": dial("103") } });
  const { lab, ana, bob, eve, first } = scene;
  const call = first.call(BOB_NUMBER, "+40722000111");
  lab.run(100);
  bob.calls[0]!.respond(486);
  lab.run(100);
  call.ack();
  lab.run(1_000);
  sounds(lab);
  assert.deepEqual([ana.calls.length, eve.calls.length], [0, 1]);
  over(scene, call);
});

Deno.test("a fax in Opus is moved to a machine that knows G.711 alone, and locked to it when the two are joined", () => {
  const scene = office();
  const { lab, ana } = scene;
  const call = calling(scene, MENU_NUMBER, sdp(["opus", "PCMA"]));
  sounds(lab);
  ana.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(HandCall.media(call.asked("INVITE")), "PCMA sendrecv");
  call.respond(200, { sdp: sdp(["PCMA"], { version: 2 }) });
  lab.run(100);
  assert.equal(lab.events.filter(({ type }) => type === "fax.carried").length, 1);
  over(scene, call);
});

Deno.test("the machine is busy: the fax is let go of", () => {
  const scene = office();
  const { lab, ana } = scene;
  const call = calling(scene, MENU_NUMBER);
  sounds(lab);
  ana.calls[0]!.respond(486);
  lab.run(100);
  assert.equal(call.count("BYE"), 1);
  lab.run(100);
  assertNothingLeft(lab);
});

Deno.test("the fax hangs up while the machine rings: it stops", () => {
  const scene = office();
  const { lab, ana } = scene;
  const call = calling(scene, MENU_NUMBER);
  sounds(lab);
  ana.calls[0]!.respond(180);
  lab.run(100);
  over(scene, call);
  assert.equal(ana.calls[0]!.count("CANCEL"), 1);
});

for (
  const [what, prepare] of [
    ["a fax that answers (CED)", ({ lab }: Office) => sounds(lab, "ced")],
    ["a second tone of one that was moved", ({ lab }: Office) => [1, 2].forEach(() => sounds(lab))],
  ] as const
) {
  Deno.test(`${what} moves nobody more than once`, () => {
    const scene = office();
    const call = calling(scene, MENU_NUMBER);
    prepare(scene);
    assert.equal(scene.ana.calls.length, what.includes("CED") ? 0 : 1);
    over(scene, call);
  });
}

Deno.test("who has talked to somebody is moved nowhere: not while he talks, and not when he was sent to the menu", () => {
  const scene = office({ sections: { ...OFFICE.sections, menus: [{ ...MENU, number: "500" }] } });
  const { lab, ana, bob, first } = scene;
  const call = first.call(BOB_NUMBER, "+40722000111");
  lab.run(100);
  bob.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  call.ack();
  lab.run(100);
  sounds(lab);
  transfer(bob.calls[0]!, "500");
  lab.run(500);
  sounds(lab);
  assert.equal(ana.calls.length, 0);
  over(scene, call);
});

Deno.test("a fax from inside the office, and one where nobody says where faxes go, stay where they are", () => {
  const inside = office({ sections: { ...OFFICE.sections, menus: [{ ...MENU, number: "500" }] } });
  const own = inside.eve.invite("500", { sdp: sdp() });
  inside.lab.run(100);
  own.ack();
  sounds(inside.lab);
  assert.equal(inside.ana.calls.length, 0);
  over(inside, own);

  const plain = office({ sections: { ...OFFICE.sections, trunks: [trunk("first", FIRST)] } });
  const call = calling(plain, MENU_NUMBER);
  sounds(plain.lab);
  assert.equal(plain.ana.calls.length, 0);
  over(plain, call);
});

const plugIn: Step = ({ lab }) => void lab.provider(FIRST);
const outside = ({ lab }: CutOffice) => lab.hands.find(({ flow }) => flow.local.ip === FIRST);
const calls = (number: string): Step => (office) =>
  void outside(office)?.invite(number, {
    sdp: sdp(),
    headers: [{ name: "From", value: `<sip:+40722000111@${FIRST}>;tag=${number}` }],
  });
const acks: Step = (office) => {
  const call = outside(office)?.calls[0];
  if (call?.statuses().at(-1) === 200) call.ack();
};
const tone: Step = ({ lab }) => {
  for (const leg of lab.media.open.keys()) lab.input({ type: "media", event: { type: "fax", leg, tone: "cng" } });
};
const faxAnswers: Step = ({ ana }) => ana.calls[0]?.respond(200, { sdp: sdp(["PCMA"]) });
const bobIsBusy: Step = ({ bob }) => bob.calls[0]?.respond(486);
const hangsUp: Step = (office) => outside(office)?.calls[0]?.bye();

cutEverywhere({
  "a fax is moved out of a menu": [plugIn, calls(MENU_NUMBER), acks, tone, faxAnswers, hangsUp],
  "a fax is moved out of a mailbox": [plugIn, calls(BOB_NUMBER), bobIsBusy, acks, tone, faxAnswers, hangsUp],
}, OFFICE);
