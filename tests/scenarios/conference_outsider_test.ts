import assert from "node:assert/strict";
import type { Room } from "../../core/directory/mod.ts";
import { enter, leaveAll, legOf } from "../lab/conference_scene.ts";
import { cutEverywhere, type CutOffice, type Step } from "../lab/cut.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import { keyIn } from "../lab/line_scene.ts";
import type { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { acks, dials, leaves, presses } from "../lab/steps.ts";
import { FIRST, office, SECTIONS } from "../lab/trunk_scene.ts";

const ROOM: Room = {
  number: "2001",
  name: "Sales",
  announce: "name",
  waitForModerator: false,
  most: 3,
  moderatorPin: "999",
};

function sectionsOf(room: Partial<Room> = {}) {
  const inbound = [{ number: "+40211234567", to: { kind: "room", id: "2001" } }];
  return { ...SECTIONS, inbound, rooms: [{ ...ROOM, ...room }] };
}

function scene(room: Partial<Room> = {}) {
  return office(sectionsOf(room));
}

/** Somebody calls the room from outside, says his name for so long, and presses #. */
function comesIn({ lab, first }: ReturnType<typeof scene>, ms: number, caller = "+40722000111"): HandCall {
  const call = first.call("+40211234567", caller, { sdp: sdp() });
  lab.run(200);
  call.ack();
  keyIn(lab, call, "#");
  lab.run(ms);
  keyIn(lab, call, "#");
  lab.run(300);
  return call;
}

/** What somebody hears of who comes and goes. */
function news(lab: Lab, call: HandCall): readonly string[] {
  const leg = legOf(lab, call);
  return lab.media.said.filter((each) => each.leg === leg).flatMap(({ sound }) => {
    const words = sound.items.map((item) => item.type === "prompt" ? item.name : item.type === "file" ? "NAME" : "");
    return words.some((word) => /-(joins|leaves)$/.test(word)) ? [words.join(" ")] : [];
  });
}

Deno.test("who comes from outside says his name, and is announced by it when he comes and when he goes", () => {
  const office = scene({ moderatorPin: "999" });
  const { lab, ana } = office;
  const host = enter(lab, ana, "2001", "999");
  const guest = comesIn(office, 1_500);
  assert.deepEqual(news(lab, host), ["NAME conference-joins"]);
  assert.equal(lab.media.files.size, 1);
  guest.bye();
  lab.run(500);
  assert.deepEqual(news(lab, host), ["NAME conference-joins", "NAME conference-leaves conference-alone"]);
  assert.equal(lab.media.files.size, 1, "his name may still be playing");
  host.bye();
  lab.run(500);
  assert.equal(lab.media.files.size, 0, "and is gone with the last one");
  assertNothingLeft(lab);
});

Deno.test("who says nothing is somebody, and leaves no file", () => {
  const office = scene();
  const { lab, ana } = office;
  const host = enter(lab, ana, "2001", "999");
  const guest = comesIn(office, 100);
  assert.deepEqual(news(lab, host), ["conference-somebody-joins"]);
  assert.equal(lab.media.files.size, 0);
  guest.bye();
  lab.run(300);
  assert.equal(news(lab, host).at(-1), "conference-somebody-leaves conference-alone");
  leaveAll(lab, host);
});

Deno.test("a moderator who goes through the guests hears the name that one from outside has said", () => {
  const office = scene();
  const { lab, ana } = office;
  const host = enter(lab, ana, "2001", "999");
  const guest = comesIn(office, 1_500);
  lab.media.said.length = 0;
  keyIn(lab, host, "*0");
  lab.run(100);
  const [first, second] = lab.media.said.findLast((each) => each.leg === legOf(lab, host))!.sound.items;
  assert.equal(first?.type, "file");
  assert.deepEqual(second, { type: "prompt", name: "conference-one-heard" });
  leaveAll(lab, host, guest);
});

Deno.test("nobody is asked for his name where rooms say no names; and whoever finds the room full leaves none behind", () => {
  const silent = scene({ announce: "tone" });
  const host = enter(silent.lab, silent.ana, "2001", "999");
  const guest = comesIn(silent, 1_500);
  assert.equal(silent.lab.media.files.size, 0);
  leaveAll(silent.lab, host, guest);

  const full = scene({ most: 1 });
  const only = enter(full.lab, full.ana, "2001", "999");
  const late = comesIn(full, 1_500);
  assert.equal(full.lab.media.files.size, 0);
  assert.equal(late.count("BYE"), 1);
  leaveAll(full.lab, only);
});

for (const cut of ["while he is asked", "while he speaks", "once he is in"] as const) {
  Deno.test(`who comes from outside hangs up ${cut}: nothing is left, and no name`, () => {
    const office = scene();
    const { lab, first } = office;
    const call = first.call("+40211234567", "+40722000111", { sdp: sdp() });
    lab.media.listMs = 1_000;
    lab.run(200);
    call.ack();
    keyIn(lab, call, "#");
    if (cut !== "while he is asked") lab.run(2_500);
    if (cut === "once he is in") {
      keyIn(lab, call, "#");
      lab.run(300);
    }
    call.bye();
    lab.run(2_000);
    assert.equal(lab.media.files.size, 0);
    assertNothingLeft(lab);
  });
}

const plugsIn: Step = ({ lab }) => void lab.provider(FIRST);
const outsider = ({ lab }: CutOffice) => lab.hands.find(({ flow }) => flow.local.ip === FIRST);
const calls: Step = (office) => {
  const from = { name: "From", value: `<sip:+40722000111@${FIRST}>;tag=o` };
  outsider(office)?.invite("+40211234567", { sdp: sdp(), headers: [from] });
};
const inCall = (act: (call: HandCall) => void): Step => (office) => {
  const call = outsider(office)?.calls[0];
  if (call?.statuses().at(-1) === 200) act(call);
};
const isHeard = inCall((call) => call.ack());
const keysIn = (keys: string): Step =>
  inCall((call) => {
    for (const key of keys) call.send("INFO", { body: `Signal=${key}`, type: "application/dtmf-relay" });
  });

cutEverywhere({
  "somebody from outside says his name, comes in, and goes": [
    plugsIn,
    dials("ana", "2001"),
    acks("ana"),
    presses("ana", "#"),
    calls,
    isHeard,
    keysIn("#"),
    keysIn("#"),
    inCall((call) => call.bye()),
    leaves("ana"),
  ],
}, { sections: sectionsOf() });
