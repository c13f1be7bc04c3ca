import assert from "node:assert/strict";
import type { HandPhone } from "../lab/hand_phone.ts";
import { sdp } from "../lab/hand_call.ts";
import type { Lab } from "../lab/lab.ts";
import { filesOf, mailOffice, messagesIn } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, press, said } from "../lab/scene.ts";

/** Leaves a message of so many seconds in Bob's box. */
function leave(lab: Lab, from: HandPhone, seconds = 5, keys = ""): void {
  const call = connected(lab, from, "*102");
  lab.run(1_000 * seconds);
  press(lab, from, keys);
  call.bye();
  lab.run(1_000);
}

/** What the box has said since a moment ago. */
function since(lab: Lab, act: () => void): readonly string[] {
  const before = said(lab).length;
  act();
  return said(lab).slice(before);
}

function assertTidy(lab: Lab): void {
  assertNothingLeft(lab);
  const files = ["102", "103"].flatMap((box) => messagesIn(lab, box)).flatMap((message) => message.files);
  assert.deepEqual(filesOf(lab), [...new Set(files)].sort());
}

const MENU = "voicemail-compose-press 4 voicemail-greetings-press 0 to-finish-press #";

Deno.test("*97 asks for the PIN, and says what there is", () => {
  const { lab, bob } = mailOffice();
  const call = connected(lab, bob, "*97");
  assert.deepEqual(said(lab), ["enter-pin"]);
  press(lab, bob, "4712#");
  assert.deepEqual(said(lab).slice(-2), ["wrong-pin", "enter-pin"]);
  press(lab, bob, "4711#");
  assert.deepEqual(said(lab).slice(-2), ["voicemail-no-messages", MENU]);
  press(lab, bob, "#");
  assert.equal(call.count("BYE"), 1);
  assertTidy(lab);
});

