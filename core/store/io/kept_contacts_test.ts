import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { SeededChance, type WallTime } from "../../base/mod.ts";
import { type CallEvent, type CallFact, firstContactsOf, READINGS } from "../../record/mod.ts";
import { ANONYMOUS, callerKey } from "../../routing/mod.ts";
import type { RecordSource } from "./kept_reading.ts";
import { Readings } from "./readings.ts";

const HOUR_MS = 3_600_000;
const START = Date.UTC(2025, 5, 2);
/** One number, as providers write it. */
const SPELLINGS = ["+40", "0", "0040"];

/** Calls of a few callers over four days, answered or not, that end in another order than they came, some at one moment. */
function callsOf(count: number): readonly CallEvent[] {
  const chance = new SeededChance(11);
  const moments = Array.from({ length: count }, (_, nth) => {
    const spelling = SPELLINGS[chance.below(SPELLINGS.length)];
    const number = chance.below(9) === 0 ? "anonymous" : `${spelling}72200000${chance.below(5)}`;
    const world = { number, trunk: "digi" };
    const startMs = chance.below(96) * HOUR_MS + chance.below(2) * chance.below(3_000_000);
    const answer: readonly CallFact[] = [{ type: "leg.answered", leg: "b" }, { type: "bridge.made", a: "a", b: "b" }];
    const facts: readonly CallFact[] = [
      { type: "call.started", from: world, dialled: "0211234567", sipCallId: "x" },
      { type: "leg.offered", leg: "a", party: world, direction: "in", sipCallId: "x" },
      { type: "leg.offered", leg: "b", party: { number: "101" }, direction: "out", sipCallId: "y" },
      { type: "leg.ringing", leg: "b" },
      ...chance.below(3) === 0 ? [] : answer,
      { type: "leg.ended", leg: "b", by: "us", cause: "cancelled" },
      { type: "leg.ended", leg: "a", by: "them", cause: "cancelled" },
      { type: "call.ended", cause: "normal" },
      { type: "leg.digit", leg: "a", digit: "1", by: "info" },
    ];
    const stepMs = 1_000 + chance.below(HOUR_MS);
    return facts.map((fact, at) => ({ fact, call: `c${nth}`, ms: startMs + at * stepMs }));
  }).flat().sort((one, other) => one.ms - other.ms);
  return moments.map(({ fact, call, ms }, at): CallEvent => ({
    ...fact,
    ...{ call, sequence: at + 1, at: START + ms as WallTime, monotonicMs: ms },
  }));
}

/** The record, as far as it is there. */
function sourceOf(events: readonly CallEvent[], reach: { there: number; forgotten: number }): RecordSource {
  const there = () => events.slice(0, reach.there);
  return {
    after: (sequence, limit) => there().filter((event) => event.sequence > sequence).slice(0, limit),
    eventsOf: (call) => there().filter((event) => event.call === call),
    forgotten: () => reach.forgotten,
  };
}

Deno.test("who called again is known by the hour as one counts it from the calls, whatever came or was forgotten", () => {
  const events = callsOf(160);
  const reach = { there: 0, forgotten: 0 };
  const source = sourceOf(events, reach);
  const folder = Deno.makeTempDirSync();
  const readings = new Readings(`${folder}/readings.db`, source, { readings: READINGS, country: "RO" });
  const call = { table: "call", where: [], orderBy: ["started_at", "call"], descending: false, limit: 1_000 };
  const check = () => {
    while (readings.follow().isBehind);
    const contacts = readings.rows(call).map((row) => {
      const key = callerKey(String(row["from_number"]), { country: "RO" });
      return {
        caller: key === ANONYMOUS ? undefined : key,
        startedAt: Number(row["started_at"]),
        isAnswered: row["outcome"] === "answered",
      };
    });
    for (const [from, to, now] of [[0, 96, 200], [10, 60, 60], [-5, 120, 90], [30, 50, 200], [0, 96, 48]] as const) {
      const [since, until] = [START + from * HOUR_MS, START + to * HOUR_MS];
      const question = { from: since, to: until, now: START + now * HOUR_MS, windowMs: 24 * HOUR_MS };
      const within = contacts.filter(({ startedAt }) => since <= startedAt);
      assert.deepEqual(readings.firstContacts(question), firstContactsOf(within, question));
    }
    return contacts.length;
  };
  while (reach.there < events.length) {
    reach.there = Math.min(events.length, reach.there + 97);
    check();
  }
  assert.equal(check(), 160);
  while (reach.forgotten < events.length) {
    reach.forgotten = Math.min(events.length, reach.forgotten + 211);
    check();
  }
  assert.equal(check(), 0);
  readings.close();
  // Nobody's number stands there longer than his calls.
  using db = new DatabaseSync(`${folder}/readings.db`);
  assert.deepEqual(db.prepare("SELECT number FROM spelling").all(), []);
  Deno.removeSync(folder, { recursive: true });
});

/** Answered calls from numbers, an hour apart; who writes `hidden` behind his asks not to be named. */
function answered(numbers: readonly string[]): readonly CallEvent[] {
  return numbers.flatMap((text, nth) => {
    const [number = "", hidden] = text.split(" ");
    const start = { type: "call.started", from: { number, trunk: "digi" }, dialled: "0211234567" } as const;
    const facts: readonly CallFact[] = [
      hidden === undefined ? start : { ...start, isHidden: true },
      { type: "leg.offered", leg: "a", party: { number, trunk: "digi" }, direction: "in", sipCallId: "x" },
      { type: "leg.offered", leg: "b", party: { number: "101" }, direction: "out", sipCallId: "y" },
      { type: "leg.answered", leg: "b" },
      { type: "bridge.made", a: "a", b: "b" },
      { type: "call.ended", cause: "normal" },
    ];
    return facts.map((fact, at): CallEvent => ({
      ...fact,
      ...{
        call: `c${nth}`,
        sequence: nth * facts.length + at + 1,
        at: START + nth * HOUR_MS as WallTime,
        monotonicMs: 1,
      },
    }));
  });
}

Deno.test("one caller is one, however his number is written, and who withholds it never calls again", () => {
  const folder = Deno.makeTempDirSync();
  const path = `${folder}/readings.db`;
  const events = answered([
    ...["0745123456", "+40745123456", "0040745123456", "anonymous", "anonymous", ""],
    ...["0745123456 hidden", "+40722000111 hidden", "0722000111 hidden"],
  ]);
  const source = sourceOf(events, { there: events.length, forgotten: 0 });
  const question = { from: START, to: START + 9 * HOUR_MS, now: START + 999 * HOUR_MS, windowMs: 24 * HOUR_MS };
  let readings = new Readings(path, source, { readings: READINGS, country: "RO" });
  const contacts = () => {
    while (readings.follow().isBehind);
    return readings.firstContacts(question);
  };
  assert.deepEqual(contacts(), { resolved: 1, of: 3, provisional: 0 });
  // Half an hour is counted call by call.
  assert.deepEqual(readings.firstContacts({ ...question, from: START - 1 }), { resolved: 1, of: 3, provisional: 0 });
  // In another country two of them are no subscriber's numbers.
  readings.goBy({ country: "US" });
  assert.deepEqual(contacts(), { resolved: 3, of: 3, provisional: 0 });
  readings.close();
  readings = new Readings(path, source, { readings: READINGS });
  assert.deepEqual(contacts(), { resolved: 3, of: 3, provisional: 0 });
  readings.goBy({ country: "RO" });
  assert.deepEqual(contacts(), { resolved: 1, of: 3, provisional: 0 });
  readings.close();
  Deno.removeSync(folder, { recursive: true });
});
