import assert from "node:assert/strict";
import { DEFAULT_VOICEMAIL } from "../../core/directory/mod.ts";
import { Lab } from "../lab/lab.ts";
import { BOX, filesOf, messagesIn } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, press, registered, said } from "../lab/scene.ts";

/** Bob (102), Eve (103) and Dan (104) have mailboxes; Ana (101) has none. The office's list 190 is of all three. */
function office(quotaMin: Readonly<Record<string, number>> = {}) {
  const numbers = ["101", "102", "103", "104"];
  const boxOf = (number: string) => ({ ...BOX, ...(quotaMin[number] === undefined ? {} : { quotaMin: 1 }) });
  const lab = new Lab({
    numbers,
    mailboxes: { "102": boxOf("102"), "103": boxOf("103"), "104": boxOf("104") },
    sections: {
      voicemail: {
        ...DEFAULT_VOICEMAIL,
        asksPin: false,
        lists: [{ number: "190", name: "Everybody", members: ["102", "103", "104"] }],
      },
    },
  });
  const [ana, bob, eve, dan] = numbers.map((number) => registered(lab, number));
  return { lab, ana: ana!, bob: bob!, eve: eve!, dan: dan! };
}

function assertTidy(lab: Lab): void {
  assertNothingLeft(lab);
  const files = ["102", "103", "104"].flatMap((box) => messagesIn(lab, box)).flatMap((message) => message.files);
  assert.deepEqual(filesOf(lab), [...new Set(files)].sort());
}

Deno.test("an owner makes a list of his own, hears who is on it, and takes somebody off it", () => {
  const { lab, bob } = office();
  const call = connected(lab, bob, "*97");
  press(lab, bob, "07");
  assert.equal(said(lab).at(-1), "voicemail-enter-list");
  press(lab, bob, "3");
  assert.deepEqual(said(lab).slice(-2), ["voicemail-list-empty", "voicemail-list-enter-extension"]);
  press(lab, bob, "103#");
  assert.equal(said(lab).at(-2), "extension 103 voicemail-list-added");
  press(lab, bob, "104#");
  press(lab, bob, "101#");
  assert.equal(said(lab).at(-2), "voicemail-none-here");
  press(lab, bob, "199#");
  assert.equal(said(lab).at(-2), "no-such-extension");
  press(lab, bob, "104#");
  assert.equal(said(lab).at(-2), "extension 104 voicemail-list-removed");
  press(lab, bob, "#73");
  assert.equal(said(lab).at(-2), "voicemail-on-list extension 103");
  press(lab, bob, "103##70");
  assert.equal(said(lab).at(-2), "invalid-choice");
  call.bye();
  lab.run(100);
  assert.equal(
    lab.kept.findLast(({ family }) => family === "voicemail-list")?.value,
    undefined,
    "an empty one is none",
  );
  assertTidy(lab);
});

Deno.test("a message to one's own list is in every box on it, once recorded; who throws it away takes it from nobody", () => {
  const { lab, bob, eve } = office();
  const call = connected(lab, bob, "*97");
  press(lab, bob, "073103#104##*");
  press(lab, bob, "43#");
  assert.equal(said(lab).at(-1), "beep");
  lab.run(5_000);
  press(lab, bob, "#1");
  assert.equal(said(lab).at(-2), "voicemail-sent");
  call.bye();
  lab.run(100);
  const [[first], [second]] = [messagesIn(lab, "103"), messagesIn(lab, "104")];
  assert.deepEqual(first!.files, second!.files);
  assert.equal(filesOf(lab).length, 1);
  const hears = connected(lab, eve, "*97");
  press(lab, eve, "17");
  hears.bye();
  lab.run(25 * 3_600_000);
  connected(lab, eve, "*97").bye();
  lab.run(100_000);
  assert.deepEqual(messagesIn(lab, "103"), []);
  assert.equal(messagesIn(lab, "104").length, 1);
  assertTidy(lab);
});

Deno.test("who hangs up while he speaks to a list has sent it to all on it, and too short a message to nobody", () => {
  const { lab, bob } = office();
  for (const [seconds, messages] of [[1, 0], [5, 1]] as const) {
    const call = connected(lab, bob, "*97");
    press(lab, bob, "4190#");
    lab.run(1_000 * seconds);
    call.bye();
    lab.run(100);
    for (const box of ["103", "104"]) assert.equal(messagesIn(lab, box).length, messages, `${box} after ${seconds} s`);
  }
  assert.deepEqual(messagesIn(lab, "102"), [], "nobody sends himself a message");
  assertTidy(lab);
});

Deno.test("a message is passed on to the office's list, with one comment; a list of nobody is told", () => {
  const { lab, ana, bob } = office();
  const leaves = connected(lab, ana, "*102");
  lab.run(5_000);
  leaves.bye();
  lab.run(100);
  const call = connected(lab, bob, "*97");
  press(lab, bob, "185#");
  assert.equal(said(lab).at(-2), "voicemail-list-empty");
  press(lab, bob, "8190#");
  lab.run(4_000);
  press(lab, bob, "#");
  assert.equal(said(lab).at(-2), "voicemail-forwarded");
  call.bye();
  lab.run(100);
  for (const box of ["103", "104"]) {
    assert.partialDeepStrictEqual(messagesIn(lab, box), [{ forwardedBy: "102", from: { number: "101" } }]);
    assert.equal(messagesIn(lab, box)[0]!.files.length, 2);
  }
  assert.equal(filesOf(lab).length, 2);
  assertTidy(lab);
});

Deno.test("a message to a list is as long as the fullest of its boxes allows, and passes over a full one", () => {
  const { lab, ana, bob } = office({ "104": 1 });
  const fills = connected(lab, ana, "*104");
  lab.run(30_000);
  fills.bye();
  lab.run(100);
  const call = connected(lab, bob, "*97");
  press(lab, bob, "4190#");
  assert.match(said(lab).at(-2)!, /^voicemail-longest/);
  lab.run(31_000);
  press(lab, bob, "1");
  assert.deepEqual(["103", "104"].map((box) => messagesIn(lab, box).length), [1, 2]);
  press(lab, bob, "4190#");
  assert.equal(said(lab).at(-1), "beep", "nothing is said of a full one among others");
  lab.run(5_000);
  press(lab, bob, "#1");
  call.bye();
  lab.run(100);
  assert.deepEqual(["103", "104"].map((box) => messagesIn(lab, box).length), [2, 2]);
  assertTidy(lab);
});
