import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { WallTime } from "../../base/mod.ts";
import type { CallEvent, Reading } from "../../record/mod.ts";
import { ENDED, eventsFrom, STARTED } from "../exam.ts";
import { NEWEST } from "../migrations.ts";
import { migrate } from "./database.ts";
import { Readings } from "./readings.ts";
import { RecordReading } from "./record_reading.ts";
import { RecordTable } from "./record_table.ts";

/** Counts a call's events. */
const COUNTS: Reading = {
  name: "counts",
  version: 1,
  tables: [{
    name: "tally",
    columns: { events: "INTEGER", first: "INTEGER" },
    indexes: [["first"]],
    hasOneOfEach: true,
  }],
  rowsOf: (story) => ({ tally: [{ events: story.length, first: story[0]!.sequence }] }),
};
const ALL = { table: "tally", where: [], orderBy: ["first"], descending: false, limit: 10_000 };

/** A record in memory, and the path of the readings' database. */
async function withRecord(
  work: (record: { table: RecordTable; reading: RecordReading; path: string }) => void | Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "kontor-readings-" });
  using db = new DatabaseSync(":memory:");
  try {
    migrate(db, ":memory:", NEWEST);
    const table = new RecordTable(db, { id: "boot", at: 1 as WallTime }, new Uint8Array(32));
    await work({ table, reading: new RecordReading(db), path: `${folder}/readings.db` });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function calls(from: number, count: number): readonly CallEvent[] {
  return Array.from({ length: count }, (_, at) => eventsFrom(from + 2 * at, `c${from + 2 * at}`, [STARTED, ENDED]))
    .flat();
}

/** Follows to the end, and closes. Answers all rows, and what went wrong. */
function read(path: string, record: RecordReading, reading: Reading = COUNTS) {
  const readings = new Readings(path, record, { readings: [reading] });
  const faults: string[] = [];
  let steps = 0;
  for (;;) {
    const followed = readings.follow();
    steps += 1;
    faults.push(...followed.faults);
    if (!followed.isBehind) break;
  }
  const rows = readings.rows(ALL);
  readings.close();
  return { rows, faults, steps };
}

Deno.test("a reading goes on where it was, and says the same when its file is deleted", () =>
  withRecord(({ table, reading, path }) => {
    table.append(calls(1, 600));
    const first = read(path, reading);
    assert.deepEqual([first.rows.length, first.steps], [600, 3]);
    table.append(calls(1_201, 1));
    const second = read(path, reading);
    assert.deepEqual([second.rows.length, second.steps], [601, 1]);
    Deno.removeSync(path);
    assert.deepEqual(read(path, reading).rows, second.rows);
  }));

Deno.test("a step tells when the first of the calls began of which something else is told", () =>
  withRecord(({ table, reading, path }) => {
    const begun = (from: number, at: number) => calls(from, 1).map((event) => ({ ...event, at: at as WallTime }));
    table.append(begun(1, 700));
    const readings = new Readings(path, reading, { readings: [COUNTS] });
    assert.equal(readings.follow().changedFrom, -Infinity, "nobody knows what was told before");
    assert.equal(readings.follow().changedFrom, Infinity);
    table.append([...begun(3, 900), ...begun(5, 800)]);
    assert.equal(readings.follow().changedFrom, 800);
    table.append(eventsFrom(7, "running", [STARTED]));
    assert.equal(readings.follow().changedFrom, Infinity, "of a call that runs nothing is told");
    readings.close();
  }));

Deno.test("a reading of another version is made anew", () =>
  withRecord(({ table, reading, path }) => {
    table.append(calls(1, 2));
    read(path, reading);
    const other: Reading = { ...COUNTS, version: 2, rowsOf: () => ({ tally: [{ events: 7, first: 1 }] }) };
    assert.deepEqual(read(path, reading, other).rows.map(({ events }) => events), [7, 7]);
  }));

Deno.test("a reading that has seen events which the record lost is made anew", () =>
  withRecord(({ table, reading, path }) => {
    table.append(calls(1, 3));
    read(path, reading);
    return withRecord(({ table, reading }) => {
      table.append([...calls(1, 2), ...eventsFrom(5, "another", [STARTED, ENDED])]);
      const { rows } = read(path, reading);
      assert.deepEqual(rows.map(({ call }) => call), ["c1", "c3", "another"]);
    });
  }));

Deno.test("a file that is no database is made anew", () =>
  withRecord(({ table, reading, path }) => {
    table.append(calls(1, 2));
    Deno.writeTextFileSync(path, "this is no database, however long it may be made to look like one".repeat(100));
    assert.equal(read(path, reading).rows.length, 2);
  }));

Deno.test("a call that a reading trips over is told, and the others have their rows", () =>
  withRecord(({ table, reading, path }) => {
    table.append(calls(1, 3));
    const tripping: Reading = {
      ...COUNTS,
      rowsOf: (story) => {
        if (story[0]?.call === "c3") throw new Error("a leg without a party");
        return COUNTS.rowsOf(story);
      },
    };
    const { rows, faults } = read(path, reading, tripping);
    assert.deepEqual(rows.map(({ call }) => call), ["c1", "c5"]);
    assert.deepEqual(faults, ['Cannot read call "c3" for "counts": Error: a leg without a party']);
  }));

Deno.test("a table or column that no reading has is refused by name", () =>
  withRecord(({ reading, path }) => {
    const readings = new Readings(path, reading, { readings: [COUNTS] });
    assert.throws(
      () => readings.rows({ ...ALL, table: "reading" }),
      /Cannot read table "reading": no reading keeps it/,
    );
    const spoilt = { ...ALL, orderBy: ["first; DROP TABLE tally"] };
    assert.throws(() => readings.rows(spoilt), /Cannot read table "tally": it has no column "first; DROP TABLE tally"/);
    readings.close();
  }));
