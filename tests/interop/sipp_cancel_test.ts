/**
 * Giving up at every moment: CANCEL (RFC 3261 §9) before and after each answer, and crossing the last.
 *
 * @module
 */
import {
  answer,
  answerInside,
  answerKeptInvite,
  expect,
  inviteKept,
  inviting,
  pause,
  request,
  ringing,
  type Steps,
} from "./scenario.ts";
import { onStage } from "./sipp_stage.ts";

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
