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
    recorder: { record: (order) => orders.push(order), finish: (ring) => finished.push(ring) },
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
  recordings.command({ type: "end-recording", leg: "ana" });
  assert.deepEqual(told.at(-1), { type: "untap", leg: "ana" });
  assert.deepEqual(finished, []);
  recordings.event({ type: "untapped", leg: "ana", ring: 0 });
  assert.deepEqual(finished, [0]);
  recordings.recorded({ type: "recorded", ring: 0, path: "", ms: 4_000, lostMs: 0 });
  assert.deepEqual(events.at(-1), { type: "recorded", leg: "ana", recording: 7, why: "ended", durationMs: 4_000 });
  assert.equal(recordings.size, 0);
});

Deno.test("whoever says nothing for long ends his recording, and that silence does not count", () => {
  const { recordings, told, events, finished, record } = desk();
  record("ana", 1, 3_000);
  recordings.recorded({ type: "quiet", ring: 0 });
  assert.deepEqual(told.at(-1), { type: "untap", leg: "ana" });
  recordings.event({ type: "untapped", leg: "ana", ring: 0 });
  assert.deepEqual(finished, [0]);
  recordings.recorded({ type: "recorded", ring: 0, path: "", ms: 5_000, lostMs: 0 });
  assert.deepEqual(events.at(-1), { type: "recorded", leg: "ana", recording: 1, why: "silence", durationMs: 2_000 });
});

Deno.test("a file that cannot be written is told once, and its ring is used again only when nobody writes into it", () => {
  const { recordings, events, orders, record } = desk();
  for (let leg = 0; leg < TAPS; leg++) record(`leg ${leg}`, leg);
  recordings.recorded({ type: "failed", ring: 5, path: "", text: "Cannot record" });
  assert.deepEqual(events, [{ type: "recorded", leg: "leg 5", recording: 5, why: "failed", durationMs: 0 }]);
  record("late", 200);
  assert.deepEqual(events.at(-1), { type: "recorded", leg: "late", recording: 200, why: "failed", durationMs: 0 });
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
  for (const ring of [0, 1]) recordings.recorded({ type: "recorded", ring, path: "", ms: 900, lostMs: 0 });
  assert.deepEqual(events.map(({ type }) => type), ["lost", "recorded", "recorded"]);
  assert.equal(recordings.size, 0);
});
