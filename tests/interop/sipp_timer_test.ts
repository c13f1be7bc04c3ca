/**
 * Session timers (RFC 4028) as real phones meet them: who refreshes, who is ended, who asked for too little.
 *
 * @module
 */
import {
  answer,
  answerInside,
  audio,
  expect,
  inviteKept,
  inviting,
  pause,
  request,
  ringing,
  type Steps,
} from "./scenario.ts";
import { answering, hangUp, hungUpOn, onStage } from "./sipp_stage.ts";

const timed = (
  refresher: "uac" | "uas",
): string[] => ["Supported: timer", `Session-Expires: 90;refresher=${refresher}`];

/** On hold from the first moment: for the minute that this takes, silence must be no reason to hang up. */
const QUIET = audio("inactive");

/** A caller with a session of 90 s, up to its ACK. */
const timedCall = (refresher: "uac" | "uas"): Steps => [
  inviting({ body: QUIET, headers: timed(refresher) }),
  ringing,
  expect(200, { dialog: true, matching: new RegExp(`Session-Expires: *90;refresher=${refresher}`) }),
  request("ACK", { cseq: 2, inDialog: true }),
];

/** A callee on hold that wants its session timed in its own way, or not at all. */
const heldCallee = (...headers: string[]): Steps => [
  expect("INVITE", { dialog: true, matching: /Session-Expires: *1800.*Min-SE: *90/, keep: inviteKept }),
  answer("180 Ringing"),
  answer("200 OK", { headers, body: QUIET, repeated: true }),
  expect("ACK"),
];

const TIMED_BY_BOX = ["Require: timer", "Session-Expires: 90;refresher=uac"];
/** RFC 4028 §10: at half the time; by UPDATE only where the phone allows it, and SIPp does not say. */
const refreshed: Steps = [
  expect("INVITE", { matching: /Session-Expires: *90;refresher=uac/, withinMs: 48_000 }),
  answerInside("200 OK", { headers: TIMED_BY_BOX, body: QUIET }),
  expect("ACK"),
];

onStage("a caller refreshes its session by UPDATE and by re-INVITE", async (stage) => {
  const callee = await stage.callee("102", [...answering, ...hungUpOn]);
  await stage.caller("101", "102", [
    ...timedCall("uac"),
    request("UPDATE", { cseq: 3, inDialog: true, headers: timed("uac") }),
    expect(200, { matching: /Session-Expires: *90;refresher=uac/ }),
    request("INVITE", { cseq: 4, inDialog: true, body: audio(), headers: timed("uac") }),
    expect(100, { optional: true }),
    expect(200, { matching: /Session-Expires: *90;refresher=uac/ }),
    request("ACK", { cseq: 4, inDialog: true }),
    ...hangUp(5),
  ]);
  await callee.done();
});

onStage("a session of less than 90 s is refused with 422 before anybody is rung", async (stage) => {
  await stage.registered(["102"]);
  for (const seconds of [1, 30, 89]) {
    await stage.caller("101", "102", [
      inviting({ body: audio(), headers: ["Supported: timer", `Session-Expires: ${seconds}`] }),
      expect(100, { optional: true }),
      expect(422, { matching: /Min-SE: *90/ }), // RFC 4028 §6
      request("ACK", { cseq: 2, refused: true }),
    ]);
  }
  const callee = await stage.callee("102", [...answering, ...hungUpOn]);
  await stage.caller("101", "102", [
    ...timedCall("uac"),
    request("UPDATE", { cseq: 3, inDialog: true, headers: ["Supported: timer", "Session-Expires: 20"] }),
    expect(422, { matching: /Min-SE: *90/ }),
    ...hangUp(4),
  ]);
  await callee.done();
});

onStage("a callee that wants a longer session is asked again with its Min-SE", async (stage) => {
  const callee = await stage.callee("102", [
    expect("INVITE", { matching: /Min-SE: *90/ }),
    answer("422 Session Interval Too Small", { headers: ["Min-SE: 3600"] }),
    expect("ACK"),
    // RFC 4028 §7.3: the same Call-ID, the CSeq one higher, and what was asked for
    expect("INVITE", { dialog: true, matching: /Session-Expires: *3600.*Min-SE: *3600/, keep: inviteKept }),
    answer("200 OK", {
      headers: ["Require: timer", "Session-Expires: 3600;refresher=uas"],
      body: audio(),
      repeated: true,
    }),
    expect("ACK"),
    ...hungUpOn,
  ]);
  await stage.caller("101", "102", [
    inviting(),
    ringing,
    expect(200, { dialog: true }),
    request("ACK", { cseq: 2, inDialog: true }),
    ...hangUp(),
  ]);
  await callee.done();
});

onStage("in a minute the box refreshes both of its sides, and ends the call that nobody refreshes", async (stage) => {
  const refreshing = await stage.callee("102", [...heldCallee(...TIMED_BY_BOX), ...refreshed, ...hungUpOn]);
  const deserted = await stage.callee("103", [...heldCallee(), ...hungUpOn], { withinS: 70 });
  await Promise.all([
    stage.caller("101", "102", [...timedCall("uas"), ...refreshed, pause(2_000), ...hangUp()]),
    stage.caller("104", "103", [
      ...timedCall("uac"),
      pause(58_000),
      // RFC 4028 §10: a session that its refresher forgot is ended min(32, 90/3) s early
      expect("BYE", { matching: /Reason: /, withinMs: 4_000 }),
      answerInside("200 OK"),
    ], { withinS: 70 }),
  ]);
  await refreshing.done();
  await deserted.done();
}, { extensions: 4 });
