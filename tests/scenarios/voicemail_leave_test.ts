import assert from "node:assert/strict";
import type { HandCall } from "../lab/hand_call.ts";
import { field, sdp } from "../lab/hand_call.ts";
import { Lab } from "../lab/lab.ts";
import { filesOf, mailOffice, messagesIn } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, press, said, talking, told, transfer } from "../lab/scene.ts";

const GREETING = "extension 102 is-unavailable voicemail-leave-message voicemail-when-done";
const REVIEW =
  "voicemail-to-send-press 1 voicemail-to-review-press 2 voicemail-to-record-again-press 3 voicemail-to-mark-urgent-press 4";

/** Nothing is left, and every file is a message's. */
function assertTidy(lab: Lab, box = "102"): void {
  assertNothingLeft(lab);
  assert.deepEqual(filesOf(lab), messagesIn(lab, box).flatMap(({ files }) => files).sort());
}

Deno.test("a caller hears the greeting and the tone, speaks, and sends it", () => {
  const { lab, ana } = mailOffice();
  const call = connected(lab, ana, "*102");
  assert.deepEqual(said(lab), [GREETING, "beep"]);
  lab.run(10_000);
  press(lab, ana, "#");
  assert.equal(said(lab).at(-1), REVIEW);
  press(lab, ana, "1");
  assert.equal(said(lab).at(-1), "voicemail-sent");
  assert.equal(call.count("BYE"), 1);
  const [message] = messagesIn(lab, "102");
  assert.partialDeepStrictEqual(message, {
    box: "102",
    from: { number: "101", name: "Person 101" },
    state: "new",
    urgent: false,
  });
  assert.ok(message!.durationMs >= 10_000 && message!.durationMs < 10_500, `${message!.durationMs}`);
  assert.deepEqual(told(lab, "voicemail."), [{ type: "voicemail.left", box: "102", message: message!.id }]);
  assertTidy(lab);
});

Deno.test("who hangs up in the middle leaves a message, and who hangs up in the menu too", () => {
  const { lab, ana } = mailOffice();
  for (const keys of ["", "#", "#2", "#4"]) {
    const call = connected(lab, ana, "*102");
    lab.run(5_000);
    press(lab, ana, keys);
    call.bye();
    lab.run(200);
  }
  const messages = messagesIn(lab, "102");
  assert.deepEqual(messages.map(({ urgent }) => urgent), [false, false, false, true]);
  assert.ok(messages.every(({ durationMs }) => durationMs >= 5_000));
  assertTidy(lab);
});

Deno.test("who hangs up at once leaves nothing, and too short a message is asked for again", () => {
  const { lab, ana } = mailOffice();
  const first = connected(lab, ana, "*102");
  first.bye();
  lab.run(100);
  const before = told(lab, "voicemail.").length;
  const second = connected(lab, ana, "*102");
  press(lab, ana, "#");
  assert.deepEqual(said(lab).slice(-2), ["voicemail-too-short", "beep"]);
  assert.deepEqual(told(lab, "voicemail.").slice(before), [], "nobody is told of what is no message");
  lab.run(3_000);
  second.bye();
  lab.run(100);
  const [message, ...more] = messagesIn(lab, "102");
  assert.deepEqual(more, []);
  assert.deepEqual(told(lab, "voicemail.").slice(before), [{
    type: "voicemail.left",
    box: "102",
    message: message!.id,
  }]);
  assertTidy(lab);
});

Deno.test("a message is listened to, recorded again, marked urgent and sent", () => {
  const { lab, ana } = mailOffice();
  connected(lab, ana, "*102");
  lab.run(5_000);
  press(lab, ana, "#2");
  assert.match(said(lab).at(-2)!, /^voicemail\/102\/.*\.opus$/);
  press(lab, ana, "3");
  assert.equal(said(lab).at(-1), "beep");
  lab.run(8_000);
  // Keys that come while something is said are taken.
  lab.media.listMs = 5_000;
  press(lab, ana, "#44");
  assert.ok(said(lab).includes("voicemail-marked-urgent") && said(lab).includes("voicemail-not-urgent"));
  press(lab, ana, "41");
  const [message, ...more] = messagesIn(lab, "102");
  assert.deepEqual(more, []);
  assert.ok(message!.urgent && message!.durationMs >= 8_000);
  assertTidy(lab);
});

Deno.test("ten seconds before the longest message is over the caller hears so, and then that it is", () => {
  const { lab, ana } = mailOffice({ maxLengthS: 60 });
  const call = connected(lab, ana, "*102");
  lab.run(49_000);
  assert.equal(said(lab).at(-1), "beep");
  lab.run(2_000);
  assert.equal(said(lab).at(-1), "voicemail-time-nearly-up");
  lab.run(9_500);
  assert.deepEqual(said(lab).slice(-2), ["voicemail-time-up", REVIEW]);
  call.bye();
  lab.run(100);
  assert.equal(messagesIn(lab, "102")[0]!.durationMs, 60_000);
  assertTidy(lab);
});

Deno.test("a box with little room says how long a message may be, and a full one takes none", () => {
  const { lab, ana } = mailOffice({}, { quotaMin: 1, maxLengthS: 40 });
  const leave = (ms: number): HandCall => {
    const call = connected(lab, ana, "*102");
    lab.run(ms);
    call.bye();
    lab.run(100);
    return call;
  };
  leave(35_000);
  leave(20_000);
  assert.deepEqual(said(lab).slice(-4), [GREETING, "voicemail-longest 24 s", "beep", "voicemail-time-nearly-up"]);
  leave(30_000);
  const refused = connected(lab, ana, "*102");
  assert.deepEqual(said(lab).slice(-2), [GREETING, "voicemail-box-full"]);
  assert.equal(refused.count("BYE"), 1);
  assert.equal(messagesIn(lab, "102").length, 3);
  assertTidy(lab);
});

