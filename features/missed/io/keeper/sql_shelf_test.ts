import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { SeededChance } from "../../../../core/base/mod.ts";
import type { Call } from "../../call.ts";
import { MissedEngine } from "../../engine.ts";
import type { Action, Entry } from "../../entry.ts";
import { type EntryQuestion, idOf, isWanted, type MissQuestion } from "../../kept.ts";
import { MISS_ENDS, type Opening, openingsOf } from "../../openings.ts";
import { personOf } from "../../person.ts";
import { DEFAULT_POLICY, type Policy } from "../../policy.ts";
import { MemoryShelf } from "../../shelf.ts";
import { countOfAttempts } from "../../shorten.ts";
import { trendsOf } from "../../trend_counts.ts";
import { SqlShelf } from "./sql_shelf.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BEGIN = Date.UTC(2026, 2, 2);
const POLICY: Policy = { ...DEFAULT_POLICY, openTtlDays: 3, retentionDays: 9 };
const CALLERS = ["+40745123456", "+40722000111", "anonymous"];
const WEEK: MissQuestion = { since: BEGIN + 9 * DAY_MS, until: BEGIN + 16 * DAY_MS };
/** What of an entry is found in an index. */
const QUESTIONS: readonly Omit<EntryQuestion, "limit">[] = [
  ...["222", "0001", "own", "+4074", "anon"].map((part) => ({ callerHas: [part, "5512"] })),
  ...[{}, WEEK, ...MISS_ENDS.flatMap((end) => [{ end }, { ...WEEK, end }])].map((miss) => ({ miss })),
  { callerHas: [], miss: {} },
];
/** Asked after each change, and counted anew only where it changed an entry. */
const TRENDS = { from: BEGIN + 9 * DAY_MS, to: BEGIN + 16 * DAY_MS, timeZone: "Europe/Bucharest" };
const PERSONS = CALLERS.map((caller) => personOf("own", caller));

/** Calls and deeds of some weeks, in the order in which they were over; calls overlap, and none is as long as a day. */
function story(chance: SeededChance): readonly (Call | Action)[] {
  const one = <T>(list: readonly T[]): T => list[chance.below(list.length)]!;
  const told = Array.from({ length: 60 + chance.below(60) }, (_, at): Call | Action => {
    const startedAt = BEGIN + chance.below(40 * 24 * 60) * 60_000;
    const [outsider, did] = [one(CALLERS), one(["+40376443311", "+40376443300"])];
    if (chance.below(6) === 0) {
      const type = one(["manual_resolve", "manual_reopen", "notified"] as const);
      return {
        type,
        at: startedAt,
        tenant: "own",
        callerKey: outsider,
        did: one([did, undefined]),
        user: "ana",
        note: "",
      };
    }
    const isAnswered = chance.below(3) === 0;
    const isOutbound = chance.below(4) === 0;
    const party = { is: "extension", number: "101" } as const;
    return {
      ...{ tenant: "own", id: `c${at}`, direction: isOutbound ? "outbound" : "inbound", outsider, startedAt },
      ...{ did: isOutbound ? "" : did, from: isOutbound ? "101" : undefined, isFinished: true },
      endedAt: startedAt + 60_000 + chance.below(20) * HOUR_MS,
      offers: [{ party, at: startedAt, rang: true }],
      answers: isAnswered ? [{ party, at: startedAt + 5_000 }] : [],
      ...{ steps: [], destinations: [], queueExits: [], clues: new Set() },
    };
  });
  return told.sort((one, other) => overAt(one) - overAt(other));
}

const overAt = (told: Call | Action): number => "type" in told ? told.at : told.endedAt;

/** What was told of one caller, by each shelf alone: the desk's lines have counts of their own. */
function saidBy(lines: readonly { readonly entry: string }[]): readonly string[] {
  return lines.map((line) => JSON.stringify({ ...line, sequence: 0 })).sort();
}

