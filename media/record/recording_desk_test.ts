import assert from "node:assert/strict";
import type { MediaEvent } from "../../core/sound/mod.ts";
import { TAPS } from "../tap/mod.ts";
import { RecordingDesk, type RecordingOrder, type UnrecordedCommand } from "./mod.ts";

/** A desk between an engine and a recorder, and what passed. */
function desk(options: { readonly engineTakes?: boolean } = {}) {
  const told: UnrecordedCommand[] = [];
  const events: MediaEvent[] = [];
  const orders: RecordingOrder[] = [];
  const finished: number[] = [];
  const recordings = new RecordingDesk({
    engine: (command) => told.push(command) > 0 && options.engineTakes !== false,
    recorder: { record: (order) => orders.push(order), finish: (ring) => finished.push(ring), adopt: () => {} },
    position: (ring) => 100 + ring,
    folder: "/data",
    onEvent: (event) => events.push(event),
    log: { write() {} },
  });
  const record = (leg: string, recording: number, silenceMs?: number) =>
    recordings.command({
      type: "record",
      leg,
      recording,
      path: `voicemail/${leg}`,
      ...(silenceMs === undefined ? {} : { silenceMs }),
    });
  return { recordings, told, events, orders, finished, record };
}

Deno.test("a recording is a tap, read by the recorder until the tap has ended", () => {
  const { recordings, told, events, orders, finished, record } = desk();
  assert.ok(record("ana", 7));
  assert.deepEqual(orders, [{ ring: 0, from: 100, path: "/data/voicemail/ana", format: "opus", of: "speaker" }]);
  assert.deepEqual(told, [{ type: "tap", leg: "ana", ring: 0 }]);
  recordings.command({ type: "end-recording", leg: "ana", recording: 7 });
  assert.deepEqual(told.at(-1), { type: "untap", leg: "ana", ring: 0 });
  assert.deepEqual(finished, []);
  recordings.event({ type: "untapped", leg: "ana", ring: 0 });
  assert.deepEqual(finished, [0]);
  recordings.recorded({ type: "recorded", ring: 0, path: "", ms: 4_000, lostMs: 0, bytes: 900 });
  assert.deepEqual(events.at(-1), {
    type: "recorded",
    leg: "ana",
    recording: 7,
    why: "ended",
    durationMs: 4_000,
    bytes: 900,
  });
  assert.equal(recordings.size, 0);
});

Deno.test("whoever says nothing for long ends his recording, and that silence does not count", () => {
  const { recordings, told, events, finished, record } = desk();
  record("ana", 1, 3_000);
  recordings.recorded({ type: "quiet", ring: 0 });
  assert.deepEqual(told.at(-1), { type: "untap", leg: "ana", ring: 0 });
  recordings.event({ type: "untapped", leg: "ana", ring: 0 });
  assert.deepEqual(finished, [0]);
  recordings.recorded({ type: "recorded", ring: 0, path: "", ms: 5_000, lostMs: 0, bytes: 900 });
  assert.deepEqual(events.at(-1), {
    type: "recorded",
    leg: "ana",
    recording: 1,
    why: "silence",
    durationMs: 2_000,
    bytes: 900,
  });
});

Deno.test("a file that cannot be written is told once, and its ring is used again only when nobody writes into it", () => {
  const { recordings, events, orders, record } = desk();
  for (let leg = 0; leg < TAPS; leg++) record(`leg ${leg}`, leg);
  recordings.recorded({ type: "failed", ring: 5, path: "", text: "Cannot record" });
  assert.deepEqual(events, [{ type: "recorded", leg: "leg 5", recording: 5, why: "failed", durationMs: 0, bytes: 0 }]);
  record("late", 200);
  assert.deepEqual(events.at(-1), {
    type: "recorded",
    leg: "late",
    recording: 200,
    why: "failed",
    durationMs: 0,
    bytes: 0,
  });
  recordings.event({ type: "untapped", leg: "leg 5", ring: 5 });
  record("later", 201);
  assert.equal(orders.at(-1)?.ring, 5);
  assert.equal(recordings.size, TAPS);
});

