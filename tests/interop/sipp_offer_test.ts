/**
 * Offers and answers in every place where SIP lets them stand: late ones, reliable provisionals, UPDATE.
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
  requestBack,
  ringing,
  type Step,
  type Steps,
} from "./scenario.ts";
import { answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";

/** A callee that rings for a while, so that what happens before its answer has time to happen. */
const slowlyAnswering: Steps = [
  expect("INVITE", { dialog: true, keep: inviteKept }),
  answer("180 Ringing"),
  pause(700),
  answer("200 OK", { body: audio(), repeated: true }),
  expect("ACK"),
];

/** A reliable provisional of the callee, acknowledged. */
const reliably = (status: string, rseq: number, body?: { type: string; text: string }): Steps => [
  (rseq === 7 ? answer : answerKept)(`${status}`, {
    headers: ["Require: 100rel", `RSeq: ${rseq}`],
    repeated: true,
    ...(body === undefined ? {} : { body }),
  }),
  expect("PRACK", { matching: new RegExp(`RAck: *${rseq} [0-9]+ INVITE`) }),
  answerInside("200 OK"),
];

/** An answer to the INVITE after a PRACK has come. */
function answerKept(status: string, options: Parameters<typeof answer>[1]): Step {
  return answer(status, options).replace("[last_Via:]", "Via: [$invite_via]")
    .replace("[last_To:]", "To: [$invite_to]").replace("[last_CSeq:]", "CSeq: [$invite_cseq]");
}

/** The caller's part up to a reliable provisional, whose PRACK has the CSeq 3. */
const provisional = (status: number, options: { headers: string[]; matching: RegExp }): Steps => [
  inviting({ body: audio(), headers: options.headers }),
  expect(100, { optional: true }),
  ...(status === 183 ? [expect(180, { optional: true })] : []),
  expect(status, { dialog: true, matching: options.matching, keep: { rseq: /RSeq: *([0-9]+)/ } }),
];
const REQUIRED = { headers: ["Require: 100rel"], matching: /Require: *100rel/ };
const prack = (cseq: number, rack = "[$rseq] 2 INVITE"): Step =>
  request("PRACK", { cseq, inDialog: true, headers: [`RAck: ${rack}`] });

onStage("a late offer: the box offers in its 200, the caller answers in the ACK", async (stage) => {
  const callee = await stage.callee("102", [...answering, ...hungUpOn]);
  await stage.caller("101", "102", [
    inviting({}),
    ringing,
    expect(200, { dialog: true, matching: /m=audio [1-9]/ }),
    request("ACK", { cseq: 2, inDialog: true, body: audio() }),
    pause(300),
    ...hangUp(),
  ]);
  await callee.done();
});

onStage("a late offer that is never answered ends the call", async (stage) => {
  const callee = await stage.callee("102", [...answering, ...hungUpOn]);
  await stage.caller("101", "102", [
    inviting({}),
    ringing,
    expect(200, { dialog: true }),
    request("ACK", { cseq: 2, inDialog: true }), // RFC 3261 §13.2.1: an offer in the 2xx must be answered in the ACK
    ...hungUpOn,
  ]);
  await callee.done();
});

onStage("who requires 100rel is rung reliably, and a PRACK for nothing is told so", async (stage) => {
  const callee = await stage.callee("102", [...slowlyAnswering, ...hungUpOn]);
  await stage.caller("101", "102", [
    ...provisional(180, REQUIRED),
    prack(3, "9 2 INVITE"),
    expect(481),
    prack(4),
    expect(200),
    expect(200, { dialog: true, matching: /m=audio [1-9]/ }),
    request("ACK", { cseq: 2, inDialog: true }),
    ...hangUp(5),
  ]);
  await callee.done();
});

onStage("a reliable 180 that is not acknowledged is repeated", async (stage) => {
  const callee = await stage.callee("102", [...slowlyAnswering, ...hungUpOn]);
  await stage.caller("101", "102", [
    ...provisional(180, REQUIRED),
    expect(180, { matching: /RSeq: / }), // RFC 3262 §3: after T1, half a second
    prack(3),
    expect(200),
    expect(200, { dialog: true, matching: /m=audio [1-9]/ }),
    request("ACK", { cseq: 2, inDialog: true }),
    ...hangUp(4),
  ], { args: ["-nr"] });
  await callee.done();
});

const EARLY = { headers: ["Supported: 100rel"], matching: /Require: *100rel.*m=audio [1-9]/ };
/** A callee that plays something before it answers, reliably. */
const earlySound: Steps = [
  expect("INVITE", { dialog: true, matching: /Supported:[^\r\n]*100rel/, keep: inviteKept }),
  ...reliably("183 Session Progress", 7, audio()),
];

onStage(
  "early sound of the callee reaches the caller in a reliable 183, and may be put on hold by UPDATE",
  async (stage) => {
    const callee = await stage.callee("102", [
      ...earlySound,
      ...reliably("180 Ringing", 8),
      pause(500),
      answerKeptInvite("200 OK", audio()),
      expect("ACK"),
      ...hungUpOn,
    ]);
    await stage.caller("101", "102", [
      ...provisional(183, EARLY),
      prack(3),
      expect(180, { optional: true }),
      expect(200, { matching: /CSeq: 3 PRACK/ }),
      request("UPDATE", { cseq: 4, inDialog: true, body: audio("sendonly") }),
      expect(180, { optional: true }),
      expect(200, { matching: /CSeq: 4 UPDATE.*a=(recvonly|inactive)/ }),
      expect(180, { optional: true }),
      expect(200, { dialog: true, matching: /CSeq: 2 INVITE/ }),
      request("ACK", { cseq: 2, inDialog: true }),
      ...hangUp(5),
    ]);
    await callee.done();
  },
);

onStage("an UPDATE with an offer before the first answer has to wait", async (stage) => {
  const callee = await stage.callee("102", [...slowlyAnswering, ...hungUpOn]);
  await stage.caller("101", "102", [
    inviting(),
    expect(100, { optional: true }),
    expect(180, { dialog: true }),
    request("UPDATE", { cseq: 3, inDialog: true, body: audio("sendonly") }),
    expect(500, { matching: /Retry-After: *(10|[0-9])[^0-9]/ }), // RFC 3311 §5.2
    expect(200, { dialog: true }),
    request("ACK", { cseq: 2, inDialog: true }),
    ...hangUp(4),
  ]);
  await callee.done();
});

onStage("either side may hold and resume by UPDATE while they talk", async (stage) => {
  const callee = await stage.callee("102", [
    ...answering,
    requestBack("UPDATE", { cseq: 1, body: audio("sendonly") }),
    expect(200, { matching: /a=(recvonly|inactive)/ }),
    requestBack("UPDATE", { cseq: 2, body: audio("sendrecv") }),
    expect(200, { matching: /m=audio [1-9]/ }),
    ...hungUpOn,
  ]);
  await stage.caller("101", "102", [
    ...talking,
    pause(500),
    request("UPDATE", { cseq: 3, inDialog: true, body: audio("inactive") }),
    expect(200, { matching: /a=inactive/ }),
    request("UPDATE", { cseq: 4, inDialog: true, body: audio() }),
    expect(200, { matching: /m=audio [1-9]/ }),
    ...hangUp(5),
  ]);
  await callee.done();
});
