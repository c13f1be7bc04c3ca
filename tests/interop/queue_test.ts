/**
 * A queue on real phones: what a caller hears who waits, and whom he talks with then.
 *
 * @module
 */
import assert from "node:assert/strict";
import { localTime, type WallTime } from "../../core/base/mod.ts";
import { hearsPrompt } from "./prompt.ts";
import { toneWav } from "./tone.ts";
import { anaAndBob, anaBobAndCarl, three, withPhones } from "./with_phones.ts";

const BUSY_HZ = 1000;
const MUSIC_HZ = 1300;
const LOGGED_IN_HZ = 1600;
/** Where the office is. */
const TOMORROW = localTime(Date.now() + 86_400_000 as WallTime, "Europe/Bucharest").date;

withPhones(
  "a baresip waits in a queue, hears its place and music, and talks with the agent who logs in, after another one refused",
  (box) => anaBobAndCarl(box, "103"),
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    // The office's own recordings, as they are shorter.
    await box.put("prompts/en/queue-busy.wav", toneWav(BUSY_HZ, 0.5));
    await box.put("prompts/en/queue-agent-in.wav", toneWav(LOGGED_IN_HZ, 0.5));
    await box.put("music/tone.wav", toneWav(MUSIC_HZ, 5));
    await ana.dial(box.uri("8001"));
    await ana.hears(BUSY_HZ, 0.3);
    await hearsPrompt(ana, "queue-next");
    await ana.hears(MUSIC_HZ, 0.5);
    await carl.dial(box.uri("*45"));
    await carl.until("CALL_INCOMING");
    await carl.hangUp();
    await bob.dial(box.uri("*45"));
    await bob.hears(LOGGED_IN_HZ, 0.3);
    await bob.hears(440, 0.5);
    await ana.hears(660, 0.5);
    await ana.hangUp();
    await box.untilIdle();
    const [connected] = await box.untilRecorded("queue.connected", 1);
    assert.equal(connected!.facts["agent"], "102");
    assert.equal((await box.untilRecorded("queue.ring-no-answer", 1))[0]!.facts["agent"], "103");
  },
  {
    office: 'queues: [{ number: "8001", name: Sales, members: ["103", "102"], log_in: true, join_if: always, ' +
      "stay_if: always, retry: 60 }]\n",
  },
);

withPhones(
  "a baresip asks to be called back, hangs up, and is called for the agent as soon as one is there",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await box.put("prompts/en/queue-busy.wav", toneWav(BUSY_HZ, 0.5));
    for (
      const name of ["queue-callback-number", "queue-callback-booked", "queue-agent-in", "queue-callback-for-agent"]
    ) {
      await box.put(`prompts/en/${name}.wav`, toneWav(LOGGED_IN_HZ, 0.5));
    }
    await ana.dial(box.uri("8001"));
    await ana.hears(BUSY_HZ, 0.3);
    await ana.digits("1");
    await ana.until("CALL_CLOSED");
    await bob.dial(box.uri("*45"));
    await bob.hears(440, 0.5, 10_000);
    await ana.hears(660, 0.5);
    await ana.hangUp();
    await box.untilIdle();
    assert.equal((await box.untilRecorded("queue.called-back", 1))[0]!.facts["answered"], true);
    assert.equal((await box.untilRecorded("queue.completed", 1))[0]!.facts["by"], "caller");
  },
  {
    office:
      'queues: [{ number: "8001", name: Sales, members: ["102"], log_in: true, join_if: always, stay_if: always, ' +
      "call_back: { at_time: false } }]\n",
  },
);

withPhones(
  "a baresip asks to be called back at a time, hears it read back, and is let go of",
  anaAndBob,
  async (box, phones) => {
    const [ana] = three(phones);
    for (const name of ["queue-busy", "queue-next", "queue-callback-press", "queue-callback-number"]) {
      await box.put(`prompts/en/${name}.wav`, toneWav(BUSY_HZ, 0.3));
    }
    for (const name of ["queue-callback-at-time", "queue-callback-in-hours"]) {
      await box.put(`prompts/en/${name}.wav`, toneWav(LOGGED_IN_HZ, 0.5));
    }
    await ana.dial(box.uri("8001"));
    await ana.hears(BUSY_HZ, 0.3);
    await ana.digits("1");
    await hearsPrompt(ana, "queue-callback-choose-press");
    await ana.digits("2");
    await ana.hears(LOGGED_IN_HZ, 0.5);
    await ana.digits("3#");
    await hearsPrompt(ana, "queue-callback-time");
    await ana.digits("1");
    await ana.until("CALL_CLOSED");
    const [booked] = await box.untilRecorded("queue.call-back-booked", 1);
    const inMs = Number(booked!.facts["dueAt"]) - Date.now();
    assert.ok(inMs > 2.9 * 3_600_000 && inMs < 3.1 * 3_600_000, `in ${inMs} ms`);
  },
  {
    office:
      'queues: [{ number: "8001", name: Sales, members: ["102"], log_in: true, join_if: always, stay_if: always, ' +
      "call_back: {} }]\n",
  },
);

withPhones(
  "a baresip that asks to be called back when nobody works hears when somebody does, and books nothing then",
  anaAndBob,
  async (box, phones) => {
    const [ana] = three(phones);
    await ana.dial(box.uri("8001"));
    await hearsPrompt(ana, "queue-callback-press");
    await ana.digits("1");
    await hearsPrompt(ana, "queue-callback-choose-press");
    await ana.digits("2");
    await hearsPrompt(ana, "queue-callback-in-hours");
    await ana.digits("24#");
    await hearsPrompt(ana, "queue-callback-closed");
    await hearsPrompt(ana, "hours-open-again");
    await ana.hangUp();
    // The box's own call waits for an agent from now on: it is not idle again.
    const [booked] = await box.untilRecorded("queue.call-back-booked", 1);
    assert.equal(booked!.facts["dueAt"], undefined, "whoever hangs up is called as soon as may be");
  },
  {
    office: `hours: [{ name: work, times: ["mon-sun 00:00-24:00"], holidays: ["${TOMORROW}"], open: "102" }]\n` +
      'queues: [{ number: "8001", name: Sales, members: ["102"], log_in: true, join_if: always, stay_if: always, ' +
      "call_back: { hours: work } }]\n",
  },
);

withPhones(
  "an idle baresip gets a call to make, hears to whom, presses 1, and the two talk",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await box.put("prompts/en/outbound-on.wav", toneWav(LOGGED_IN_HZ, 0.3));
    await bob.dial(box.uri("*47"));
    await bob.until("CALL_CLOSED");
    await hearsPrompt(bob, "outbound-next");
    await bob.digits("1");
    await bob.hears(440, 0.5);
    await ana.hears(660, 0.5);
    await ana.hangUp();
    await box.untilIdle();
    const [ended] = await box.untilRecorded("queue.outbound-ended", 1);
    assert.deepEqual([ended!.facts["number"], ended!.facts["outcome"]], ["101", "reached"]);
  },
  {
    office: 'hours: [{ name: always, times: ["mon-sun 00:00-24:00"], open: clock }]\n' +
      'queues: [{ number: "8001", name: Sales, members: ["102"], outbound: { calls: ["101"], hours: always } }]\n',
  },
);
