/**
 * SIPp as caller (and, in part, as callee) against the box: the corners of the protocol that phones seldom show.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { Box, type BoxOptions, secretOf } from "./box.ts";
import { freePorts } from "./place.ts";
import {
  answer,
  answerInside,
  answerKeptInvite,
  audio,
  expect,
  hangingUp,
  inviteKept,
  inviting,
  mark,
  pause,
  registering,
  request,
  ringing,
  scenario,
  type Step,
} from "./scenario.ts";
import { introduce } from "./introduce.ts";
import { Sipp, type SippOptions, type SippResult } from "./sipp.ts";
import { realTest } from "./tool.ts";

type Steps = readonly (Step | readonly Step[])[];

/** A box with a SIPp caller as 101, and phones or callees beside it. */
class Stage {
  readonly box: Box;
  readonly #opened: AsyncDisposableStack;
  readonly #callerPort = freePorts(4);

  constructor(box: Box, opened: AsyncDisposableStack) {
    this.box = box;
    this.#opened = opened;
  }

  /** A baresip, which answers by itself and bears whatever comes. */
  async phone(number: string, hz: number, answers: "auto" | "manual" = "auto"): Promise<Baresip> {
    const phone = await Baresip.start({ ...this.box.account(number, "udp"), hz, answers });
    return this.#opened.adopt(phone, (phone) => phone.stop());
  }

  /** Registers a SIPp as an extension; the port its contact names. */
  async registered(number: string): Promise<number> {
    const port = freePorts(4);
    const users = [{ number, secret: secretOf(number) }];
    await introduce(this.box.port, port, users);
    all(
      await Sipp.run({
        scenario: scenario("register", registering),
        to: this.box.port,
        port,
        users,
        calls: 1,
        withinS: 10,
      }),
      1,
    );
    return port;
  }

  /** Starts a SIPp that is called; wait for its end. */
  callee(port: number, steps: Steps, calls = 1): Promise<Sipp> {
    return Sipp.start({ scenario: scenario("callee", steps), port, calls, withinS: 60 });
  }