Deno.test("what is let go leaves entries and journal as they are with everything kept", () => {
  for (let seed = 1; seed <= 12; seed++) {
    const chance = new SeededChance(seed);
    using db = new DatabaseSync(":memory:");
    const [whole, shelf] = [new MemoryShelf(), new SqlShelf(db)];
    const engines = [whole, shelf].map((each) => new MissedEngine({ shelf: each, policy: POLICY }));
    const all = story(chance);
    let now = BEGIN;
    for (const [at, told] of all.entries()) {
      now = Math.max(now, overAt(told));
      for (const engine of engines) {
        if ("type" in told) engine.act(told, now);
        else engine.take({ calls: [told], gone: [] }, now);
        engine.tick(now);
      }
      const counted = trendsOf(whole.entries().map((entry) => ({ ...entry, id: idOf(entry) })), TRENDS);
      assert.deepEqual(shelf.trends.of("own", TRENDS).days, counted.days, `seed ${seed}, ${at}`);
      if (chance.below(4) === 0) letGo(shelf, now - (1 + chance.below(5)) * DAY_MS);
      if (chance.below(40) === 0) makeAnew(shelf, all.slice(0, at + 1), now);
    }
    const later = now + 30 * DAY_MS;
    for (const engine of engines) engine.tick(later);
    const entries = (of: (person: string) => readonly Entry[]) => PERSONS.map((person) => JSON.stringify(of(person)));
    assert.deepEqual(entries((who) => shelf.entriesOf(who)), entries((who) => whole.entriesOf(who)), `seed ${seed}`);
    assert.deepEqual(saidBy(shelf.journal.after(0, 10_000)), saidBy(whole.journal), `seed ${seed}`);
    const counted = (openings: readonly Opening[]) => openings.map((each) => JSON.stringify(each)).sort();
    const missed = counted(shelf.openings.between("own", 0, Infinity));
    assert.deepEqual(missed, counted(whole.entries().flatMap(openingsOf)), `seed ${seed}`);
    assert.ok(missed.length > shelf.entries("own", { limit: 99 }).length, "somebody was missed anew");
    const named = (entries: readonly Entry[]) => entries.map(({ attempts }) => attempts[0]!.call).sort();
    for (const question of QUESTIONS) {
      const wanted = whole.entries().filter((entry) => isWanted(entry, { ...question, limit: 99 }, shelf.timeZone));
      assert.deepEqual(named(shelf.entries("own", { ...question, limit: 99 })), named(wanted), `seed ${seed}`);
    }
  }
});

Deno.test("who was called back and calls in vain again is missed twice, and each miss stays where it was", () => {
  using db = new DatabaseSync(":memory:");
  const shelf = new SqlShelf(db);
  const engine = new MissedEngine({ shelf, policy: { ...POLICY, keepYears: 1 } });
  const outsider = CALLERS[0]!;
  const take = (call: Call) => engine.take({ calls: [{ ...call, outsider }], gone: [] }, call.endedAt);
  const party = { is: "extension", number: "101" } as const;
  const [first, next] = [BEGIN, BEGIN + DAY_MS];
  const told = () => [[first, next], [next, Infinity]].map(([from, to]) => shelf.openings.between("own", from!, to!));
  take(missedCall(22));
  take(missedCall(25));
  assert.deepEqual(
    told().map(({ length }) => length),
    [1, 0],
    "he still waits: a try on the next day is no other miss",
  );
  const back = missedCall(26).startedAt;
  take({ ...missedCall(26), direction: "outbound", did: "", from: "101", answers: [{ party, at: back }] });
  const since = (hour: number) => ({ openedAt: BEGIN + hour * HOUR_MS, call: missedCall(hour).id });
  const kept = { ...since(22), lastAt: BEGIN + 25 * HOUR_MS, clearedBy: "returned", closedAt: back };
  assert.deepEqual(told(), [[kept], []]);
  take(missedCall(40));
  const open = { ...since(40), lastAt: BEGIN + 40 * HOUR_MS, clearedBy: undefined, closedAt: undefined };
  assert.deepEqual(told(), [[kept], [open]]);
  const [entry] = shelf.entries("own", { limit: 9 });
  const deed = { tenant: "own", callerKey: outsider, did: entry!.did, user: "ana", note: "" };
  engine.act({ ...deed, type: "manual_resolve", at: BEGIN + 41 * HOUR_MS }, BEGIN + 41 * HOUR_MS);
  engine.act({ ...deed, type: "manual_reopen", at: BEGIN + 42 * HOUR_MS }, BEGIN + 42 * HOUR_MS);
  assert.deepEqual(told(), [[kept], [open]], "what is only opened again by hand was never over");
  const gone = BEGIN + 200 * DAY_MS;
  engine.tick(gone);
  shelf.erase({ ...POLICY, archivedForDays: 1, keepYears: 1 }, gone);
  assert.deepEqual([shelf.entries("own", { limit: 9 }).length, told().flat().length], [0, 2]);
  shelf.erase({ ...POLICY, keepYears: 1 }, BEGIN + 400 * DAY_MS);
  assert.deepEqual(told(), [[], []]);
});

