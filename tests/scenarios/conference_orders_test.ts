import assert from "node:assert/strict";
import type { Room } from "../../core/directory/mod.ts";
import { enter, hears, leaveAll, press } from "../lab/conference_scene.ts";
import { field } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { registered, said } from "../lab/scene.ts";
import { office as outsideOffice, SECTIONS } from "../lab/trunk_scene.ts";

const OPEN: Room = {
  number: "2001",
  name: "Sales meeting",
  announce: "tone",
  waitForModerator: false,
  most: 4,
  moderatorPin: "999",
};

function office(more: Partial<Room> = {}) {
  const lab = new Lab({ numbers: ["101", "102", "103", "104"], sections: { rooms: [{ ...OPEN, ...more }] } });
  const [ana, bob, eve, tom] = ["101", "102", "103", "104"].map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, tom: tom! };
}

Deno.test("a moderator goes through the guests: mutes one, who hears so, lets him speak again, and removes the next", () => {
  const { lab, ana, bob, eve, tom } = office();
  const moderator = enter(lab, ana, "2001", "999");
  const [second, third, last] = [enter(lab, bob, "2001", ""), enter(lab, eve, "2001", ""), enter(lab, tom, "2001", "")];
  const choices =
    "conference-one-mute-press 1 conference-one-next-press 2 conference-one-remove-press 3 to-finish-press *";
  press(lab, moderator, "*0");
  assert.equal(said(lab).at(-1), `extension 102 conference-one-heard ${choices}`);
  press(lab, moderator, "2");
  assert.equal(said(lab).at(-1), `extension 103 conference-one-heard ${choices}`);
  press(lab, moderator, "1");
  assert.deepEqual(said(lab).slice(-2).toSorted(), [
    "conference-muted",
    `extension 103 conference-one-muted ${choices}`,
  ]);
  assert.deepEqual(hears(lab, second, [moderator, third, last]), [true, false, true]);
  assert.deepEqual(hears(lab, third, [moderator, second, last]), [true, true, true]);
  press(lab, third, "*1*1");
  assert.equal(said(lab).at(-1), "conference-muted");
  assert.deepEqual(hears(lab, second, [third]), [false], "he cannot lift it himself");
  press(lab, moderator, "1");
  assert.equal(said(lab).filter((each) => each === "conference-unmuted").length, 1);
  assert.deepEqual(hears(lab, second, [third]), [true]);
  press(lab, moderator, "23");
  assert.equal(last.count("BYE"), 1);
  assert.deepEqual(said(lab).slice(-2), [`extension 102 conference-one-heard ${choices}`, "conference-removed"]);
  press(lab, moderator, "*");
  assert.equal(hears(lab, moderator, [second, third]).every(Boolean), true);
  press(lab, second, "*0");
  assert.equal(said(lab).at(-1), "invalid-choice", "no guest does");
  for (const call of [second, third]) call.bye();
  lab.run(100);
  press(lab, moderator, "*0");
  assert.equal(said(lab).at(-1), "conference-no-guests");
  leaveAll(lab, moderator);
});

Deno.test("a moderator hears who from outside is there by his number, and nobody's who hides it", () => {
  const inbound = [{ number: "+40211234567", to: { kind: "room", id: "2001" } }];
  const { lab, ana, first } = outsideOffice({ ...SECTIONS, inbound, rooms: [OPEN] });
  const moderator = enter(lab, ana, "2001", "999");
  const guests = [[], [field("Privacy", "id")]].map((headers) => {
    const guest = first.call("+40211234567", "+40722000111", { headers });
    lab.run(100);
    guest.ack();
    lab.run(100);
    press(lab, guest, "#");
    return guest;
  });
  press(lab, moderator, "*0");
  assert.match(said(lab).at(-1)!, /^conference-outsider 0722000111 conference-one-heard /);
  press(lab, moderator, "2");
  assert.match(said(lab).at(-1)!, /^conference-outsider conference-one-heard /);
  leaveAll(lab, moderator, ...guests);
});

Deno.test("whoever comes when all are muted hears that he is, and when the moderator has gone, that he may speak", () => {
  const { lab, ana, bob, eve } = office();
  const [moderator, second] = [enter(lab, ana, "2001", "999"), enter(lab, bob, "2001", "")];
  press(lab, moderator, "*5");
  const third = enter(lab, eve, "2001", "");
  assert.equal(said(lab).at(-1), "conference-muted");
  assert.deepEqual(hears(lab, moderator, [second, third]), [false, false]);
  moderator.bye();
  lab.run(100);
  assert.deepEqual(said(lab).slice(-2), ["conference-unmuted", "conference-unmuted"]);
  assert.deepEqual(hears(lab, second, [third]), [true]);
  leaveAll(lab, second, third);
});

Deno.test("where a room waits for its moderator those whom he has muted hear when the next one comes that they may speak", () => {
  const { lab, ana, bob, eve, tom } = office({ waitForModerator: true });
  const moderator = enter(lab, ana, "2001", "999");
  const guests = [enter(lab, bob, "2001", ""), enter(lab, eve, "2001", "")];
  press(lab, moderator, "*5");
  moderator.bye();
  lab.run(100);
  assert.ok(!said(lab).includes("conference-unmuted"), "they wait, and speak to nobody");
  const next = enter(lab, tom, "2001", "999");
  assert.equal(said(lab).filter((each) => each === "conference-unmuted").length, 2);
  assert.deepEqual(hears(lab, next, guests), [true, true]);
  leaveAll(lab, next, ...guests);
});
