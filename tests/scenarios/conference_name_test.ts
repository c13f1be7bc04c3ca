import assert from "node:assert/strict";
import { DEFAULT_VOICEMAIL, type Room } from "../../core/directory/mod.ts";
import { enter, hears, leaveAll, legOf, press } from "../lab/conference_scene.ts";
import type { HandCall } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { BOX } from "../lab/mailboxes.ts";
import { connected, registered, said } from "../lab/scene.ts";

const FREE: Room = { number: "2004", name: "Kitchen", announce: "name", waitForModerator: false, most: 9 };
const PRIVATE: Room = {
  ...FREE,
  number: "2002",
  pin: "1234",
  moderatorPin: "999",
  announce: "tone",
  startsLocked: true,
};

/** Bob says his name for his mailbox. */
function named() {
  const lab = new Lab({
    numbers: ["101", "102", "103", "104"],
    mailboxes: { "102": BOX },
    sections: {
      voicemail: { ...DEFAULT_VOICEMAIL, asksPin: false },
      rooms: [FREE, PRIVATE],
    },
  });
  const [ana, bob, eve, tom] = ["101", "102", "103", "104"].map((number) => registered(lab, number));
  const call = connected(lab, bob!, "*97");
  press(lab, call, "03");
  lab.run(1_500);
  press(lab, call, "#1");
  call.bye();
  lab.run(100);
  const [name] = lab.media.files.keys();
  return { lab, ana: ana!, bob: bob!, eve: eve!, tom: tom!, name: name! };
}

/** All that was said to somebody. */
function toldTo(lab: Lab, call: HandCall): readonly string[] {
  const leg = legOf(lab, call);
  return lab.media.said.filter((each) => each.leg === leg).map(({ sound }) =>
    sound.items.map((item) =>
      "name" in item ? item.name : "path" in item ? item.path : "digits" in item ? item.digits : item.type
    )
      .join(" ")
  );
}

Deno.test("a room that names people says who comes and goes, in his own voice, or by his number", () => {
  const { lab, ana, bob, eve, name } = named();
  assert.match(name, /^voicemail\/102\/name-/);
  const [first, second, third] = [ana, bob, eve].map((phone) => enter(lab, phone, "2004"));
  lab.run(1_000);
  second!.bye();
  lab.run(1_000);
  assert.deepEqual(toldTo(lab, first!).filter((said) => said.includes("conference-")), [
    "conference-alone",
    `${name} conference-joins`,
    "extension 103 conference-joins",
    `${name} conference-leaves`,
  ]);
  third!.bye();
  lab.run(1_000);
  assert.equal(
    toldTo(lab, first!).findLast((said) => said.includes("conference-")),
    "extension 103 conference-leaves conference-alone",
  );
  leaveAll(lab, first!);
});

Deno.test("two who come at once are named one after the other", () => {
  const { lab, ana, bob, eve, tom, name } = named();
  lab.media.listMs = 2_000;
  const first = enter(lab, ana, "2004");
  const fourth = enter(lab, tom, "2004");
  lab.run(5_000);
  const [second, third] = [enter(lab, bob, "2004"), enter(lab, eve, "2004")];
  lab.run(500);
  assert.equal(toldTo(lab, first).at(-1), `${name} conference-joins`);
  lab.run(3_000);
  assert.equal(toldTo(lab, first).at(-1), "extension 103 conference-joins");
  lab.media.listMs = 0;
  leaveAll(lab, first, second, third, fourth);
});

Deno.test("a room that starts locked is opened by a moderator", () => {
  const { lab, ana, bob, eve } = named();
  const refused = enter(lab, ana, "2002", "1234");
  assert.equal(said(lab).at(-1), "conference-is-locked");
  assert.equal(refused.count("BYE"), 1);
  const moderator = enter(lab, bob, "2002", "999");
  press(lab, moderator, "*2");
  assert.equal(toldTo(lab, moderator).at(-1), "conference-unlocked");
  const guest = enter(lab, eve, "2002", "1234");
  assert.deepEqual(hears(lab, guest, [moderator]), [true]);
  press(lab, moderator, "*");
  assert.match(toldTo(lab, moderator).at(-1)!, /conference-end-press 9 conference-people-press 0$/);
  leaveAll(lab, moderator, guest);
});
