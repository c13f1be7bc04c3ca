/**
 * Recorded calls of real baresips: who is heard on which side of the file, what both are told, what is left out, and what a
 * power loss leaves.
 *
 * @module
 */
import assert from "node:assert/strict";
import { recordingKey } from "../../core/store/io/mod.ts";
import { FileSource } from "../../media/file/io/mod.ts";
import { openSealed } from "../../media/file/mod.ts";
import type { Baresip } from "./baresip.ts";
import type { Box, RecordedEvent } from "./box.ts";
import { clarityOf, clip, hearsPrompt, RATE } from "./prompt.ts";
import { pathOf, secondsOfBoth, sidesOf, soundOf } from "./recorded.ts";
import { secondsOf } from "./tone.ts";
import { anaAndBob, anaBobAndCarl, three, withPhones } from "./with_phones.ts";

const [ANA_HZ, BOB_HZ, SECRET_HZ, BEEP_HZ, WHISPER_HZ] = [440, 660, 1200, 1000, 880];

const aMoment = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** `*`, `1` and `4` (ITU-T Q.23). */
const KEYS = [[941, 1209], [697, 1209], [770, 1209]] as const;

function lengthOf(event: RecordedEvent | undefined): number {
  return Number(event?.facts["durationMs"]);
}

async function call(box: Box, from: Baresip, number: string): Promise<void> {
  await from.dial(box.uri(number));
  await from.until("CALL_ESTABLISHED");
}

withPhones(
  "a call that is always recorded: both hear so, each is on his own side, and what is said while it is paused is not there",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await call(box, ana, "102");
    await ana.hears(BOB_HZ, 1);
    await bob.hears(ANA_HZ, 1);
    await hearsPrompt(ana, "recording-notice");
    await hearsPrompt(bob, "recording-notice");
    await bob.digits("*4");
    await box.untilRecorded("recording.paused", 1);
    await bob.command("ausrc", `ausine,${SECRET_HZ}`);
    await ana.hears(SECRET_HZ, 0.5);
    await bob.command("ausrc", `ausine,${BOB_HZ}`);
    await aMoment(300);
    await bob.digits("*4");
    await box.untilRecorded("recording.resumed", 1);
    await aMoment(800);
    await ana.hangUp();
    const [stopped] = await box.untilRecorded("recording.stopped", 1);
    const [left, right] = sidesOf(box, pathOf(stopped)).map(soundOf);
    assert.ok(left !== undefined && right !== undefined);
    assert.ok(Math.abs(1000 * left.samples.length / RATE - lengthOf(stopped)) < 30, `${lengthOf(stopped)} ms`);
    assert.ok(
      clarityOf(clip("recording-notice"), sidesOf(box, pathOf(stopped))[1]) >= 0.9,
      "the notice is in the file",
    );
    assert.ok(secondsOf(left, ANA_HZ) >= 2 && secondsOf(left, BOB_HZ) === 0, "the caller is on the left alone");
    assert.ok(
      secondsOf(right, BOB_HZ) >= 1.5 && secondsOf(right, ANA_HZ) === 0,
      "who was called is on the right alone",
    );
    for (const side of [left, right]) {
      assert.equal(secondsOf(side, SECRET_HZ), 0, "what was said meanwhile");
      for (const key of KEYS) assert.equal(secondsOfBoth(side, key), 0, `the key of ${key} Hz`);
    }
    await box.untilEmpty();
  },
  { office: "recording: { internal: { record: always, notice: true } }\n" },
);