Deno.test("an engine that was not told, or is lost, ends every recording", () => {
  const deaf = desk({ engineTakes: false });
  deaf.record("ana", 1);
  assert.deepEqual(deaf.finished, [0]);
  const { recordings, events, finished, record } = desk();
  record("ana", 1);
  record("bob", 2);
  recordings.event({ type: "lost", text: "gone" });
  assert.deepEqual(finished, [0, 1]);
  for (const ring of [0, 1]) recordings.recorded({ type: "recorded", ring, path: "", ms: 900, lostMs: 0, bytes: 900 });
  assert.deepEqual(events.map(({ type }) => type), ["lost", "recorded", "recorded"]);
  assert.equal(recordings.size, 0);
});

Deno.test("while a recording is paused its leg is not tapped; the same file goes on afterwards", () => {
  const { recordings, told, finished, record } = desk();
  record("ana", 7);
  recordings.command({ type: "pause-recording", leg: "ana", recording: 7 });
  recordings.command({ type: "pause-recording", leg: "ana", recording: 7 });
  assert.deepEqual(told.slice(1), [{ type: "untap", leg: "ana", ring: 0 }]);
  recordings.event({ type: "untapped", leg: "ana", ring: 0 });
  assert.deepEqual(finished, []);
  recordings.command({ type: "resume-recording", leg: "ana", recording: 7 });
  assert.deepEqual(told.slice(2), [{ type: "tap", leg: "ana", ring: 0 }]);
  // Paused and resumed before the engine has said a word.
  recordings.command({ type: "pause-recording", leg: "ana", recording: 7 });
  recordings.command({ type: "resume-recording", leg: "ana", recording: 7 });
  recordings.event({ type: "untapped", leg: "ana", ring: 0 });
  assert.deepEqual(finished, []);
  recordings.command({ type: "end-recording", leg: "ana", recording: 7 });
  recordings.event({ type: "untapped", leg: "ana", ring: 0 });
  assert.deepEqual(finished, [0]);
});

Deno.test("what is paused ends by command, and with its leg", () => {
  for (const end of ["end-recording", "close"] as const) {
    const { recordings, finished, record } = desk();
    record("ana", 7);
    recordings.command({ type: "pause-recording", leg: "ana", recording: 7 });
    recordings.event({ type: "untapped", leg: "ana", ring: 0 });
    recordings.command({ type: end, leg: "ana", recording: 7 });
    assert.deepEqual(finished, [0]);
    recordings.command({ type: "close", leg: "ana" });
    assert.deepEqual(finished, [0]);
  }
});

Deno.test("a leg is recorded twice at once, each into a file of its own, and one ends without the other", () => {
  const { recordings, orders, told, finished, record } = desk();
  record("ana", 7);
  recordings.command({ type: "record", leg: "ana", recording: 8, path: "calls/1", of: "call", format: "wav" });
  assert.deepEqual(orders[1], { ring: 1, from: 101, path: "/data/calls/1", format: "wav", of: "call" });
  recordings.command({ type: "end-recording", leg: "ana", recording: 7 });
  assert.deepEqual(told.at(-1), { type: "untap", leg: "ana", ring: 0 });
  recordings.event({ type: "untapped", leg: "ana", ring: 0 });
  assert.deepEqual(finished, [0]);
  assert.equal(recordings.size, 2);
});

Deno.test("what is found of a file that was cut off is told by its path below the folder", () => {
  const { recordings, events } = desk();
  recordings.recorded({ type: "adopted", path: "/data/calls/1", ms: 900, bytes: 70 });
  assert.deepEqual(events, [{ type: "adopted", path: "calls/1", durationMs: 900, bytes: 70 }]);
});
