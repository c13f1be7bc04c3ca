import assert from "node:assert/strict";
import type { Room } from "../../core/directory/mod.ts";
import { enter, leaveAll, legOf } from "../lab/conference_scene.ts";
import { type HandCall, sdp } from "../lab/hand_call.ts";
import { keyIn } from "../lab/line_scene.ts";
import type { LabOptions } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { said } from "../lab/scene.ts";
import { asked, office, SECTIONS } from "../lab/trunk_scene.ts";

const ROOM: Room = {
  number: "2001",
  name: "Sales",
  announce: "tone",
  waitForModerator: false,
  most: 3,
  moderatorPin: "999",
};

function scene(options: LabOptions = {}) {
  const inbound = [{ number: "+40211234567", to: { kind: "room", id: "2001" } }];
  return office({ ...SECTIONS, inbound, rooms: [ROOM] }, options);
}

type Scene = ReturnType<typeof scene>;

/** The mobile phone outside takes the call. */
function mobileAnswers({ lab, first }: Scene): HandCall {
  const mobile = first.calls.at(-1)!;
  mobile.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(200);
  assert.equal(said(lab).at(-1), "conference-invited to-confirm-press 1");
  return mobile;
}

Deno.test("a moderator dials a mobile phone into the room: it comes in by pressing 1", () => {
  const office = scene();
  const { lab, ana, first } = office;
  const host = enter(lab, ana, "2001", "999");
  keyIn(lab, host, "*60722000111#");
  assert.match(asked(first).uri, /\+40722000111/);
  const mobile = mobileAnswers(office);
  assert.equal(lab.media.heardIn(legOf(lab, host)).length, 0, "nobody is in the room before he wants to be");
  keyIn(lab, mobile, "1");
  assert.equal(lab.media.heardIn(legOf(lab, host)).length, 1);
  mobile.bye();
  lab.run(200);
  leaveAll(lab, host);
});

Deno.test("a mobile phone's voicemail presses nothing: it is not let in, and the moderator hears that nobody answers", () => {
  const office = scene();
  const { lab, ana } = office;
  const host = enter(lab, ana, "2001", "999");
  keyIn(lab, host, "*60722000111#");
  const mailbox = mobileAnswers(office);
  lab.run(15_000);
  assert.equal(mailbox.count("BYE"), 1);
  assert.equal(said(lab).at(-1), "nobody-answers");
  assert.equal(lab.media.rooms.size, 1);
  leaveAll(lab, host);
});

Deno.test("a moderator invites nobody whom he may not call: he hears that, and nothing is dialled", () => {
  for (
    const [mayCall, number, hears] of [
      ["internal", "0722000111", "not-permitted"],
      ["national", "0044207946000", "not-permitted"],
      ["international", "999", "no-such-extension"],
    ] as const
  ) {
    const { lab, ana, first } = scene({ mayCall: { "101": mayCall } });
    const host = enter(lab, ana, "2001", "999");
    keyIn(lab, host, `*6${number}#`);
    assert.deepEqual([said(lab).at(-1), first.calls.length], [hears, 0], `${mayCall} ${number}`);
    leaveAll(lab, host);
  }
});

Deno.test("a moderator from outside invites somebody of the house, and nobody outside: the office would pay for it", () => {
  const { lab, bob, first } = scene();
  const host = first.call("+40211234567", "+40722000222", { sdp: sdp() });
  lab.run(200);
  host.ack();
  keyIn(lab, host, "999#");
  keyIn(lab, host, "*60722000111#");
  assert.deepEqual([said(lab).at(-1), first.calls.length], ["not-permitted", 1]);
  keyIn(lab, host, "*6102#");
  const invited = bob.calls[0]!;
  invited.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(200);
  keyIn(lab, invited, "1");
  assert.equal(lab.media.rooms.size, 2);
  for (const call of [invited, host]) call.bye();
  lab.run(200);
  assertNothingLeft(lab);
});
