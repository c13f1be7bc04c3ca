import assert from "node:assert/strict";
import type { WallTime } from "../base/mod.ts";
import { CALLS } from "./calls_reading.ts";
import { closeAsCut } from "./cut.ts";
import type { CallEvent, CallFact } from "./event.ts";

/** Events a second apart. */
function story(facts: readonly CallFact[], from = { at: 1_750_000_000_000, ms: 5_000, sequence: 1 }): CallEvent[] {
  return facts.map((fact, index) => ({
    ...fact,
    call: "c1",
    sequence: from.sequence + index,
    at: from.at + 1_000 * index + 0.25 as WallTime,
    monotonicMs: from.ms + 1_000 * index + 0.125,
  }));
}

const STARTED: CallFact = {
  type: "call.started",
  from: { number: "+40722000111", trunk: "digi" },
  dialled: "0211234567",
};
const offered = (leg: string, number: string, direction: "in" | "out"): CallFact => ({
  type: "leg.offered",
  leg,
  party: { number },
  direction,
  sipCallId: `${leg}@x`,
});
const TALKING: readonly CallFact[] = [
  STARTED,
  offered("a", "+40722000111", "in"),
  offered("b", "101", "out"),
  { type: "leg.answered", leg: "b", codec: "PCMA" },
  { type: "leg.answered", leg: "a", codec: "PCMA" },
  { type: "bridge.made", a: "a", b: "b" },
  { type: "leg.digit", leg: "a", digit: "1", by: "rfc4733" },
];

Deno.test("a call that was cut off with the box ends with the last that is known of it, in another boot's time", () => {
  const before = story(TALKING);
  const closing = story(closeAsCut(before, before.at(-1)!.at), { at: 1_750_090_000_000, ms: 10, sequence: 8 });
  const { call, seat } = CALLS.rowsOf([...before, ...closing]);
  assert.equal(call?.[0]?.["ended_at"], 1_750_000_006_000);
  assert.deepEqual([call?.[0]?.["cause"], call?.[0]?.["ended_by"], call?.[0]?.["direction"]], ["cut", "box", "in"]);
  assert.deepEqual([call?.[0]?.["talked_ms"], call?.[0]?.["waited_ms"]], [1_000, 5_000]);
  assert.deepEqual(seat?.map((row) => row["ended_at"]), [1_750_000_006_000, 1_750_000_006_000]);
});

Deno.test("how a stream was is told after its leg has ended, and counts", () => {
  const stream = { packetsIn: 900, packetsOut: 1_000, octetsIn: 1, octetsOut: 1, strangers: 0 };
  const report = { ...stream, lostIn: 100, jitterMs: 4.5, worstJitterMs: 20, mos: 3.1, roundTripMs: 12 };
  const { seat } = CALLS.rowsOf(story([
    ...TALKING,
    { type: "leg.ended", leg: "a", by: "network", cause: "timeout" },
    { type: "call.ended", cause: "timeout" },
    { type: "leg.quality", leg: "a", report },
    { type: "leg.quality", leg: "b", report: { ...report, packetsIn: 0, lostIn: 0 } },
  ]));
  const quality = seat?.map((row) => [row["mos"], row["jitter_ms"], row["lost_percent"], row["round_trip_ms"]]);
  assert.deepEqual(quality, [[3.1, 4.5, 10, 12], [null, 4.5, null, 12]]);
});

Deno.test("a trunk that could not carry a leg has a seat, and the one that did has the next", () => {
  const { call, seat } = CALLS.rowsOf(story([
    { type: "call.started", from: { number: "101" }, dialled: "0722000111" },
    offered("a", "101", "in"),
    { ...offered("b", "+40722000111", "out"), party: { number: "+40722000111", trunk: "digi" } } as CallFact,
    { type: "trunk.failed", leg: "b", trunk: "digi", why: "silence" },
    { type: "leg.taken", leg: "b", party: { number: "+40722000111", trunk: "orange" }, sipCallId: "b2@x" },
    { type: "leg.answered", leg: "b" },
    { type: "bridge.made", a: "a", b: "b" },
    { type: "bridge.broken", a: "a", b: "b" },
    { type: "leg.ended", leg: "b", by: "them", cause: "normal" },
    { type: "leg.ended", leg: "a", by: "us", cause: "normal" },
    { type: "call.ended", cause: "normal" },
  ]));
  assert.deepEqual([call?.[0]?.["direction"], call?.[0]?.["reached_trunk"], call?.[0]?.["talked_ms"]], [
    "out",
    "orange",
    1_000,
  ]);
  assert.deepEqual(seat?.map((row) => [row["trunk"], row["cause"]]), [
    [null, "normal"],
    ["digi", "unavailable"],
    ["orange", "normal"],
  ]);
});

