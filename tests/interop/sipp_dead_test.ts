/**
 * Callees that are not there, or not any more: their callers are told in time, and nothing waits for them for ever.
 *
 * @module
 */
import { answer, expect, inviteKept, inviting, mark, pause, request, ringing, type Steps } from "./scenario.ts";
import { answering, hangUp, onStage, talking } from "./sipp_stage.ts";

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

onStage("who rings and dies, and who dies in mid-call, are given up", async (stage) => {
  await stage.callee("102", [expect("INVITE", { keep: inviteKept }), answer("180 Ringing"), pause(50_000)], DEAF);
  await stage.callee("103", [answering, pause(50_000)], DEAF);
  await stage.registered(["104"]); // its SIPp has left: the system says that nobody listens there
  await Promise.all([
    stage.caller("105", "102", toldWithin(8_000, 408, 480)), // nobody answered for the time that it rings
    stage.caller("106", "103", [talking, pause(1_000), hangUp()]),
    stage.caller("107", "104", toldWithin(8_000, 408, 480)),
  ]);
  await stage.box.untilEmpty(TABLES_EMPTY);
}, { extensions: 7, extension: "ring_for: 5" });

onStage("who never says a word is given up after 64 T1", async (stage) => {
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
}, { extension: "ring_for: 60" });