Deno.test("a caller who falls silent has sent his message; one who never spoke has not", () => {
  const { lab, ana } = mailOffice();
  for (const ms of [15_000, 1_000]) {
    connected(lab, ana, "*102");
    lab.run(ms);
    lab.media.fallSilent(lab.now);
    lab.run(100);
  }
  assert.equal(messagesIn(lab, "102").length, 1);
  press(lab, ana, "#");
  lab.run(60_000);
  ana.calls.at(-1)!.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("0 during the greeting rings the operator; without one it skips the greeting", () => {
  for (const operator of [true, false]) {
    const office = operator ? mailOffice() : mailOffice({ operator: { kind: "hang-up", id: "busy" } });
    const { lab, ana, dan } = office;
    lab.media.listMs = 5_000;
    const call = connected(lab, ana, "*102");
    press(lab, ana, "0");
    assert.equal(dan.calls.length, operator ? 1 : 0);
    if (operator) {
      dan.calls[0]!.respond(200, { sdp: sdp(["PCMA"]) });
      lab.run(100);
      assert.equal(lab.media.heard.size, 2);
      call.bye();
      lab.run(100);
    }
    assert.deepEqual(messagesIn(lab, "102"), []);
    assertTidy(lab);
  }
});

Deno.test("another key skips the greeting", () => {
  const { lab, ana } = mailOffice();
  lab.media.listMs = 5_000;
  const call = connected(lab, ana, "*102");
  press(lab, ana, "#");
  assert.deepEqual(said(lab), [GREETING, "beep"]);
  call.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("a box is greeted for as busy while its owner talks", () => {
  const { lab, ana, bob, dan } = mailOffice();
  const talk = talking(lab, dan, bob);
  const call = connected(lab, ana, "*102");
  assert.equal(said(lab)[0], "extension 102 is-busy voicemail-leave-message voicemail-when-done");
  call.bye();
  talk.caller.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("a plain greeting names nobody", () => {
  const { lab, ana } = mailOffice({}, { greeting: "plain" });
  const call = connected(lab, ana, "*102");
  assert.equal(said(lab)[0], "voicemail-greeting voicemail-leave-message voicemail-when-done");
  call.bye();
  lab.run(100);
  assertTidy(lab);
});

Deno.test("an extension without a mailbox says so, and * leads only to extensions", () => {
  const { lab, ana } = mailOffice();
  const none = connected(lab, ana, "*101");
  assert.deepEqual(said(lab), ["voicemail-none-here"]);
  assert.equal(none.count("BYE"), 1);
  const nobody = ana.invite("*199", { sdp: sdp() });
  lab.run(100);
  assert.equal(nobody.statuses().at(-1), 404);
  assertTidy(lab);
});

Deno.test("a full disk is told to the caller, and leaves nothing behind", () => {
  const { lab, ana } = mailOffice();
  lab.media.isFull = true;
  const call = connected(lab, ana, "*102");
  assert.equal(said(lab).at(-1), "something-failed");
  assert.equal(call.count("BYE"), 1);
  assert.deepEqual(messagesIn(lab, "102"), []);
  assertTidy(lab);
});

Deno.test("whoever is transferred to a box leaves a message there, and the one who sent him is let go", () => {
  const { lab, ana, bob } = mailOffice();
  const { caller, called } = talking(lab, ana, bob);
  transfer(called, "*103");
  lab.run(200);
  assert.equal(called.count("BYE"), 1);
  lab.run(6_000);
  caller.bye();
  lab.run(100);
  assert.equal(messagesIn(lab, "103").length, 1);
  assertTidy(lab, "103");
});

Deno.test("a caller who hides his number is hidden from whoever hears his message", () => {
  const { lab, ana } = mailOffice();
  const call = ana.invite("*102", { sdp: sdp(), headers: [field("Privacy", "id")] });
  lab.run(100);
  call.ack();
  lab.run(5_000);
  call.bye();
  lab.run(100);
  assert.equal(messagesIn(lab, "102")[0]!.from, undefined);
  assertTidy(lab);
});

Deno.test("a hundred callers at once: every message is there, and none is cut", () => {
  const { lab, ana } = mailOffice({ quotaMin: 6_000 }, {}, 100);
  const calls = Array.from({ length: 100 }, () => ana.invite("*102", { sdp: sdp() }));
  lab.run(100);
  for (const call of calls) call.ack();
  lab.run(30_000);
  for (const call of calls) call.bye();
  lab.run(1_000);
  const messages = messagesIn(lab, "102");
  assert.equal(messages.length, calls.length);
  assert.ok(messages.every(({ durationMs }) => durationMs >= 29_000));
  assertTidy(lab);
});

Deno.test("a box that lost power while a message was spoken has it afterwards, as far as it was written", () => {
  for (const [writtenMs, type] of [[7_000, "recording.adopted"], [900, "recording.dropped"]] as const) {
    const { lab, ana } = mailOffice();
    connected(lab, ana, "*102");
    lab.run(8_000);
    assert.equal(lab.media.recorded.size, 1);
    const next = new Lab({ numbers: ["102"], mailboxes: { 102: { pin: "4711", greeting: "number" } } });
    for (const path of lab.media.files.keys()) next.media.files.set(path, writtenMs);
    next.input({ type: "recalled", pages: lab.kept });
    next.run(100);
    assert.deepEqual(next.events.map((event) => event.type), [type]);
    const messages = messagesIn(next, "102");
    assert.deepEqual(
      messages.map(({ durationMs, from }) => [durationMs, from?.number]),
      writtenMs === 900 ? [] : [[7_000, "101"]],
    );
    assertTidy(next);
  }
});