withPhones(
  "a supervisor's whisper is heard by one of two, and is in no recording of their call",
  (box) => [...anaAndBob(box), { ...box.account("103", "udp"), hz: WHISPER_HZ }],
  async (box, phones) => {
    const [ana, bob, carl] = three(phones);
    await call(box, ana, "102");
    await bob.hears(ANA_HZ, 0.5);
    await call(box, carl, "*33101");
    await hearsPrompt(carl, "monitor-listening");
    await carl.digits("5");
    await ana.hears(WHISPER_HZ, 1);
    await ana.hangUp();
    const [stopped] = await box.untilRecorded("recording.stopped", 1);
    const [left, right] = sidesOf(box, pathOf(stopped)).map(soundOf);
    assert.ok(secondsOf(left!, ANA_HZ) >= 2 && secondsOf(right!, BOB_HZ) >= 2);
    for (const side of [left!, right!]) assert.equal(secondsOf(side, WHISPER_HZ), 0);
    await carl.until("CALL_CLOSED");
    await box.untilEmpty();
  },
  { extension: 'may_supervise: ["101"]', office: "recording: { internal: { record: always, notice: false } }\n" },
);

withPhones(
  "*1 records, and stops: whoever pressed hears it, and nothing is recorded before and after",
  anaAndBob,
  async (box, phones) => {
    const [ana, bob] = three(phones);
    await call(box, ana, "102");
    await ana.hears(BOB_HZ, 0.5);
    await bob.digits("*1");
    await hearsPrompt(bob, "recording-started");
    await aMoment(800);
    await bob.digits("*1");
    await hearsPrompt(bob, "recording-stopped");
    const [started] = await box.untilRecorded("recording.started", 1);
    const [stopped] = await box.untilRecorded("recording.stopped", 1);
    assert.deepEqual([started, stopped].map((event) => event?.facts["by"]), ["102", "102"]);
    assert.equal((await box.figures())["recordings_under_way"], 0);
    await ana.hangUp();
    const [left, right] = sidesOf(box, pathOf(stopped)).map(soundOf);
    assert.ok(left !== undefined && right !== undefined);
    const written = `${box.data}/call.opus`;
    await box.command("recordings", pathOf(stopped), written);
    assert.equal(new TextDecoder().decode((await Deno.readFile(written)).subarray(0, 4)), "OggS", "for any player");
    const lengthS = lengthOf(stopped) / 1000;
    assert.ok(lengthS >= 1 && lengthS < 6, `${lengthS} s`);
    assert.ok(secondsOf(left, ANA_HZ) >= lengthS - 0.5 && secondsOf(right, BOB_HZ) >= lengthS - 0.5);
    for (const side of [left, right]) for (const key of KEYS) assert.equal(secondsOfBoth(side, key), 0);
    await box.untilEmpty();
  },
);

withPhones(
  "after kill -9 a recording and a message are there as far as they were written, closed, and played as any other",
  anaBobAndCarl,
  async (box, phones) => {
    const [ana, bob, eve] = three(phones);
    await call(box, ana, "102");
    await call(box, eve, "*102");
    await aMoment(300);
    await eve.digits("#");
    await eve.hears(BEEP_HZ, 0.3);
    await aMoment(3_500);
    await box.kill();
    await box.start();
    const adopted = await box.untilRecorded("recording.adopted", 2);
    const [recording, message] = ["recordings/", "voicemail/102/"].map((folder) =>
      adopted.find((event) => pathOf(event).startsWith(folder))
    );
    for (const [event, hz, seconds] of [[recording, ANA_HZ, 2.5], [message, 880, 1.5]] as const) {
      using file = new FileSource(`${box.data}/${pathOf(event)}`);
      const opened = openSealed(file, () => recordingKey(box.data).key);
      assert.ok(opened.ok && opened.value.isWhole, `${pathOf(event)} is not closed`);
      assert.ok(secondsOf(soundOf(sidesOf(box, pathOf(event))[0]), hz) >= seconds, pathOf(event));
    }
    const figures = await box.figures();
    assert.equal(figures["recordings_kept"], 1);
    for (const phone of [ana, bob, eve]) await phone.hangUp();
  },
  { office: "recording: { internal: { record: always } }\n", extension: 'voicemail: { pin: "4711" }' },
);
