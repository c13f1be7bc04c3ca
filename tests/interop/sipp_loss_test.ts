/**
 * Messages that get lost: what must be sent again is sent again, at the times of RFC 3261 §17, and comes to good.
 *
 * @module
 */
import {
  answer,
  answerInside,
  answerKeptInvite,
  audio,
  expect,
  inviteKept,
  inviting,
  pause,
  request,
  ringing,
  type Steps,
} from "./scenario.ts";
import { answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";

/** Has SIPp hand every copy to its scenario, instead of dealing with it by itself. */
const SEES_COPIES = { args: ["-nr"] };

const thrice = (step: string): Steps => [step, step, step];

onStage("a 200 that the caller does not acknowledge is repeated until it does", async (stage) => {
  const callee = await stage.callee("102", [answering, hungUpOn]);
  await stage.caller("101", "102", [
    inviting(),
    ringing,
    thrice(expect(200, { dialog: true, withinMs: 1_500 })), // §13.3.1.4: after 0.5 s, then 1 s
    request("ACK", { cseq: 2, inDialog: true }),
    pause(2_500), // and no more
    hangUp(),
  ], SEES_COPIES);
  await callee.done();
});

onStage("an INVITE that the callee does not answer is repeated until it does", async (stage) => {
  const callee = await stage.callee("102", [
    thrice(expect("INVITE", { dialog: true, keep: inviteKept, withinMs: 1_500 })), // §17.1.1.2
    answer("180 Ringing"),
    pause(500),
    answerKeptInvite("200 OK", audio()),
    expect("ACK"),
    hungUpOn,
  ], SEES_COPIES);
  await stage.caller("101", "102", [talking, hangUp()]);
  await callee.done();
});

onStage("every copy of the callee's 200 is acknowledged, as its ACK was lost", async (stage) => {
  const again: Steps = [answerKeptInvite("200 OK", audio()).replace(' retrans="500"', ""), expect("ACK")];
  const callee = await stage.callee("102", [
    expect("INVITE", { dialog: true, keep: inviteKept }),
    answer("180 Ringing"),
    [again, again, again],
    hungUpOn,
  ], SEES_COPIES);
  await stage.caller("101", "102", [talking, pause(300), hangUp()]);
  await callee.done();
});

onStage("a BYE that the callee does not answer is repeated; the caller's own is answered each time", async (stage) => {
  const callee = await stage.callee("102", [
    answering,
    thrice(expect("BYE", { withinMs: 1_500 })),
    answerInside("200 OK"),
  ], SEES_COPIES);
  const bye = request("BYE", { cseq: 3, inDialog: true });
  await stage.caller("101", "102", [talking, thrice([bye, expect(200)].join("\n"))], SEES_COPIES);
  await callee.done();
});

onStage("an INVITE that comes three times is one call", async (stage) => {
  const callee = await stage.callee("102", [
    expect("INVITE", { dialog: true, keep: inviteKept }),
    pause(500),
    answer("180 Ringing"),
    answerKeptInvite("200 OK", audio()),
    expect("ACK"),
    hungUpOn,
  ]);
  const steps = inviting();
  const copy = steps.slice(-1);
  await stage.caller("101", "102", [
    [steps, expect(100)],
    [copy, expect(100)], // §17.2.1: a copy is answered by what was said last
    [copy, expect(100)],
    expect(180),
    expect(200, { dialog: true }),
    request("ACK", { cseq: 2, inDialog: true }),
    pause(300),
    hangUp(),
  ], SEES_COPIES);
  await callee.done();
});