Deno.test("verdicts of calls long over are gone, and a caller without an entry leaves nothing", () => {
  using db = new DatabaseSync(":memory:");
  const shelf = new SqlShelf(db);
  const engine = new MissedEngine({ shelf, policy: POLICY });
  for (const told of story(new SeededChance(3))) {
    if (!("type" in told)) engine.take({ calls: [told], gone: [] }, overAt(told));
  }
  letGo(shelf, BEGIN + 90 * DAY_MS);
  const count = (table: string) => db.prepare(`SELECT count(*) AS rows FROM ${table}`).get()!["rows"];
  assert.deepEqual([count("verdict"), count("past")], [0, 0]);
  assert.ok(Number(count("entry")) > 0);
});

Deno.test("entries and lines that were kept as text are packed, and read as they were", () => {
  using db = new DatabaseSync(":memory:");
  db.exec(`
    CREATE TABLE entry (
      tenant TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, place INTEGER NOT NULL,
      caller TEXT NOT NULL, did TEXT NOT NULL, state TEXT NOT NULL,
      last_at INTEGER NOT NULL, since INTEGER NOT NULL, closed_at INTEGER, hour INTEGER NOT NULL, route TEXT NOT NULL,
      data TEXT NOT NULL, PRIMARY KEY (tenant, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entry_of ON entry (person, place);
    CREATE TABLE line (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL
    ) STRICT;
    INSERT INTO entry VALUES ('own', 'c1', 'p', 0, '+40745', '+40376', 'open', 5, 5, NULL, 9, ' →  → ',
      '{"tenant":"own","did":"ș","attempts":[{"call":"c1","at":5}]}');
    INSERT INTO line (sequence, tenant, id, data) VALUES (7, 'own', 'c1', '{"action":"created","reason":"call c1"}');
  `);
  const shelf = new SqlShelf(db);
  assert.equal(shelf.entriesOf("p")[0]?.did, "ș");
  assert.deepEqual(shelf.openings.between("own", 5, 6).map(({ openedAt }) => openedAt), [5]);
  assert.equal(new SqlShelf(db).entries("own", { trunk: "digi", limit: 9 }).length, 0);
  assert.deepEqual(shelf.journal.after(0, 9), [{ action: "created", reason: "call c1", sequence: 7 }]);
  const line = {
    action: "cleared",
    at: 1,
    actor: "ana",
    reason: "",
    entry: '["own","c1","+40376"]',
    knownAt: 1,
  } as const;
  assert.equal(shelf.append([line])[0]?.sequence, 8);
});

Deno.test("entries of a shelf of before are found by their line outside once they are made anew", () => {
  using db = new DatabaseSync(":memory:");
  const shelf = new SqlShelf(db);
  const engine = new MissedEngine({ shelf, policy: POLICY });
  const take = (nth: number, trunk?: string) => {
    const call = { ...missedCall(nth), outsider: `+4074512345${nth}`, ...trunk === undefined ? {} : { trunk } };
    engine.take({ calls: [call], gone: [] }, call.endedAt);
  };
  take(1);
  db.exec("ALTER TABLE entry DROP COLUMN trunk");
  const again = new SqlShelf(db);
  const trunks = (trunk: string) => again.entries("own", { trunk, limit: 9 }).map((entry) => entry.trunk);
  assert.deepEqual(trunks("digi"), []);
  const next = new MissedEngine({ shelf: again, policy: POLICY });
  for (const [nth, trunk] of [[1, "digi"], [2, "orange"]] as const) {
    const call = { ...missedCall(nth), outsider: `+4074512345${nth}`, trunk };
    next.take({ calls: [call], gone: [] }, call.endedAt);
  }
  assert.deepEqual([trunks("digi"), trunks("orange")], [["digi"], ["orange"]]);
});

