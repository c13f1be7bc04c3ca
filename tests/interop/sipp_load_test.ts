/**
 * A hundred calls a second, with sound, through the whole box.
 *
 * @module
 */
import assert from "node:assert/strict";
import { numberAt, secretOf } from "./box.ts";
import { pause, type Step } from "./scenario.ts";
import { answering, hangUp, hungUpOn, onStage, talking } from "./sipp_stage.ts";

const RATE = 100;
const SECONDS = 60;
const CALLS = RATE * SECONDS;
const PEOPLE = 10;
/** A call talks so long: RATE times this many run at once. */
const TALK_MS = 2_000;
/** What Debian's sip-tester brings: 400 packets of PCMA; a call hears the first TALK_MS of them, and their echo. */
const SOUND: Step = `<nop><action><exec play_pcap_audio="/usr/share/sip-tester/g711a.pcap"/></action></nop>`;

onStage(`SIPp makes ${RATE} calls a second for ${SECONDS} s, and none fails`, async (stage) => {
  const numbers = Array.from({ length: PEOPLE }, (_, place) => numberAt(place));
  const [callers, callees] = [numbers.slice(0, PEOPLE / 2), numbers.slice(PEOPLE / 2)];
  const run = { calls: CALLS, limit: 10 * RATE, withinS: SECONDS + 60 };
  const callee = await stage.callee(callees, [...answering, ...hungUpOn], run);
  const users = callers.map((number, place) => ({ number, secret: secretOf(number), calls: callees[place]! }));
  const steps = [...talking, SOUND, pause(TALK_MS), ...hangUp()];
  const result = await stage.callers(users, steps, { ...run, rate: RATE });
  await callee.done();
  assert.equal(result.strays, 0, result.errors);
  const figures = await stage.box.figures();
  console.log(result, figures);
  await stage.box.untilEmpty({ withTransactions: true, withinMs: 45_000 });
}, { extensions: PEOPLE, extension: "call_limit: 100", rtp: [10_000, 31_999] });
