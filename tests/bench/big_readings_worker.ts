/**
 * Makes the rows and sums of a big record: those of generated days by the store's own readings, from memory in place of
 * the record; those of copied days by copying them. Nothing is kept for the case of a crash.
 *
 * @module
 */
import { DatabaseSync } from "node:sqlite";
import { type CallEvent, CALLS, READINGS, type SumShape } from "../../core/record/mod.ts";
import { tableOf } from "../../core/store/io/call_numbers.ts";
import type { RecordSource } from "../../core/store/io/kept_reading.ts";
import { CONTACTS } from "../../core/store/io/kept_contacts.ts";
import { Readings } from "../../core/store/io/readings.ts";
import { spansOf } from "../../core/store/io/spans.ts";
import {
  copiedId,
  DAY_MS,
  eventsOf,
  FROM,
  type MakeReadings,
  PATTERN_DAYS,
  type Piece,
  prefixOf,
} from "./big_record.ts";

/** Who makes a database of gigabytes wants other settings than who adds a call now and then. */
const HURRY = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000";

function make({ folder, pieces }: MakeReadings): void {
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (sql: string) {
    exec.call(this, sql);
    if (sql.startsWith("PRAGMA journal_mode = WAL")) exec.call(this, HURRY);
  };
  const path = `${folder}/readings.db`;
  const last = { event: undefined as CallEvent | undefined };
  for (let at = 0; at < pieces.length;) {
    const isCopy = pieces[at]!.how === "copy";
    const end = pieces.findIndex(({ how }, place) => place > at && (how === "copy") !== isCopy);
    const same = pieces.slice(at, end < 0 ? pieces.length : end);
    if (isCopy) last.event = copyAll(path, same);
    else last.event = readAll(path, same, last.event ?? beforeFirst(pieces[at]!));
    at += same.length;
  }
}

/** What is made longer goes on after its last event. */
function beforeFirst({ day, sequence }: Piece): CallEvent | undefined {
  if (day === 0) return undefined;
  const events = eventsOf({ day: day - 1, days: 1, sequence: 1 });
  return { ...events.at(-1)!, sequence: sequence - 1 };
}

function readAll(path: string, pieces: readonly Piece[], before: CallEvent | undefined): CallEvent {
  let events: readonly CallEvent[] = before === undefined ? [] : [before];
  let byCall = new Map<string, CallEvent[]>();
  const source: RecordSource = {
    after: (sequence, limit) => {
      const at = sequence + 1 - (events[0]?.sequence ?? 1);
      return at < 0 ? [] : events.slice(at, at + limit);
    },
    eventsOf: (call) => byCall.get(call) ?? [],
    forgotten: () => 0,
  };
  const readings = new Readings(path, source, { readings: READINGS, country: "RO" });
  for (const piece of pieces) {
    events = eventsOf(piece);
    byCall = Map.groupBy(events, ({ call }) => call);
    readings.follow(10_000_000);
  }
  readings.close();
  return events.at(-1)!;
}

function copyAll(path: string, pieces: readonly Piece[]): CallEvent {
  const db = new DatabaseSync(path);
  db.exec(HURRY);
  const calls = tableOf(CALLS.name);
  const pattern = eventsOf({ day: 0, days: PATTERN_DAYS, sequence: 1 });
  // What happens to no call is told for itself.
  const told = pattern.filter((event) => event.call !== "" || CALLS.isLone?.(event))
    .map((event) => event.call === "" ? event : event.call);
  const most = new Set(told).size;
  let next = Number(db.prepare(`SELECT max(number) AS last FROM ${calls}`).get()?.["last"]);
  for (const { day } of pieces) {
    const shiftMs = day * DAY_MS;
    const prefix = prefixOf(day);
    db.exec(`BEGIN;
      INSERT INTO ${calls} SELECT number + ${next}, '${prefix}' || substr(call, 5) FROM ${calls} WHERE number <= ${most}`);
    for (const { name, columns } of CALLS.tables) {
      const moved = Object.entries(columns).map(([column, type]) =>
        column.endsWith("_at") && type === "INTEGER" ? `${column} + ${shiftMs}` : column
      );
      db.exec(`INSERT INTO ${name} SELECT call + ${next}, ${moved.join(", ")} FROM ${name} WHERE call <= ${most}`);
    }
    for (const shape of [...CALLS.sums!.tables, CONTACTS]) {
      for (const { ending, ms } of spansOf(shape)) {
        addCopy(db, { ...shape, name: `${shape.name}${ending}` }, shiftMs, ms);
      }
    }
    db.exec("COMMIT");
    next += most;
    if (day % 140 === 0) console.error(`readings: day ${day}`);
  }
  const { day, sequence } = pieces.at(-1)!;
  const end = pattern.at(-1)!;
  const last: CallEvent = {
    ...end,
    call: copiedId(end.call, day),
    sequence: end.sequence - 1 + sequence,
    at: end.at + day * DAY_MS as CallEvent["at"],
    monotonicMs: end.monotonicMs + day * DAY_MS,
  };
  db.prepare("UPDATE reading SET sequence = ?, mark = ?").run(
    last.sequence,
    `${last.call} ${last.type} ${last.at} ${last.monotonicMs}`,
  );
  db.close();
  return last;
}

/**
 * The sums of the first days, moved on. Weeks of these and those overlap, so that they are added to what is there; of the
 * first days they are made anew from the days.
 */
function addCopy(db: DatabaseSync, { name, keys, sums }: SumShape, shiftMs: number, spanMs: number): void {
  const [time, ...others] = Object.keys(keys);
  const told = ["count", ...sums];
  const until = FROM + PATTERN_DAYS * DAY_MS;
  const isWeeks = spanMs > DAY_MS;
  const source = isWeeks ? name.replace(/_weeks$/, "_day") : name;
  const at = isWeeks ? `(${time} + ${shiftMs}) / ${spanMs} * ${spanMs}` : `${time} + ${shiftMs}`;
  const [columns, added] = [
    others.map((column) => `, ${column}`).join(""),
    told.map((sum) => `sum(${sum})`).join(", "),
  ];
  db.exec(
    `INSERT INTO ${name} (${time}${columns}, ${told.join(", ")})
     SELECT ${at} AS moved${columns}, ${added} FROM ${source} WHERE ${time} < ${until} GROUP BY moved${columns}
     ON CONFLICT DO UPDATE SET ${told.map((sum) => `${sum} = ${name}.${sum} + excluded.${sum}`).join(", ")}`,
  );
}

/** The half of a worker's global scope that the compiler does not know in this program. */
interface WorkerScope {
  postMessage(message: string): void;
}

const scope = globalThis as typeof globalThis & WorkerScope;
scope.addEventListener("message", (event) => {
  make((event as MessageEvent<MakeReadings>).data);
  scope.postMessage("made");
});
