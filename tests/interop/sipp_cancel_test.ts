/**
 * Giving up at every moment: CANCEL (RFC 3261 §9) before and after each answer, and crossing the last.
 *
 * @module
 */
import {
  answer,
  answerInside,
  answerKeptInvite,
  audio,
  expect,
  goTo,
  inviteKept,
  inviting,
  mark,
  pause,
  request,
  ringing,
  type Steps,
} from "./scenario.ts";
import { hangUp, hungUpOn, onStage } from "./sipp_stage.ts";

/** The caller's CANCEL, and what must come of it. */
const givingUp: Steps = [
  request("CANCEL", { cseq: 2 }),
  ringing,
  expect(200, { matching: /CSeq: 2 CANCEL/ }),
  expect(487),
  request("ACK", { cseq: 2, refused: true }),
];

/** The callee is told, and says that its INVITE is over. */
const givenUpOn: Steps = [
  expect("CANCEL", { matching: /CSeq: [0-9]+ CANCEL/ }),
  answerInside("200 OK"),
  answerKeptInvite("487 Request Terminated"),
  expect("ACK"),
];

onStage("a CANCEL waits at the box until the callee has said its first word", async (stage) => {
  const callee = await stage.callee("102", [
    expect("INVITE", { keep: inviteKept }),
    pause(300), // §9.1: no CANCEL may come before a provisional response
    answer("100 Trying"),
    givenUpOn,
  ]);
  await stage.caller("101", "102", [inviting(), expect(100), givingUp]);
  await callee.done();
});

onStage("a CANCEL after the 100 finds a callee that has only just heard of the call", async (stage) => {
  const callee = await stage.callee("102", [
    expect("INVITE", { keep: inviteKept }),
    answer("100 Trying"),
    givenUpOn,
  ]);
  await stage.caller("101", "102", [inviting(), expect(100), pause(100), givingUp]);
  await callee.done();
});

onStage("a CANCEL while it rings reaches the callee with its reason", async (stage) => {
  const callee = await stage.callee("102", [
    expect("INVITE", { keep: inviteKept }),
    answer("180 Ringing"),
    givenUpOn,
  ]);
  await stage.caller("101", "102", [inviting(), expect(100, { optional: true }), expect(180), pause(200), givingUp]);
  await callee.done();
});

onStage("a CANCEL of what is refused already, or was never sent, changes nothing", async (stage) => {
  await stage.caller("101", "199", [
    inviting(),
    expect(100, { optional: true }),
    expect(404),
    request("ACK", { cseq: 2, refused: true }),
    request("CANCEL", { cseq: 2 }),
    expect(200), // §9.2: the transaction is still known, and over
    request("CANCEL", { cseq: 5 }),
    expect(481),
  ]);
});

/** Rings, and answers after 20 ms, deaf to whatever came before. */
const answeringRegardless: Steps = [
  expect("INVITE", { dialog: true, keep: inviteKept }),
  answer("180 Ringing"),
  pause(20),
  answerKeptInvite("200 OK", audio()),
  mark("answered"),
  expect("CANCEL", { optional: true, then: "cancelled" }),
  expect("ACK"),
  mark("confirmed"),
  expect("CANCEL", { optional: true, then: "cancelled_late" }),
  hungUpOn,
  goTo("over"),
  mark("cancelled"),
  answerInside("200 OK"),
  goTo("answered"),
  mark("cancelled_late"),
  answerInside("200 OK"),
  goTo("confirmed"),
  mark("over"),
];

/** Waits so long for the answer, then gives up; takes whatever the box makes of it. */
const givingUpAfter = (ms: number): Steps => [
  inviting(),
  expect(100, { optional: true }),
  expect(180, { dialog: true }),
  expect(200, { dialog: true, withinMs: ms, orElse: "cancel" }),
  request("ACK", { cseq: 2, inDialog: true }),
  hangUp(3),
  goTo("over"),
  mark("cancel"),
  request("CANCEL", { cseq: 2 }),
  expect(200, { when: { matching: /CSeq: 2 INVITE/, then: "answered" } }),
  // SIPp's clock may go off after the answer has come: then it has sent both ACK and CANCEL, and there is no 487.
  expect(200, { optional: true, then: "answered_late", withinMs: 1_000, orElse: "answered_late" }),
  expect(487),
  request("ACK", { cseq: 2, refused: true }),
  goTo("over"),
  mark("answered"),
  request("ACK", { cseq: 2, inDialog: true }),
  expect(200, { matching: /CSeq: 2 CANCEL/ }),
  hangUp(3),
  goTo("over"),
  mark("answered_late"),
  request("ACK", { cseq: 2, inDialog: true }),
  hangUp(3),
  mark("over"),
];

onStage("a CANCEL that crosses the answer leaves a call or none, never half of one", async (stage) => {
  const tries = [15, 18, 19, 20, 21, 22, 23, 25, 30].map((ms) => ({ ms, calls: 20 }));
  const fast = { rate: 50, args: ["-timer_resol", "1"] };
  const calls = tries.reduce((sum, { calls }) => sum + calls, 0);
  const callee = await stage.callee("102", answeringRegardless, { calls, args: [...fast.args, "-pause_msg_ign"] });
  for (const { ms, calls } of tries) await stage.caller("101", "102", givingUpAfter(ms), { ...fast, calls });
  // SIPp as callee gives a call up when a CANCEL comes while it is about to send: the box must cope with that, too.
  await callee.leave();
  await stage.box.untilEmpty({ withinMs: 40_000 });
}, { extension: "call_limit: 100" });
