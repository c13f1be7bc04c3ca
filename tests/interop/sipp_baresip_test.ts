/**
 * SIPp on one side of the box and a baresip on the other: what only ears can tell, and what only a real phone does.
 *
 * @module
 */
import assert from "node:assert/strict";
import { Baresip } from "./baresip.ts";
import { audio, expect, inviting, pause, request, ringing } from "./scenario.ts";
import { hangUp, onStage, type Stage, talking } from "./sipp_stage.ts";

/** Runs a test with a stage and baresips of these extensions, each with its own tone. */
function withPhones<Number extends string>(
  name: string,
  phones: Readonly<Record<Number, { readonly hz: number; readonly answers?: "auto" | "manual" }>>,
  run: (stage: Stage, phones: Readonly<Record<Number, Baresip>>) => Promise<void>,
): void {
  onStage(name, async (stage) => {
    await using opened = new AsyncDisposableStack();
    const started = {} as Record<Number, Baresip>;
    for (const number of Object.keys(phones) as Number[]) {
      const phone = await Baresip.start({ ...stage.box.account(number, "udp"), ...phones[number] });
      started[number] = opened.adopt(phone, (phone) => phone.stop());
    }
    await run(stage, started);
  }, { tools: ["baresip"] });
}

withPhones("SIPp calls a baresip and hangs up", { "102": { hz: 660 } }, async (stage, { "102": bob }) => {
  await stage.caller("101", "102", [talking, pause(500), hangUp()]);
  await bob.until("CALL_CLOSED");
});

withPhones(
  "a PRACK that crosses the answer is answered, too",
  { "102": { hz: 660, answers: "manual" } },
  async (stage, { "102": bob }) => {
    const answered = bob.until("CALL_INCOMING").then(() => bob.answer());
    await stage.caller("101", "102", [
      inviting({ body: audio(), headers: ["Require: 100rel", "Supported: 100rel"] }),
      expect(100, { optional: true }),
      expect(180, { dialog: true, matching: /Require:[^\r\n]*100rel/, keep: { rseq: /RSeq: *([0-9]+)/ } }),
      request("PRACK", { cseq: 3, inDialog: true, headers: ["RAck: [$rseq] 2 INVITE"] }),
      // The two 200s, in either order: a PRACK is answered also after the final response (RFC 3262 §3).
      expect(200),
      expect(200),
      request("ACK", { cseq: 2, inDialog: true }),
      pause(200),
      hangUp(4),
    ]);
    await answered;
  },
);

withPhones(
  "who was joined by an attended transfer hear each other",
  { "102": { hz: 660 }, "103": { hz: 880 } },
  async (stage, { "102": bob, "103": carl }) => {
    const second = { callId: "2nd///[call_id]", callee: "103" };
    const replaces = "Replaces=2nd%2F%2F%2F[call_id]%3Bto-tag%3D[$second_tag]%3Bfrom-tag%3D[pid]SIPp[call_number]";
    const referring = await stage.calling("101", "102", [
      inviting(),
      ringing,
      expect(200, { dialog: true, keep: { first_to: /To: *([^\r\n]*)/, first_contact: /Contact: *<([^>]*)>/ } }),
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
    await referring.stop(); // what it is told, and in which order, is sipp_transfer_test.ts's affair
  },
);

withPhones(
  "a phone that hangs up at any moment around the answer leaves a call or none, never half of one",
  { "102": { hz: 660 }, "103": { hz: 440 } },
  async (stage, { "102": bob, "103": ana }) => {
    for (const waitMs of [0, 1, 2, 5, 10, 20, 30, 50, 80, 120, 200]) {
      await ana.dial(stage.box.uri("102"));
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await ana.hangUp();
      await ana.until("CALL_CLOSED");
    }
    await stage.box.untilIdle();
    assert.match(await bob.command("listcalls"), /Active calls \(0\)/);
  },
);
