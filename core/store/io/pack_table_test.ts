import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { WallTime } from "../../base/mod.ts";
import type { CallEvent } from "../../record/mod.ts";
import { ENDED, eventsFrom, STARTED } from "../exam.ts";
import { NEWEST } from "../migrations.ts";
import { migrate } from "./database.ts";
import { DayReading } from "./day_table.ts";
import { PackTable, PAGES_UP_TO } from "./pack_table.ts";
import { RecordReading } from "./record_reading.ts";
import { RecordTable } from "./record_table.ts";

const KEY = new Uint8Array(32);
const CALLS = 1_400;

/** A record of one day in memory. */
function withRecord(work: (db: DatabaseSync, events: readonly CallEvent[]) => void): void {
  using db = new DatabaseSync(":memory:");
  migrate(db, ":memory:", NEWEST);
  const events = Array.from({ length: CALLS }, (_, at) => eventsFrom(2 * at + 1, `c${at}`, [STARTED, ENDED])).flat();
  new RecordTable(db, { id: "boot", at: 1 as WallTime }, KEY).append(events);
  work(db, events);
}

function countOf(db: DatabaseSync, table: string): number {
  return Number(db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.["count"]);
}

Deno.test("a day is packed page by page, and between any two steps it is whole", () =>
  withRecord((db, events) => {
    const [pack, reading] = [new PackTable(db), new RecordReading(db)];
    const days = new DayReading(db, reading, KEY);
    assert.equal(pack.packBefore("2025-06-15"), false);
    for (const left of [1_776, 752, 0]) {
      assert.equal(pack.packBefore("2025-06-16"), true);
      assert.equal(countOf(db, "record"), left);
      assert.equal(days.check("2025-06-15")?.state, "whole");
      assert.deepEqual(reading.after(1_000, 1_200), events.slice(1_000, 2_200));
      assert.deepEqual(reading.eventsOf("c511"), events.slice(1_022, 1_024));
      assert.deepEqual(reading.recentCalls(1)[0]?.call, "c1399");
    }
    assert.deepEqual([pack.packBefore("2025-06-16"), countOf(db, "packed"), countOf(db, "packed_call")], [
      false,
      3,
      CALLS,
    ]);
    const next = new RecordTable(db, { id: "boot", at: 1 as WallTime }, KEY);
    assert.equal(next.append(eventsFrom(2_801, "next", [STARTED])), 2_801);
  }));

Deno.test("a day from which an event was taken away is packed without it, and found changed", () =>
  withRecord((db) => {
    db.exec("DELETE FROM record WHERE sequence IN (7, 1600)");
    const [pack, reading] = [new PackTable(db), new RecordReading(db)];
    while (pack.packBefore("2025-06-16"));
    assert.deepEqual([countOf(db, "record"), reading.after(0, 9_999).length], [0, 2 * CALLS - 2]);
    assert.equal(new DayReading(db, reading, KEY).check("2025-06-15")?.state, "changed");
  }));

Deno.test("an event that is changed within its packing is found", () =>
  withRecord((db, events) => {
    const pack = new PackTable(db);
    while (pack.packBefore("2025-06-16"));
    db.exec("UPDATE packed SET events = (SELECT events FROM packed WHERE first = 1) WHERE first = 1025");
    const reading = new RecordReading(db);
    assert.notDeepEqual(reading.after(1_024, 1), events.slice(1_024, 1_025));
    assert.equal(new DayReading(db, reading, KEY).check("2025-06-15")?.state, "changed");
  }));

Deno.test("what is forgotten goes in steps, packed or not, with where its calls were", () =>
  withRecord((db) => {
    const pack = new PackTable(db);
    pack.packBefore("2025-06-16");
    assert.equal(pack.forgetBefore("2025-06-15"), 0);
    assert.equal(pack.forgetBefore("2025-06-16"), 2 * CALLS);
    assert.equal(pack.forgetBefore("2025-06-15"), 2 * CALLS, "nothing is remembered again");
    let steps = 0;
    while (pack.dropUpTo(2 * CALLS)) steps += 1;
    assert.equal(steps, 3);
    assert.deepEqual(["record", "packed", "packed_call"].map((table) => countOf(db, table)), [0, 0, 0]);
  }));

Deno.test("what is to be forgotten is found without a look at the pages that stay", () =>
  withRecord((db) => {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${PAGES_UP_TO}`).all(1, 4).map(({ detail }) => String(detail));
    assert.deepEqual(plan, ["SEARCH packed USING INTEGER PRIMARY KEY (rowid<?)"]);
  }));
