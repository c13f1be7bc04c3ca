import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { WallTime } from "../../base/mod.ts";
import { ENDED, eventsFrom, STARTED } from "../exam.ts";
import { MIGRATIONS, NEWEST } from "../migrations.ts";
import { migrate } from "./database.ts";
import { RecordReading } from "./record_reading.ts";
import { RecordTable } from "./record_table.ts";

const BOOT = { id: "boot-1", at: 1_750_000_000_000 as WallTime };

const KEY = new Uint8Array(32);

function schemaOf(db: DatabaseSync): readonly unknown[] {
  return db.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all();
}

function newest(): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  migrate(db, ":memory:", NEWEST);
  return db;
}

Deno.test("the migrations count from 1 without gaps", () => {
  assert.deepEqual(MIGRATIONS.map((step) => step.version), MIGRATIONS.map((_, index) => index + 1));
});

for (const version of Array.from({ length: NEWEST + 1 }, (_, index) => index)) {
  Deno.test(`a database of version ${version} becomes the newest`, () => {
    using db = new DatabaseSync(":memory:");
    using fresh = newest();
    migrate(db, ":memory:", version);
    assert.equal(db.prepare("PRAGMA user_version").get()?.["user_version"], version);
    migrate(db, ":memory:", NEWEST);
    assert.equal(db.prepare("PRAGMA user_version").get()?.["user_version"], NEWEST);
    assert.deepEqual(schemaOf(db), schemaOf(fresh));
  });
}

Deno.test("events of version 1 are read by the newest", () => {
  using db = new DatabaseSync(":memory:");
  migrate(db, ":memory:", 1);
  db.exec(`
    INSERT INTO boot (number, id, started_at) VALUES (1, 'first', 1750000000000);
    INSERT INTO record VALUES (1, 'c1', 1750000000001, 1.25, 1, 'leg.answered', 'b', '{"codec":"PCMA"}');
  `);
  migrate(db, ":memory:", NEWEST);
  assert.deepEqual(new RecordReading(db).eventsOf("c1"), [
    {
      type: "leg.answered",
      leg: "b",
      codec: "PCMA",
      call: "c1",
      sequence: 1,
      at: 1_750_000_000_001,
      monotonicMs: 1.25,
    },
  ]);
});

Deno.test("a step that fails leaves the database as it was", () => {
  using db = new DatabaseSync(":memory:");
  migrate(db, ":memory:", 1);
  db.exec("CREATE TABLE box_key (in_the_way INTEGER)");
  const before = schemaOf(db);
  assert.throws(() => migrate(db, ":memory:", 2), /table box_key already exists/);
  assert.deepEqual(schemaOf(db), before);
  assert.equal(db.prepare("PRAGMA user_version").get()?.["user_version"], 1);
});

Deno.test("a batch that was committed already is passed over", () => {
  using db = newest();
  const table = new RecordTable(db, BOOT, KEY);
  const events = eventsFrom(1, "c1", [STARTED, { type: "leg.held", leg: "a" }, ENDED]);
  assert.equal(table.append(events.slice(0, 2)), 2);
  assert.equal(table.append(events), 3);
  assert.equal(table.append(events), 3);
  // A writer that died and came back finds out from the rows.
  assert.equal(new RecordTable(db, BOOT, KEY).append(events), 3);
  assert.deepEqual(new RecordReading(db).after(0, 10), events);
});

Deno.test("a full disk refuses the whole batch, and takes it when there is room", () => {
  using db = newest();
  const table = new RecordTable(db, BOOT, KEY);
  const [started, ...rest] = eventsFrom(1, "c1", [
    STARTED,
    ...Array.from({ length: 500 }, () => ({ type: "leg.digit", leg: "a", digit: "5", by: "info" }) as const),
    ENDED,
  ]);
  table.append([started!]);
  const pages = Number(db.prepare("PRAGMA page_count").get()?.["page_count"]);
  db.exec(`PRAGMA max_page_count = ${pages + 1}`);
  assert.throws(() => table.append(rest), /database or disk is full/);
  assert.deepEqual(new RecordReading(db).after(0, 1_000), [started]);
  db.exec("PRAGMA max_page_count = 100000");
  assert.equal(table.append(rest), 502);
  assert.deepEqual(new RecordReading(db).after(0, 1_000), [started, ...rest]);
});

Deno.test("no reading of the record walks through all of it", () => {
  using db = newest();
  const plans = [
    "SELECT * FROM record WHERE call = 'c1' ORDER BY sequence",
    "SELECT * FROM record WHERE sequence > 5 ORDER BY sequence LIMIT 5",
    "SELECT * FROM record WHERE call = 'c1' AND type = 'call.ended'",
    "SELECT * FROM record WHERE type = 'call.started' ORDER BY sequence DESC LIMIT 5",
  ].map((sql) => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((row) => row["detail"]).join("; "));
  for (const plan of plans) assert.match(plan, /SEARCH|USING INDEX record_of_starts/);
  for (const plan of plans) assert.doesNotMatch(plan, /TEMP B-TREE/);
});