  /** Starts the caller 101, who calls `calls`. */
  async calling(calls: string, steps: Steps, options: Partial<SippOptions> = {}): Promise<Sipp> {
    const users = [{ number: "101", secret: secretOf("101"), calls }];
    await introduce(this.box.port, this.#callerPort, users);
    const run = { to: this.box.port, port: this.#callerPort, users, calls: 1, withinS: 60, ...options };
    return await Sipp.start({ scenario: scenario("caller", steps), ...run });
  }

  /** Runs the caller 101, who calls `calls`. Throws unless every call went as the steps say. */
  async caller(calls: string, steps: Steps, options: Partial<SippOptions> = {}): Promise<void> {
    const sipp = await this.calling(calls, steps, options);
    all(await sipp.end(), options.calls ?? 1);
  }
}

/** Throws unless all calls of a run were successful. */
function all(result: SippResult, calls: number): void {
  assert.deepEqual([result.successful, result.failed], [calls, 0], result.errors);
}

function onStage(name: string, run: (stage: Stage) => Promise<void>, options: BoxOptions = {}): void {
  realTest(name, ["sipp", "baresip"], async () => {
    await using opened = new AsyncDisposableStack();
    const box = opened.adopt(await Box.start(options), (box) => box.stop());
    await run(new Stage(box, opened));
    await box.untilIdle();
  });
}

/** Answered, acknowledged: the caller's part up to a talking call. The next CSeq is 3. */
const talking: Steps = [
  inviting(),
  ringing,
  expect(200, { dialog: true, matching: /m=audio [1-9]/ }),
  request("ACK", { cseq: 2, inDialog: true }),
];

onStage("SIPp calls a baresip and hangs up", async (stage) => {
  const bob = await stage.phone("102", 660);
  await stage.caller("102", [...talking, pause(500), hangingUp(3)]);
  await bob.until("CALL_CLOSED");
});

onStage("a late offer is answered in the ACK", async (stage) => {
  const bob = await stage.phone("102", 660);
  await stage.caller("102", [
    inviting({}),
    ringing,
    expect(200, { dialog: true, matching: /m=audio [1-9]/ }),
    request("ACK", { cseq: 2, inDialog: true, body: audio() }),
    pause(1_000),
    hangingUp(3),
  ]);
  await bob.until("CALL_CLOSED");
});

for (const [when, waitMs] of [["and then answered", 400], ["and answered at the same moment", 0]] as const) {
  onStage(`who requires 100rel is rung reliably ${when}`, async (stage) => {
    const bob = await stage.phone("102", 660, "manual");
    const answering = bob.until("CALL_INCOMING").then(async () => {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await bob.answer();
    });
    await stage.caller("102", [
      inviting({ body: audio(), headers: ["Require: 100rel", "Supported: 100rel"] }),
      expect(100, { optional: true }),
      expect(180, { dialog: true, matching: /Require:.*100rel/, keep: { rseq: /RSeq: *([0-9]+)/ } }),
      request("PRACK", { cseq: 3, inDialog: true, headers: ["RAck: [$rseq] 2 INVITE"] }),
      // The two 200s, in either order: a PRACK is answered also after the final response (RFC 3262 §3).
      expect(200),
      expect(200),
      request("ACK", { cseq: 2, inDialog: true }),
      pause(200),
      hangingUp(4),
    ]);
    await answering;
  });
}

onStage("a callee that rings reliably is sent a PRACK", async (stage) => {
  const port = await stage.registered("102");
  const ringing100rel = ["Require: 100rel", "RSeq: 7"];
  const callee = await stage.callee(port, [
    expect("INVITE", { dialog: true, matching: /Supported:.*100rel/, keep: inviteKept }),
    answer("180 Ringing", { headers: ringing100rel, repeated: true }),
    expect("PRACK", { matching: /RAck: *7 [0-9]+ INVITE/ }),
    answerInside("200 OK"),
    pause(100),
    answerKeptInvite("200 OK", audio()),
    expect("ACK"),
    expect("BYE"),
    answerInside("200 OK"),
  ]);
  const ana = await stage.phone("103", 440);
  await ana.dial(stage.box.uri("102"));
  await ana.until("CALL_ESTABLISHED");
  await ana.hangUp();
  all(await callee.end(), 1);
});

onStage("an UPDATE with an offer is answered, before and after the answer", async (stage) => {
  await stage.phone("102", 660);
  await stage.caller("102", [
    ...talking,
    request("UPDATE", { cseq: 3, inDialog: true, body: audio("sendonly") }),
    expect(200, { matching: /a=(recvonly|inactive)/ }),
    request("UPDATE", { cseq: 4, inDialog: true, body: audio() }),
    expect(200, { matching: /a=sendrecv|m=audio [1-9]/ }),
    pause(200),
    hangingUp(5),
  ]);
});

onStage("a re-INVITE holds, resumes and changes the codec; T.38 is declined and the call goes on", async (stage) => {
  const bob = await stage.phone("102", 660);
  const fax = {
    type: "application/sdp",
    text:
      "v=0\no=sipp 1 9 IN IP4 [local_ip]\ns=-\nc=IN IP4 [local_ip]\nt=0 0\nm=image [media_port] udptl t38\na=T38FaxVersion:0",
  };
  await stage.caller("102", [
    ...talking,
    request("INVITE", { cseq: 3, inDialog: true, body: audio("sendonly") }),
    expect(100, { optional: true }),
    expect(200, { matching: /a=(recvonly|inactive)/ }),
    request("ACK", { cseq: 3, inDialog: true }),
    request("INVITE", { cseq: 4, inDialog: true, body: audio("sendrecv", "8 101") }),
    expect(100, { optional: true }),
    expect(200, { matching: /m=audio [1-9][0-9]* RTP\/AVP 8/ }),
    request("ACK", { cseq: 4, inDialog: true }),
    request("INVITE", { cseq: 5, inDialog: true, body: fax }),
    expect(100, { optional: true }),
    expect(488),
    request("ACK", { cseq: 5, inDialog: true, refused: true }),
    pause(500),
    hangingUp(6),
  ]);
  await bob.until("CALL_CLOSED");
});

onStage("a session timer is agreed, refreshed, and refused when too short", async (stage) => {
  await stage.phone("102", 660);
  const timed = ["Supported: timer", "Session-Expires: 90;refresher=uac", "Min-SE: 90"];
  await stage.caller("102", [
    inviting({ body: audio(), headers: timed }),
    ringing,
    expect(200, { dialog: true, matching: /Session-Expires: *90;refresher=uac/ }),
    request("ACK", { cseq: 2, inDialog: true }),
    request("UPDATE", { cseq: 3, inDialog: true, headers: timed }),
    expect(200, { matching: /Session-Expires: *90/ }),
    hangingUp(4),
  ]);
  await stage.caller("102", [
    inviting({ body: audio(), headers: ["Supported: timer", "Session-Expires: 30"] }),
    expect(100, { optional: true }),
    expect(422, { matching: /Min-SE: *90/ }),
    request("ACK", { cseq: 2, refused: true }),
  ]);
});

onStage("a REFER with Replaces joins the two calls of the caller", async (stage) => {
  const bob = await stage.phone("102", 660);
  const carl = await stage.phone("103", 880);
  const second = { callId: "2nd///[call_id]", callee: "103" };
  const replaces = "Replaces=2nd%2F%2F%2F[call_id]%3Bto-tag%3D[$second_tag]%3Bfrom-tag%3D[pid]SIPp[call_number]";
  const referring = await stage.calling("102", [
    inviting(),
    ringing,
    expect(200, {
      dialog: true,
      keep: { first_to: /To: *([^\r\n]*)/, first_contact: /Contact: *<([^>]*)>/ },
    }),
    request("ACK", { cseq: 2, inDialog: true }),
    inviting({ ...second, body: audio() }),
    ringing,
    expect(200, { dialog: true, keep: { second_tag: /To:[^\r\n]*tag=([^;\r\n]*)/ } }),
    request("ACK", { cseq: 2, inDialog: true, ...second }),
    pause(500),
    request("REFER", {
      cseq: 3,
      inDialog: true,
      dialog: { target: "[$first_contact]", to: "[$first_to]" },
      headers: [`Refer-To: <sip:103@[remote_ip]:[remote_port]?${replaces}>`, "Referred-By: <sip:101@[remote_ip]>"],
    }),
    expect(202),
    pause(20_000),
  ], { args: ["-aa"] });
  await carl.hearsNow(660);
  await bob.hearsNow(880);
  await bob.hangUp();
  await carl.until("CALL_CLOSED");
  // In which order the box sends its NOTIFYs and the two BYEs is its own affair: the sound has decided.
  await referring.stop();
});

for (const [when, waitMs] of [["at once", 0], ["while it rings", 300]] as const) {
  onStage(`a call is cancelled ${when}`, async (stage) => {
    const bob = await stage.phone("102", 660, "manual");
    await stage.caller("102", [
      inviting(),
      expect(100),
      ...(waitMs > 0 ? [expect(180), pause(waitMs)] : []),
      request("CANCEL", { cseq: 2 }),
      ...(waitMs > 0 ? [] : [expect(180, { optional: true })]),
      expect(200),
      expect(487),
      request("ACK", { cseq: 2, refused: true }),
    ]);
    await bob.until("CALL_CLOSED");
  });
}

onStage("hanging up at any moment around the answer leaves either a call or none, never half of one", async (stage) => {
  const bob = await stage.phone("102", 660);
  const ana = await stage.phone("103", 440);
  for (const waitMs of [0, 1, 2, 5, 10, 20, 30, 50, 80, 120, 200]) {
    await ana.dial(stage.box.uri("102"));
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    await ana.hangUp();
    await ana.until("CALL_CLOSED");
  }
  await stage.box.untilIdle();
  assert.match(await bob.command("listcalls"), /Active calls \(0\)/);
});

onStage("a callee that has gone silently is given up", async (stage) => {
  await stage.registered("102"); // its SIPp has ended: nobody listens there any more
  await stage.caller("102", [
    inviting(),
    expect(100, { optional: true }),
    expect(408, { optional: true, then: "gone" }),
    expect(503, { optional: true, then: "gone" }),
    expect(480, { withinMs: 45_000 }),
    mark("gone"),
    request("ACK", { cseq: 2, refused: true }),
  ]);
});

onStage("a lost ACK and a lost 200 are made up for", async (stage) => {
  await stage.phone("102", 660);
  await stage.caller("102", [
    inviting(),
    ringing,
    expect(200, { dialog: true }),
    pause(1_800), // the box must send the 200 again, at 500 and 1,500 ms
    request("ACK", { cseq: 2, inDialog: true }),
    pause(300),
    hangingUp(3),
  ], { args: ["-pause_msg_ign"] });
});

onStage("calls go through when a tenth of all messages is lost", async (stage) => {
  await stage.phone("102", 660);
  await stage.caller("102", [...talking, pause(100), hangingUp(3)], {
    calls: 20,
    rate: 5,
    limit: 3,
    args: ["-lost", "10"],
  });
}, { extension: "call_limit: 50" });

onStage("a call to nobody ends with 404", async (stage) => {
  await stage.caller("199", [
    inviting(),
    expect(100, { optional: true }),
    expect(404),
    request("ACK", { cseq: 2, refused: true }),
  ]);
});
