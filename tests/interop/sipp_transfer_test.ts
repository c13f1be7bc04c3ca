/**
 * Transfers as SIP spells them: REFER (RFC 3515), blind and with Replaces, and INVITE with Replaces (RFC 3891).
 *
 * @module
 */
import {
  answer,
  answerInside,
  audio,
  expect,
  goTo,
  inviting,
  mark,
  pause,
  request,
  requestBack,
  ringing,
  type Step,
  type Steps,
} from "./scenario.ts";
import { answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";

const refer = (cseq: number, target: string, ...headers: string[]): Step =>
  request("REFER", {
    cseq,
    inDialog: true,
    headers: [`Refer-To: <sip:${target}@[remote_ip]:[remote_port]>`, ...headers],
  });

/** A NOTIFY about the REFER, with the status line that it must quote; `over` when it must be the last. */
const told = (status: string, over = false): Steps => [
  expect("NOTIFY", {
    matching: new RegExp(
      `Event: *refer.*Subscription-State: *${over ? "terminated" : "active"}.*message/sipfrag.*SIP/2.0 ${status}`,
    ),
  }),
  answerInside("200 OK"),
];

/** The callee's own BYE. */
const goodbye: Steps = [requestBack("BYE"), expect(200)];

onStage("a blind transfer is reported to who asked for it, who is then hung up on", async (stage) => {
  const bob = await stage.callee("102", [...answering, ...hungUpOn]);
  const carl = await stage.callee("103", [...answering, pause(500), goodbye]);
  await stage.caller("101", "102", [
    ...talking,
    refer(3, "103"),
    expect(202),
    ...told("100"),
    ...told("200", true),
    ...hungUpOn,
  ]);
  await carl.done();
  await bob.done();
});

const REFUSED_TARGETS = [
  { target: "103", refusal: "486 Busy Here", told: "486" },
  { target: "103", refusal: "603 Decline", told: "603" },
  { target: "199", refusal: undefined, told: "404" },
  { target: "104", refusal: undefined, told: "480" },
] as const;

for (const { target, refusal, told: status } of REFUSED_TARGETS) {
  const why = refusal ?? (target === "199" ? "nobody's number" : "a phone that is off");
  onStage(`a blind transfer to ${why} is reported as ${status}, and the two talk on`, async (stage) => {
    const bob = await stage.callee("102", [...answering, ...hungUpOn]);
    const carl = refusal === undefined
      ? undefined
      : await stage.callee("103", [expect("INVITE"), answer(refusal), expect("ACK")]);
    await stage.caller("101", "102", [
      ...talking,
      refer(3, target),
      expect(202),
      ...told("100"),
      ...told(status, true),
      pause(300),
      ...hangUp(4),
    ]);
    await carl?.done();
    await bob.done();
  }, { extensions: 4 });
}

onStage("who wants no report of a transfer gets none", async (stage) => {
  const bob = await stage.callee("102", [...answering, ...hungUpOn]);
  const carl = await stage.callee("103", [...answering, pause(500), goodbye]);
  await stage.caller("101", "102", [
    ...talking,
    refer(3, "103", "Refer-Sub: false", "Supported: norefersub"),
    expect(202, { matching: /Refer-Sub: *false/ }), // RFC 4488 §4
    ...hungUpOn,
  ]);
  await carl.done();
  await bob.done();
});

/** The other call of the same phone: another dialog in the same scenario. */
const SECOND = { callId: "2nd///[call_id]", callee: "103" };
const OWN_TAG = "[pid]SIPp[call_number]";
/** What a phone needs to go on in its first dialog when it has heard of another. */
const first = { target: "[$first_contact]", to: "[$first_to]" };
const firstTalking: Steps = [
  inviting(),
  ringing,
  expect(200, { dialog: true, keep: { first_to: /To: *([^\r\n]*)/, first_contact: /Contact: *<([^>]*)>/ } }),
  request("ACK", { cseq: 2, inDialog: true }),
];

onStage("an attended transfer joins the two calls of the caller and lets both of its own end", async (stage) => {
  const bob = await stage.callee("102", [...answering, ...hungUpOn]);
  const carl = await stage.callee("103", [...answering, pause(2_000), goodbye]);
  const replaces = `Replaces=2nd%2F%2F%2F[call_id]%3Bto-tag%3D[$second_tag]%3Bfrom-tag%3D${OWN_TAG}`;
  await stage.caller("101", "102", [
    ...firstTalking,
    inviting({ ...SECOND, body: audio() }),
    ringing,
    expect(200, { dialog: true, keep: { second_tag: /To:[^\r\n]*tag=([^;\r\n]*)/ } }),
    request("ACK", { cseq: 2, inDialog: true, ...SECOND }),
    pause(200),
    request("REFER", {
      cseq: 3,
      inDialog: true,
      dialog: first,
      headers: [`Refer-To: <sip:103@[remote_ip]:[remote_port]?${replaces}>`, "Referred-By: <sip:101@[remote_ip]>"],
    }),
    expect(202),
    // In any order: the NOTIFYs of the first call, and a BYE for each of the two.
    ...["a", "b", "c", "d"].flatMap((round) => [
      expect("BYE", { optional: true, then: `bye-${round}` }),
      expect("NOTIFY", { matching: /SIP\/2.0 (100|200)/ }),
      mark(`bye-${round}`),
      answerInside("200 OK"),
    ]),
  ], { withinS: 15 });
  await carl.done();
  await bob.done();
});

const replacing = (replaces: string): Steps => [
  inviting({ ...SECOND, callee: "102", body: audio(), headers: ["Require: replaces", `Replaces: ${replaces}`] }),
  expect(100, { optional: true }),
];
const keepFirst = {
  first_to: /To: *([^\r\n]*)/,
  first_contact: /Contact: *<([^>]*)>/,
  first_tag: /To:[^\r\n]*tag=([^;\r\n]*)/,
};
const taggedTalking: Steps = [
  inviting(),
  ringing,
  expect(200, { dialog: true, keep: keepFirst }),
  request("ACK", { cseq: 2, inDialog: true }),
];

onStage("an extension's other phone takes its call over by an INVITE with Replaces", async (stage) => {
  const bob = await stage.callee("102", [...answering, ...hungUpOn]);
  await stage.caller("101", "102", [
    ...taggedTalking,
    replacing(`[call_id];to-tag=[$first_tag];from-tag=${OWN_TAG}`),
    // The replaced dialog is ended, the new one answered, in either order.
    expect("BYE", { optional: true, then: "early" }),
    expect(200, { dialog: true, matching: /CSeq: 2 INVITE.*m=audio [1-9]/ }),
    request("ACK", { cseq: 2, inDialog: true, ...SECOND }),
    expect("BYE"),
    answerInside("200 OK"),
    goTo("joined"),
    mark("early"),
    answerInside("200 OK"),
    expect(200, { dialog: true, matching: /CSeq: 2 INVITE.*m=audio [1-9]/ }),
    request("ACK", { cseq: 2, inDialog: true, ...SECOND }),
    mark("joined"),
    pause(300),
    request("BYE", { cseq: 3, inDialog: true, ...SECOND }),
    expect(200),
  ], { withinS: 15 });
  await bob.done();
});

const WRONG_REPLACES = [
  ["a dialog that does not exist", `nobody@nowhere;to-tag=1;from-tag=2`, 481],
  [
    "an answered call, when only an early one was meant",
    `[call_id];to-tag=[$first_tag];from-tag=${OWN_TAG};early-only`,
    486,
  ],
  ["the dialog the wrong way round", `[call_id];to-tag=${OWN_TAG};from-tag=[$first_tag]`, 481],
  ["nothing readable", `[call_id]`, 400],
] as const;

for (const [what, replaces, status] of WRONG_REPLACES) {
  onStage(`an INVITE that replaces ${what} is refused with ${status}`, async (stage) => {
    const bob = await stage.callee("102", [...answering, ...hungUpOn]);
    await stage.caller("101", "102", [
      ...taggedTalking,
      replacing(replaces),
      expect(status),
      request("ACK", { cseq: 2, refused: true, ...SECOND, callee: "102" }),
      request("BYE", { cseq: 3, inDialog: true, dialog: first }),
      expect(200),
    ], { withinS: 15 });
    await bob.done();
  });
}