for (const { name, tables } of [CALLS]) {
  Deno.test(`every row of "${name}" has the columns of its table, and no others`, () => {
    const ended = story([
      ...TALKING,
      { type: "queue.joined", leg: "a", queue: "8001", position: 1 },
      { type: "queue.offered", leg: "a", queue: "8001", agent: "101" },
      { type: "agent.pause", agent: "102", reason: "3" },
      { type: "call.ended", cause: "normal" },
    ]);
    const rows = CALLS.rowsOf(ended);
    for (const { name, columns, indexes, since } of tables) {
      assert.ok(rows[name]!.length > 0);
      for (const row of rows[name]!) {
        assert.deepEqual(Object.keys(row), Object.keys(columns));
        for (const [column, type] of Object.entries(columns)) {
          const cell = row[column];
          const fits = {
            TEXT: (cell: unknown) => typeof cell === "string",
            WORD: (cell: unknown) => typeof cell === "string",
            INTEGER: Number.isInteger,
            HUNDREDTHS: (cell: unknown) => Math.round(100 * Number(cell)) / 100 === cell,
            AFTER: (cell: unknown) => Number.isInteger(cell) && Number.isInteger(row[since ?? ""]),
          };
          assert.ok(cell === null || fits[type](cell), `${column} is ${cell}`);
        }
      }
      for (const column of indexes.flat()) assert.ok(column in columns);
    }
  });
}

Deno.test("who was called back for a queue, and whether he was reached, is told with what its agent did", () => {
  const back = (answered: boolean): CallFact => ({
    ...{ type: "queue.called-back", queue: "8001", agent: "102", number: "0722", answered, triesLeft: 0 },
  });
  const rows = CALLS.rowsOf(story([STARTED, back(false), back(true), { type: "call.ended", cause: "normal" }]));
  assert.deepEqual(rows["agent_change"]?.map((row) => [row["agent"], row["queue"], row["what"]]), [
    ["102", "8001", "not-called-back"],
    ["102", "8001", "called-back"],
  ]);
});

Deno.test("an agent's wrap-up is told with the caller whom he took, and by itself where he took none", () => {
  const wrapUp = (agent: string): CallFact => ({ type: "agent.wrap-up", agent, queue: "8001", forMs: 10_000 });
  const about = { leg: "a", queue: "8001", agent: "101" } as const;
  const rows = CALLS.rowsOf(story([
    STARTED,
    { type: "queue.joined", leg: "a", queue: "8001", position: 1 },
    { type: "queue.offered", ...about },
    { type: "queue.connected", ...about, to: "b", waitedMs: 5_000, ringMs: 4_000 },
    ...[wrapUp("101"), wrapUp("101"), wrapUp("102")],
    { type: "call.ended", cause: "normal" },
  ]));
  assert.deepEqual(rows["queue_offer"]?.map((row) => [row["outcome"], row["wrap_up_ms"]]), [["answered", 10_000]]);
  assert.deepEqual(rows["agent_change"]?.map((row) => [row["agent"], row["what"]]), [["101", "wrap-up"], [
    "102",
    "wrap-up",
  ]]);
});

Deno.test("who waited when the box went down is lost to his queue, as long after he came as anything is known of it", () => {
  const before = story([STARTED, { type: "queue.joined", leg: "a", queue: "8001", position: 2 }]);
  const [, joined] = before;
  const cut = closeAsCut(before, joined!.at + 70_000 as WallTime);
  const back = story(cut, { at: 1_750_003_600_000, ms: 10, sequence: 3 });
  const { queue_visit: visits, call: calls } = CALLS.rowsOf([...before, ...back]);
  assert.deepEqual(visits?.map((row) => [row["outcome"], row["waited_ms"], row["left_at"]]), [
    ["cut", 70_000, Math.round(joined!.at) + 70_000],
  ]);
  assert.deepEqual(calls?.map((row) => [row["outcome"], row["queue"], row["in_stage_ms"]]), [["lost", "8001", 70_000]]);
});
