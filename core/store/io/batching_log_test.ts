import assert from "node:assert/strict";
import type { LogLine } from "../../base/mod.ts";
import type { CallEvent } from "../../record/mod.ts";
import { eventsFrom, HandClock, STARTED } from "../exam.ts";
import { FULL_PAST } from "../record_queue.ts";
import { BatchingLog } from "./batching_log.ts";

/** A writer whose disk a test can break. */
class Writer {
  readonly batches: (readonly CallEvent[])[] = [];
  readonly refused = Promise.withResolvers<void>();
  broken = false;

  commit(events: readonly CallEvent[]): Promise<number> {
    if (this.broken) {
      this.refused.resolve();
      return Promise.reject(new Error("database or disk is full"));
    }
    this.batches.push(events);
    return Promise.resolve(events.at(-1)!.sequence);
  }
}

function open(writer: Writer, lines: LogLine[] = []): BatchingLog {
  return new BatchingLog({
    log: { write: (line) => void lines.push(line) },
    clock: new HandClock(),
    lastSequence: 0,
    commit: (events) => writer.commit(events),
  });
}

function manyFrom(first: number, count: number): readonly CallEvent[] {
  return eventsFrom(first, "c1", Array.from({ length: count }, () => ({ type: "leg.held", leg: "a" })));
}

Deno.test("the events of one moment are one transaction", async () => {
  const writer = new Writer();
  const log = open(writer);
  for (const event of manyFrom(1, 20)) log.append(event);
  assert.deepEqual([log.waiting, log.acknowledged], [20, 0]);
  await log.flush();
  assert.deepEqual([log.waiting, log.acknowledged, writer.batches.length], [0, 20, 1]);
  await log.close();
});

Deno.test("a full disk loses nothing, and says so once", async () => {
  const writer = new Writer();
  const lines: LogLine[] = [];
  const log = open(writer, lines);
  const heard: boolean[] = [];
  log.onReady((ready) => heard.push(ready));
  writer.broken = true;
  const events = manyFrom(1, FULL_PAST + 1);
  for (const event of events) log.append(event);
  assert.deepEqual([log.full, heard], [true, [false]]);
  const flushed = log.flush();
  await writer.refused.promise;
  assert.equal(log.waiting, FULL_PAST + 1);
  writer.broken = false;
  await flushed;
  assert.deepEqual([log.full, heard, log.waiting], [false, [false, true], 0]);
  assert.deepEqual(writer.batches.flat(), events);
  assert.deepEqual(lines.map(({ level, text }) => `${level}: ${text}`), [
    "error: Cannot write the record: it is kept in memory and tried again",
    "info: The record can be written again",
  ]);
  await log.close();
});

Deno.test("what is appended the moment a flush is done is written too", async () => {
  const writer = new Writer();
  const log = open(writer);
  for (const event of manyFrom(1, 5)) {
    log.append(event);
    await log.flush();
  }
  assert.deepEqual([log.acknowledged, writer.batches.length], [5, 5]);
  await log.close();
});

Deno.test("closing writes what waits", async () => {
  const writer = new Writer();
  const log = open(writer);
  log.append(eventsFrom(1, "c1", [STARTED])[0]!);
  await log.close();
  assert.equal(writer.batches.length, 1);
});
