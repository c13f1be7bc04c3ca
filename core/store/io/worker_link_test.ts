import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { LogLine, WallTime } from "../../base/mod.ts";
import type { CallEvent } from "../../record/mod.ts";
import { eventsFrom, HandClock } from "../exam.ts";
import type { WriterAsks } from "./asks.ts";
import { BatchingLog } from "./batching_log.ts";
import { RecordReading } from "./record_reading.ts";
import { WorkerLink } from "./worker_link.ts";

Deno.test("a writer that dies is started again, and what it had not acknowledged is written once", async () => {
  const folder = await Deno.makeTempDir({ prefix: "kontor-store-" });
  const lines: LogLine[] = [];
  const log = { write: (line: LogLine) => void lines.push(line) };
  const workers: Worker[] = [];
  const writer = new WorkerLink<WriterAsks>({
    name: "writer",
    log,
    spawn: () => {
      const worker = new Worker(new URL("./writer_worker.ts", import.meta.url), { type: "module" });
      workers.push(worker);
      return worker;
    },
    opening: () => ({
      database: `${folder}/kontor.db`,
      boxKey: `${folder}/box.key`,
      boot: "boot-1",
      at: 1_750_000_000_000 as WallTime,
    }),
  });
  const commit = (events: readonly CallEvent[]) => {
    // A question that nobody knows is a mistake of ours, and the writer dies of it before it comes to the batch.
    if (record.acknowledged === 1 && workers.length === 1) workers[0]!.postMessage({ id: 0, name: "x", told: null });
    return writer.ask("append", events);
  };
  const record: BatchingLog = new BatchingLog({ log, clock: new HandClock(), lastSequence: 0, commit });
  const events = eventsFrom(1, "c1", Array.from({ length: 50 }, () => ({ type: "leg.held", leg: "a" })));
  record.append(events[0]!);
  await record.flush();
  for (const event of events.slice(1)) record.append(event);
  await record.flush();
  assert.deepEqual([record.acknowledged, record.waiting, workers.length], [50, 0, 2]);
  await record.close();
  await writer.close();
  await assert.rejects(writer.ask("cursorOf", "cdr"), /Cannot ask the store's writer: it is closed/);
  assert.deepEqual(lines.map(({ level, text }) => `${level}: ${text}`), [
    "error: The store's writer died and will be started again",
    "error: Cannot write the record: it is kept in memory and tried again",
    "info: The record can be written again",
  ]);
  using db = new DatabaseSync(`${folder}/kontor.db`, { readOnly: true });
  assert.deepEqual(new RecordReading(db).after(0, 100), events);
  await Deno.remove(folder, { recursive: true });
});
