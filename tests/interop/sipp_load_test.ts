/**
 * A hundred calls a second, with sound, through the whole box.
 *
 * @module
 */
import assert from "node:assert/strict";
import { numberAt, secretOf } from "./box.ts";
import { pause, type Step } from "./scenario.ts";
import { answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";
import { ALL_RTP_PORTS } from "./place.ts";
import { atOnce } from "./steady.ts";

const SECONDS = 60;
const PEOPLE = 10;
/** A call talks so long: those of two seconds run at once. */
const TALK_MS = 2_000;
/**
 * Until the last transaction is over, generously: 32 s after the last message (RFC 3261 §17.2.2, Timer J), or after the OPTIONS
 * by which the box examines itself a minute after its start, whichever is later.
 */
const KEPT_MS = 120_000;
/** What Debian's sip-tester brings: PCMA in packets of 30 ms, played to the callee and echoed by it. */
const SOUND: Step = `<nop><action><exec play_pcap_audio="/usr/share/sip-tester/g711a.pcap"/></action></nop>`;
const PACKETS_THERE_AND_BACK = 2 * Math.floor(0.9 * TALK_MS / 30);

onStage(
  `SIPp makes 100 calls a second for ${SECONDS} s, on a machine that is fast enough, and none fails`,
  async (stage) => {
    const numbers = Array.from({ length: PEOPLE }, (_, place) => numberAt(place));
    const [callers, callees] = [numbers.slice(0, PEOPLE / 2), numbers.slice(PEOPLE / 2)];
    const [rate, seconds] = [atOnce(100), atOnce(SECONDS)];
    const calls = rate * seconds;
    const run = { calls, limit: 10 * rate, withinS: seconds + 60 };
    const callee = await stage.callee(callees, [...answering, ...hungUpOn], run);
    const users = callers.map((number, place) => ({ number, secret: secretOf(number), calls: callees[place]! }));
    const steps = [...talking, SOUND, pause(TALK_MS), ...hangUp()];
    const result = await stage.callers(users, steps, { ...run, rate });
    await callee.done();
    assert.equal(result.strays, 0, result.errors);
    const {
      rtp_packets_in_total: packetsIn = 0,
      rtp_packets_relayed_total: packetsRelayed = 0,
      rtp_unwanted_total: unwanted = 0,
      calls_reached_total: reached,
    } = await stage.box.figures();
    assert.equal(reached, calls);
    assert.equal(packetsRelayed + unwanted, packetsIn);
    // What comes while a call is being hung up is for nobody any more; how much that is, is the machine's pace.
    assert.ok(unwanted < calls, `${unwanted} of ${packetsIn} packets of ${calls} calls were for nobody`);
    assert.ok(packetsRelayed > calls * PACKETS_THERE_AND_BACK, `${packetsRelayed} packets of ${calls} calls`);
    await stage.box.untilEmpty({ withTransactions: true, withinMs: KEPT_MS });
  },
  { extensions: PEOPLE, extension: "call_limit: 100", rtp: ALL_RTP_PORTS, inTime: true },
);
