/**
 * A hundred messages left at once.
 *
 * @module
 */
import assert from "node:assert/strict";
import { recordingKey } from "../../core/store/io/mod.ts";
import { LAB_TOOLS } from "../../media/file/exam.ts";
import { readPlain } from "../../media/file/io/mod.ts";
import { fromMemory, openPlayer } from "../../media/file/mod.ts";
import { numberAt, secretOf } from "./box.ts";
import { aMoment, messagesOn } from "./leave.ts";
import { ALL_RTP_PORTS } from "./place.ts";
import { expect, pause, request, type Step } from "./scenario.ts";
import { hangUp, onStage, talking } from "./sipp_stage.ts";
import { atOnce } from "./steady.ts";

const RATE = 8000;
const CALLERS = 10;
const SPOKEN_MS = 4_000;
/** So much later than a caller has pressed # a busy machine may begin to record. */
const LATE_MS = 1_000;
const SOUND: Step = `<nop><action><exec play_pcap_audio="/usr/share/sip-tester/g711a.pcap"/></action></nop>`;
const HASH = { type: "application/dtmf-relay", text: "Signal=#\nDuration=100" };

onStage(
  `100 callers, on a machine that is fast enough, leave a message at once: all are there, sealed, and none is cut`,
  async (stage) => {
    const most = atOnce(100);
    const numbers = Array.from({ length: CALLERS }, (_, place) => numberAt(place));
    const users = numbers.map((number) => ({ number, secret: secretOf(number), calls: "*101" }));
    const skip = [pause(300), request("INFO", { cseq: 3, inDialog: true, body: HASH }), expect(200)];
    const steps = [...talking, ...skip, pause(500), SOUND, pause(SPOKEN_MS), ...hangUp(4)];
    await stage.callers(users, steps, { calls: most, limit: most, rate: most, withinS: 60 });
    const { box } = stage;
    await box.untilFigure("messages_on_their_way", 0);
    await box.untilEmpty();
    await aMoment(300);
    const messages = messagesOn(box.data);
    assert.equal(messages.length, most);
    const keys = [recordingKey(box.data)];
    for (const { durationMs, files: [path] } of messages) {
      assert.ok(durationMs >= SPOKEN_MS - LATE_MS && durationMs < SPOKEN_MS + 3_000, `${durationMs} ms`);
      assert.ok(
        !Deno.readFileSync(`${box.data}/${path}`).subarray(0, 4).every((octet, at) => octet === "OggS".charCodeAt(at)),
      );
      const opened = openPlayer(fromMemory(readPlain(`${box.data}/${path}`, keys)), LAB_TOOLS, { rate: RATE });
      assert.ok(opened.ok, opened.ok ? "" : opened.fault.text);
      using player = opened.value;
      assert.ok(Math.abs(player.lengthMs - durationMs) <= 20, `${player.lengthMs} of ${durationMs} ms`);
    }
    assert.doesNotMatch(box.log, /has holes/);
  },
  {
    extensions: CALLERS,
    extension: 'call_limit: 100, voicemail: { pin: "4711", quota: 600 }',
    rtp: ALL_RTP_PORTS,
    inTime: true,
  },
);