Deno.test("*97 asks for no PIN where the office says so", () => {
  const { lab, bob } = mailOffice({ asksPin: false });
  const call = connected(lab, bob, "*97");
  assert.deepEqual(said(lab), ["voicemail-no-messages", MENU]);
  call.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("three wrong PINs end the call", () => {
  const { lab, bob } = mailOffice();
  const call = connected(lab, bob, "*97");
  press(lab, bob, "1#2#3#");
  assert.equal(said(lab).at(-1), "too-many-attempts");
  assert.equal(call.count("BYE"), 1);
  assertTidy(lab);
});

Deno.test("*98 opens any box from any phone, and does not tell which there are", () => {
  const { lab, ana } = mailOffice();
  const call = connected(lab, ana, "*98");
  assert.deepEqual(said(lab), ["voicemail-enter-box"]);
  press(lab, ana, "999#4711#");
  assert.ok(said(lab).includes("voicemail-wrong-box-or-pin"));
  press(lab, ana, "102#4711#");
  assert.equal(said(lab).at(-1), MENU);
  call.bye();
  const other = connected(lab, ana, "*98103");
  press(lab, ana, "4711#");
  assert.equal(said(lab).at(-1), MENU);
  other.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("the owner gets into his box by * while his greeting plays", () => {
  const { lab, ana } = mailOffice();
  lab.media.listMs = 1_000;
  const call = connected(lab, ana, "*102");
  press(lab, ana, "*4711#");
  lab.run(1_500);
  assert.ok(said(lab).includes("voicemail-no-messages"));
  call.bye();
  lab.run(1_000);
  assertTidy(lab);
});

Deno.test("messages are heard with their envelope, urgent ones first; what was heard is saved", () => {
  const { lab, ana, bob, dan } = mailOffice({ asksPin: false });
  leave(lab, ana);
  leave(lab, dan, 7, "#4");
  const call = connected(lab, bob, "*97");
  assert.equal(said(lab).at(-2), "voicemail-you-have 2");
  const first = since(lab, () => press(lab, bob, "1"));
  assert.match(
    first[0]!,
    /^voicemail-message-number 1 voicemail-urgent voicemail-from extension 104 voicemail-received 2023-11-1\d \d\d:\d\d$/,
  );
  const urgent = messagesIn(lab, "102").find((message) => message.urgent)!;
  assert.equal(first[1], urgent.files[0]);
  assert.match(first[2]!, /voicemail-delete-press 7 voicemail-save-press 9 voicemail-next-press 6/);
  assert.deepEqual(messagesIn(lab, "102").map(({ state }) => state), ["new", "saved"]);
  const second = since(lab, () => press(lab, bob, "6"));
  assert.match(second[0]!, /^voicemail-message-number 2 voicemail-from extension 101 voicemail-received/);
  assert.doesNotMatch(second[2]!, /voicemail-next-press/);
  const end = since(lab, () => press(lab, bob, "6"));
  assert.deepEqual(end[0], "voicemail-no-more");
  assert.equal(end[1], `voicemail-saved-press 2 ${MENU}`);
  call.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("a message is skipped, replayed, gone back to, and its length and time are told", () => {
  const { lab, ana, bob, dan } = mailOffice({ asksPin: false });
  leave(lab, ana, 65);
  leave(lab, dan);
  const call = connected(lab, bob, "*97");
  press(lab, bob, "1");
  assert.match(since(lab, () => press(lab, bob, "4"))[0]!, /voicemail-first/);
  assert.match(since(lab, () => press(lab, bob, "5"))[1]!, /\.opus$/);
  assert.match(since(lab, () => press(lab, bob, "3"))[0]!, /voicemail-from extension 101 .* voicemail-lasts 65 s$/);
  press(lab, bob, "6");
  assert.match(since(lab, () => press(lab, bob, "4"))[0]!, /voicemail-message-number 1/);
  assert.equal(since(lab, () => press(lab, bob, "*"))[0], `voicemail-saved-press 2 ${MENU}`);
  assert.equal(since(lab, () => press(lab, bob, "7"))[0], "invalid-choice");
  call.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("who has heard enough of a message's time and length, or of what was done with it, presses the next key, or hangs up", () => {
  const { lab, ana, bob } = mailOffice({ asksPin: false });
  leave(lab, ana);
  const call = connected(lab, bob, "*97");
  press(lab, bob, "1");
  lab.media.listMs = 5_000;
  assert.match(since(lab, () => press(lab, bob, "3")).at(-1)!, /voicemail-lasts 5 s$/);
  assert.deepEqual(since(lab, () => press(lab, bob, "7")), ["voicemail-deleted"]);
  assert.deepEqual(since(lab, () => press(lab, bob, "7")), ["voicemail-undeleted"]);
  lab.run(5_000);
  press(lab, bob, "3");
  call.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("a message is deleted and brought back; left deleted it is gone a day later, file and all", () => {
  const { lab, ana, bob } = mailOffice({ asksPin: false });
  leave(lab, ana);
  leave(lab, ana);
  const call = connected(lab, bob, "*97");
  press(lab, bob, "17");
  assert.ok(said(lab).includes("voicemail-deleted"));
  assert.match(said(lab).at(-1)!, /voicemail-undelete-press 7/);
  press(lab, bob, "7");
  assert.ok(said(lab).includes("voicemail-undeleted"));
  press(lab, bob, "7*3");
  assert.deepEqual(messagesIn(lab, "102").map(({ state }) => state), ["deleted", "new"]);
  call.bye();
  lab.run(25 * 3_600_000);
  connected(lab, bob, "*97").bye();
  lab.run(100_000);
  assert.deepEqual(messagesIn(lab, "102").map(({ state }) => state), ["new"]);
  assertTidy(lab);
});

Deno.test("a message is saved by 9, and the next one plays", () => {
  const { lab, ana, bob } = mailOffice({ asksPin: false });
  leave(lab, ana);
  leave(lab, ana);
  lab.media.listMs = 2_000;
  const call = connected(lab, bob, "*97");
  lab.run(2_000);
  press(lab, bob, "1");
  press(lab, bob, "9");
  lab.run(3_000);
  assert.ok(said(lab).includes("voicemail-kept"));
  assert.match(said(lab).at(-1)!, /voicemail-message-number 2/);
  assert.deepEqual(messagesIn(lab, "102").map(({ state }) => state), ["saved", "new"]);
  call.bye();
  lab.run(3_000);
  assertTidy(lab);
});

Deno.test("a message is passed on with a comment before it, and plays there when the first is gone", () => {
  const { lab, ana, bob, eve } = mailOffice({ asksPin: false });
  leave(lab, ana, 8);
  const call = connected(lab, bob, "*97");
  press(lab, bob, "18103#");
  assert.deepEqual(said(lab).slice(-2), ["voicemail-record-comment", "beep"]);
  lab.run(4_000);
  press(lab, bob, "#");
  assert.deepEqual(said(lab).slice(-2), ["voicemail-forwarded", "voicemail-forward-more-press 1"]);
  lab.run(10_000);
  press(lab, bob, "7");
  call.bye();
  lab.run(25 * 3_600_000);
  const [passed] = messagesIn(lab, "103");
  assert.partialDeepStrictEqual(passed, { forwardedBy: "102", from: { number: "101" }, state: "new" });
  assert.equal(passed!.files.length, 2);
  assert.ok(passed!.durationMs >= 12_000);
  const hears = connected(lab, eve, "*97");
  press(lab, eve, "1");
  assert.ok(said(lab).includes(passed!.files.join(" ")));
  hears.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("a comment that is cut off passes nothing on, and leaves no file", () => {
  const { lab, ana, bob } = mailOffice({ asksPin: false });
  leave(lab, ana);
  const call = connected(lab, bob, "*97");
  press(lab, bob, "18103#");
  lab.run(4_000);
  call.bye();
  lab.run(100);
  assert.deepEqual(messagesIn(lab, "103"), []);
  assertTidy(lab);
});

Deno.test("whoever left a message is called back", () => {
  const { lab, ana, bob } = mailOffice({ asksPin: false });
  leave(lab, ana);
  const call = connected(lab, bob, "*97");
  press(lab, bob, "12");
  assert.equal(said(lab).at(-1), "connecting");
  ana.calls.at(-1)!.respond(200, { sdp: sdp(["PCMA"]) });
  lab.run(100);
  assert.equal(lab.media.heard.size, 2);
  call.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("a message is left for a colleague without ringing him", () => {
  const { lab, bob, eve } = mailOffice({ asksPin: false });
  const call = connected(lab, bob, "*97");
  press(lab, bob, "4103#");
  assert.equal(said(lab).at(-1), "beep");
  lab.run(5_000);
  press(lab, bob, "#1");
  assert.deepEqual(said(lab).slice(-2), ["voicemail-sent", MENU]);
  assert.partialDeepStrictEqual(messagesIn(lab, "103"), [{ from: { number: "102", name: "Person 102" } }]);
  assert.equal(eve.calls.length, 0);
  press(lab, bob, "4101#");
  assert.deepEqual(said(lab).slice(-2), ["voicemail-none-here", MENU]);
  call.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("an owner records his name and his greeting, and callers hear them", () => {
  const { lab, ana, bob } = mailOffice({ asksPin: false });
  const call = connected(lab, bob, "*97");
  press(lab, bob, "03");
  lab.run(1_500);
  press(lab, bob, "#1");
  assert.ok(said(lab).includes("voicemail-greeting-set"));
  const greetingOf = (): string => {
    const before = said(lab).length;
    connected(lab, ana, "*102").bye();
    lab.run(200);
    return said(lab)[before]!;
  };
  assert.match(greetingOf(), /^voicemail\/102\/name-.*\.opus is-busy voicemail-leave-message/, "he is on the phone");
  press(lab, bob, "1");
  lab.run(6_000);
  press(lab, bob, "#3");
  lab.run(6_000);
  press(lab, bob, "#21");
  call.bye();
  lab.run(100);
  assert.match(greetingOf(), /^voicemail\/102\/own-[^ ]*\.opus$/);
  assert.equal(filesOf(lab).length, 2, "what was recorded before is gone");
  assertNothingLeft(lab);
});

Deno.test("away until a day: the greeting says so up to that day, and the one before holds after it", () => {
  const { lab, ana, bob } = mailOffice({ asksPin: false });
  const call = connected(lab, bob, "*97");
  press(lab, bob, "041611#");
  assert.ok(said(lab).includes("voicemail-away-until 2023-11-16"));
  call.bye();
  lab.run(1_000);
  const greetingOf = (): string => {
    const before = said(lab).length;
    connected(lab, ana, "*102").bye();
    lab.run(200);
    return said(lab)[before]!;
  };
  assert.match(greetingOf(), /^extension 102 is-away-until 2023-11-16/);
  lab.run(3 * 24 * 3_600_000);
  ana.register();
  lab.run(100);
  assert.match(greetingOf(), /^extension 102 is-unavailable/);
  lab.run(1_000);
  assertTidy(lab);
});

Deno.test("a PIN is changed: not to a simple one, and only when it was entered twice", () => {
  const { lab, bob } = mailOffice();
  const call = connected(lab, bob, "*97");
  press(lab, bob, "4711#05");
  for (
    const [keys, prompt] of [["1234#", "pin-too-simple"], ["5102#", "pin-too-simple"], ["8065#8066#", "pins-differ"]]
  ) {
    assert.ok(since(lab, () => press(lab, bob, keys!)).includes(prompt!), keys!);
    press(lab, bob, "5");
  }
  press(lab, bob, "8065#8065#");
  assert.ok(said(lab).includes("pin-changed"));
  call.bye();
  lab.run(100);
  const again = connected(lab, bob, "*97");
  assert.ok(since(lab, () => press(lab, bob, "4711#")).includes("wrong-pin"));
  assert.ok(since(lab, () => press(lab, bob, "8065#")).includes("voicemail-no-messages"));
  const keyed = lab.events.flatMap((event) => event.type === "leg.digit" ? [event.digit] : []).join("");
  const written = JSON.stringify([lab.kept, lab.log, keyed]);
  for (const pin of ["8065", "4711"]) assert.ok(!written.includes(pin), "a PIN is written down nowhere");
  again.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("who says nothing for long is let go", () => {
  const { lab, ana, bob } = mailOffice({ asksPin: false });
  leave(lab, ana);
  for (const keys of ["", "1", "0"]) {
    const call = connected(lab, bob, "*97");
    press(lab, bob, keys);
    lab.run(120_000);
    assert.equal(call.count("BYE"), 1, keys);
  }
  assertTidy(lab);
});

Deno.test("a box with hardly any room left tells its owner", () => {
  const { lab, ana, bob } = mailOffice({ asksPin: false }, { quotaMin: 1, maxLengthS: 120 });
  leave(lab, ana, 57);
  connected(lab, bob, "*97").bye();
  lab.run(100);
  assert.ok(said(lab).includes("voicemail-you-have 1 voicemail-box-nearly-full"));
  assertTidy(lab);
});
