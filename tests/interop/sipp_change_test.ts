/**
 * Changes in mid-call by re-INVITE (RFC 3261 §14): hold, resume, another codec, none at all, and both sides at once.
 *
 * @module
 */
import {
  answer,
  answerInside,
  audio,
  expect,
  inviteKept,
  pause,
  request,
  requestBack,
  type Steps,
} from "./scenario.ts";
import { answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";

const PCMU_ONLY = "0 101";
const PCMA_ONLY = "8 101";
/** A codec that the box only passes on. */
const G729_ONLY = "18 101";

/** The caller's re-INVITE with this offer, answered and acknowledged. */
const reinvite = (cseq: number, body: ReturnType<typeof audio>, matching: RegExp): Steps => [
  request("INVITE", { cseq, inDialog: true, body }),
  expect(100, { optional: true }),
  expect(200, { matching }),
  request("ACK", { cseq, inDialog: true }),
];

/** The callee's re-INVITE, likewise. */
const reinviteBack = (cseq: number, body: ReturnType<typeof audio>, matching: RegExp): Steps => [
  requestBack("INVITE", { cseq, body }),
  expect(100, { optional: true }),
  expect(200, { matching }),
  requestBack("ACK", { cseq }),
];

onStage("either side may hold and resume by re-INVITE", async (stage) => {
  const callee = await stage.callee("102", [
    answering,
    reinviteBack(1, audio("inactive"), /a=inactive/),
    reinviteBack(2, audio(), /m=audio [1-9]/),
    hungUpOn,
  ]);
  await stage.caller("101", "102", [
    talking,
    pause(500),
    reinvite(3, audio("sendonly"), /a=(recvonly|inactive)/),
    reinvite(4, audio("sendrecv"), /m=audio [1-9]/),
    hangUp(5),
  ]);
  await callee.done();
});

onStage("the other side is asked to follow a change of codec", async (stage) => {
  const callee = await stage.callee("102", [
    answering,
    expect("INVITE", { matching: /m=audio [1-9][0-9]* RTP.AVP 0/ }),
    answerInside("200 OK", { body: audio("sendrecv", PCMU_ONLY) }),
    expect("ACK"),
    hungUpOn,
  ]);
  await stage.caller("101", "102", [
    talking,
    reinvite(3, audio("sendrecv", PCMU_ONLY), /m=audio [1-9][0-9]* RTP.AVP 0/),
    pause(500),
    hangUp(4),
  ]);
  await callee.done();
});

onStage(
  "a change that the other cannot follow is refused with 488, and the call goes on",
  async (stage) => {
    const fax = [
      "v=0",
      "o=sipp 1 9 IN IP4 [local_ip]",
      "s=-",
      "c=IN IP4 [local_ip]",
      "t=0 0",
      "m=image [media_port] udptl t38",
      "a=T38FaxVersion:0",
    ];
    const callee = await stage.callee("102", [
      expect("INVITE", { dialog: true, keep: inviteKept }),
      answer("200 OK", { body: audio("sendrecv", PCMA_ONLY), repeated: true }),
      expect("ACK"),
      expect("INVITE", { matching: /RTP.AVP 18/ }), // it may have learned G.729 since: it is asked
      answerInside("488 Not Acceptable Here"),
      expect("ACK"),
      expect("INVITE", { matching: /m=image [0-9]+ udptl t38/ }),
      answerInside("488 Not Acceptable Here"),
      expect("ACK"),
      hungUpOn,
    ]);
    const refused = (cseq: number, body: ReturnType<typeof audio>): Steps => [
      request("INVITE", { cseq, inDialog: true, body }),
      expect(100, { optional: true }),
      expect(488),
      request("ACK", { cseq, inDialog: true, refused: true }),
    ];
    await stage.caller("101", "102", [
      talking,
      refused(3, audio("sendrecv", G729_ONLY)),
      refused(4, { type: "application/sdp", text: fax.join("\n") }),
      reinvite(5, audio("sendrecv", PCMA_ONLY), /RTP.AVP 8/),
      hangUp(6),
    ]);
    await callee.done();
  },
);

onStage("a re-INVITE without an offer is answered with one, as late as the first", async (stage) => {
  const callee = await stage.callee("102", [answering, hungUpOn]);
  await stage.caller("101", "102", [
    talking,
    request("INVITE", { cseq: 3, inDialog: true }),
    expect(100, { optional: true }),
    expect(200, { matching: /m=audio [1-9]/ }),
    request("ACK", { cseq: 3, inDialog: true, body: audio() }),
    pause(200),
    hangUp(4),
  ]);
  await callee.done();
});

/** Like {@link inviteKept}, for the box's re-INVITE. */
const againKept = {
  again_via: /Via: *([^\r\n]*)/,
  again_from: /From: *([^\r\n]*)/,
  again_to: /To: *([^\r\n]*)/,
  again_cseq: /CSeq: *([^\r\n]*)/,
};

/** The caller's change makes the box change the callee, which changes at the same moment: 491 both ways. */
const glare: Steps = [
  answering,
  expect("INVITE", { matching: /RTP.AVP 0/, keep: againKept }),
  requestBack("INVITE", { cseq: 1, body: audio("sendonly") }),
  expect(100, { optional: true }),
  expect(491),
  requestBack("ACK", { cseq: 1, refused: true }),
  answerInside("491 Request Pending").replace(
    /\[last_(Via|From|To|CSeq):\]/g,
    (_, name: string) => `${name}: [$again_${name.toLowerCase()}]`,
  ),
  expect("ACK"),
];
const PCMU_AGREED: Steps = [
  answerInside("200 OK", { body: audio("sendrecv", PCMU_ONLY) }),
  expect("ACK"),
];

onStage("after a glare the box tries again when its turn has come", async (stage) => {
  const callee = await stage.callee("102", [
    glare,
    pause(1_900), // §14.1: who made the Call-ID waits 2.1 to 4 s
    expect("INVITE", { matching: /RTP.AVP 0/, withinMs: 2_500 }),
    PCMU_AGREED,
    hungUpOn,
  ]);
  await stage.caller("101", "102", [
    talking,
    reinvite(3, audio("sendrecv", PCMU_ONLY), /RTP.AVP 0/),
    pause(5_000),
    hangUp(4),
  ]);
  await callee.done();
});

onStage("after a glare the other side may go first", async (stage) => {
  const callee = await stage.callee("102", [
    glare,
    pause(300),
    requestBack("INVITE", { cseq: 2, body: audio("sendrecv", PCMU_ONLY) }),
    expect(100, { optional: true }),
    expect(200, { matching: /RTP.AVP 0/ }),
    requestBack("ACK", { cseq: 2 }),
    pause(4_500), // and the box, whose wish has come true, has nothing more to ask for
    hungUpOn,
  ]);
  await stage.caller("101", "102", [
    talking,
    reinvite(3, audio("sendrecv", PCMU_ONLY), /RTP.AVP 0/),
    pause(6_500),
    hangUp(4),
  ]);
  await callee.done();
});