Deno.test("a word of verdicts that nobody read goes from a shelf of before, and the verdicts stay", () => {
  using db = new DatabaseSync(":memory:");
  db.exec(`
    CREATE TABLE verdict (
      tenant TEXT NOT NULL, call TEXT NOT NULL, person TEXT NOT NULL,
      is_missed INTEGER NOT NULL, ended_at INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (tenant, call)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX verdict_of_person ON verdict (person, ended_at);
    INSERT INTO verdict VALUES ('own', 'c1', 'p', 1, 5, '{"isMissed":true,"call":{"id":"c1","clues":[]}}');
  `);
  new SqlShelf(db);
  // Opened again, there is nothing left to do.
  const shelf = new SqlShelf(db);
  assert.equal(shelf.verdict({ tenant: "own", id: "c1" })?.isMissed, true);
  assert.equal(db.prepare("SELECT 1 FROM pragma_table_info('verdict') WHERE name = 'is_missed'").get(), undefined);
});

Deno.test("callers who withhold their number for years leave an entry of a few months, counted right and told once", () => {
  using db = new DatabaseSync(":memory:");
  const shelf = new SqlShelf(db);
  const engine = new MissedEngine({ shelf, policy: POLICY });
  const told: Call[] = [];
  let most = 0;
  for (let nth = 0; nth < 800; nth++) {
    const call = missedCall(nth);
    told.push(call);
    engine.take({ calls: [call], gone: [] }, call.endedAt);
    if (nth % 50 === 49) letGo(shelf, call.endedAt - 30 * HOUR_MS);
    most = Math.max(most, Number(db.prepare("SELECT max(length(data)) AS most FROM entry").get()?.["most"]));
  }
  const entry = () => shelf.entries("own", { limit: 9 })[0]!;
  const { id, attempts, audit, unlisted } = entry();
  assert.deepEqual([countOfAttempts(entry()), id], [800, "c0"]);
  assert.ok(attempts.length <= 600 && audit.length <= 600, `${attempts.length} attempts, ${audit.length} lines`);
  assert.equal(audit.length + (unlisted?.lines ?? 0), 800);
  assert.deepEqual(attempts.slice(-2).map(({ call }) => call), ["c798", "c799"]);
  assert.ok(most < 20_000, `${most} octets`);
  // The journal has it all, each line once, and took none of it back.
  const lines = shelf.journal.after(0, 9_999);
  assert.deepEqual([lines.length, lines.filter(({ action }) => action === "retracted").length], [800, 0]);
  const before = entry();
  makeAnew(shelf, told, told.at(-1)!.endedAt);
  letGo(shelf, told.at(-1)!.endedAt - 30 * HOUR_MS);
  assert.equal(shelf.journal.after(0, 9_999).length, 800, "made anew, nothing is told again");
  engine.tick(told.at(-1)!.endedAt);
  engine.take({ calls: [missedCall(800)], gone: [] }, missedCall(800).endedAt);
  assert.equal(countOfAttempts(entry()), 801);
  assert.equal(entry().id, before.id);
  assert.equal(shelf.journal.after(0, 9_999).length, 801);
});

/** One who withholds his number is missed, one every hour. */
function missedCall(nth: number): Call {
  const startedAt = BEGIN + nth * HOUR_MS;
  const party = { is: "extension", number: "101" } as const;
  return {
    ...{ tenant: "own", id: `c${nth}`, direction: "inbound", outsider: "anonymous", did: "+40376443311", startedAt },
    ...{ endedAt: startedAt + 30_000, from: undefined, isFinished: true, answers: [], steps: [], destinations: [] },
    ...{ queueExits: [], clues: new Set(), offers: [{ party, at: startedAt, rang: true }] },
  };
}

function letGo(shelf: SqlShelf, before: number): void {
  for (let person: string | undefined = ""; person !== undefined;) {
    person = shelf.settle(before, POLICY, { person, limit: 2 });
  }
  shelf.endSettling();
}

/** As a box does whose record must be read from the first event again. */
function makeAnew(shelf: SqlShelf, told: readonly (Call | Action)[], now: number): void {
  const engine = new MissedEngine({ shelf, policy: POLICY });
  shelf.keep("anew", "yes");
  shelf.makeAnew();
  for (const call of told) {
    if ("type" in call) continue;
    shelf.touch(engine.note({ calls: [call], gone: [] }));
    if (call.id.endsWith("7")) letGo(shelf, call.endedAt - DAY_MS);
  }
  shelf.drop("anew");
  engine.settle(shelf.takeTouched(10), now);
}
