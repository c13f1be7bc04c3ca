/**
 * What takes SIP half a minute or more: callees that are not there, or not any more; answers and CANCELs that cross, and
 * lines that lose a tenth of all messages. Their callers are told in time, and nothing waits for ever.
 *
 * @module
 */
import assert from "node:assert/strict";
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
import { answering, hangUp, hungUpOn, onStages, type Play, talking } from "./sipp_stage.ts";

/** Longer than SIP keeps anything: what is left then is left for ever. */
const TABLES_EMPTY = { withinMs: 40_000 };
/** Deaf to everything: SIPp takes what comes meanwhile for nothing. */
const DEAF = { args: ["-pause_msg_ign"], withinS: 60 };

const toldWithin = (ms: number, ...statuses: readonly [number, number]): Steps => [
  inviting(),
  ringing,
  expect(statuses[0], { optional: true, then: "told", withinMs: ms }),
  expect(statuses[1], { withinMs: ms }),
  mark("told"),
  request("ACK", { cseq: 2, refused: true }),
];

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

/** A callee that may be hung up on before it has seen the ACK, and lingers to answer copies. */
const answeringLossily: Steps = [
  expect("INVITE", { dialog: true }),
  mark("asked"),
  answer("180 Ringing"),
  answer("200 OK", { body: audio(), repeated: true }),
  expect("INVITE", { optional: true, then: "asked" }), // SIPp knows no copy for one when all it said was lost
  expect("BYE", { optional: true, then: "hung_up" }),
  expect("ACK"),
  expect("BYE"),
  mark("hung_up"),
  answerInside("200 OK"),
  `<timewait milliseconds="8000"/>`,
];

/**
 * SIPp deals with copies by half, and gives some of its own calls up for lost; what the box owes is that nearly all go
 * through and that nothing is left of the others. That every message finds its way is proved in the lab.
 */
const GO_THROUGH = 95;

const lossy = (percent: number): Play => ({
  name: `calls go through while ${percent} % of all messages are lost on either side`,
  options: { extension: "call_limit: 100" },
  run: async (stage) => {
    const losing = { calls: 100, rate: 25, args: ["-lost", String(percent)] };
    const callee = await stage.callee("102", answeringLossily, losing);
    const caller = await stage.calling("101", "102", [talking, pause(200), hangUp()], losing);
    const { successful, failed, errors } = await caller.end();
    assert.ok(successful >= GO_THROUGH && successful + failed === 100, `${successful} went, ${failed} not: ${errors}`);
    await callee.leave();
    await stage.box.untilEmpty({ withinMs: 40_000 });
  },
});

onStages("at once", [
  {
    name: "who rings and dies, and who dies in mid-call, are given up",
    options: { extensions: 7, extension: "ring_for: 5" },
    run: async (stage) => {
      await stage.callee("102", [expect("INVITE", { keep: inviteKept }), answer("180 Ringing"), pause(50_000)], DEAF);
      await stage.callee("103", [answering, pause(50_000)], DEAF);
      await stage.registered(["104"]); // its SIPp has left: the system says that nobody listens there
      await Promise.all([
        stage.caller("105", "102", toldWithin(8_000, 408, 480)), // nobody answered for the time that it rings
        stage.caller("106", "103", [talking, pause(1_000), hangUp()]),
        stage.caller("107", "104", toldWithin(8_000, 408, 480)),
      ]);
      await stage.box.untilEmpty(TABLES_EMPTY);
    },
  },
  {
    name: "who never says a word is given up after 64 T1",
    options: { extension: "ring_for: 60" },
    run: async (stage) => {
      await stage.callee("102", [expect("INVITE"), pause(50_000)], DEAF);
      // RFC 3261 §17.1.1.2, timer B: 32 s
      await stage.caller("101", "102", [
        inviting(),
        expect(100, { optional: true }),
        expect(200, { withinMs: 31_000, orElse: "not_yet" }),
        mark("not_yet"),
        expect(408, { optional: true, then: "told", withinMs: 4_000 }),
        expect(480, { withinMs: 4_000 }),
        mark("told"),
        request("ACK", { cseq: 2, refused: true }),
      ]);
      await stage.box.untilEmpty(TABLES_EMPTY);
    },
  },
  {
    name: "a CANCEL that crosses the answer leaves a call or none, never half of one",
    options: { extension: "call_limit: 100" },
    run: async (stage) => {
      const tries = [15, 18, 19, 20, 21, 22, 23, 25, 30].map((ms) => ({ ms, calls: 20 }));
      const fast = { rate: 50, args: ["-timer_resol", "1"] };
      const calls = tries.reduce((sum, { calls }) => sum + calls, 0);
      const callee = await stage.callee("102", answeringRegardless, { calls, args: [...fast.args, "-pause_msg_ign"] });
      for (const { ms, calls } of tries) await stage.caller("101", "102", givingUpAfter(ms), { ...fast, calls });
      // SIPp as callee gives a call up when a CANCEL comes while it is about to send: the box must cope with that, too.
      await callee.leave();
      await stage.box.untilEmpty({ withinMs: 40_000 });
    },
  },
  lossy(5),
  lossy(10),
]);
