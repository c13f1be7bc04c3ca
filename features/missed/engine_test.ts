import assert from "node:assert/strict";
import { MissedEngine } from "./engine.ts";
import { MISS } from "./exam.ts";
import { fuzzMissed } from "./fuzz.ts";
import { DEFAULT_POLICY } from "./policy.ts";
import { RowDesk } from "./row_desk.ts";
import { MemoryShelf } from "./shelf.ts";
import { write } from "./stage.ts";

const OFFICE = {
  extensions: new Set(["101", "102"]),
  trunkPrefixes: ["PJSIP/trunk-"],
  queues: { "800": "Sales Queue" },
  groups: {},
  menus: {},
};
const NOON = Date.UTC(2026, 2, 2, 12);
const HE = { tenant: "t1", callerKey: "+40745123456" };

function start(policy = DEFAULT_POLICY) {
  const shelf = new MemoryShelf();
  return { desk: new RowDesk({ office: OFFICE, policy }), shelf, engine: new MissedEngine({ shelf, policy }) };
}
const told = (shelf: MemoryShelf) =>
  shelf.journal.map(({ action, actor, reason }) => [action, actor, reason].join("; "));

Deno.test("any order of rows, doubled, late and looked at between, ends in the same entries", () => {
  const { days, entries, retracted } = fuzzMissed(20_260, 200);
  assert.equal(days, 200);
  // Were there no entries, and none that late rows disproved, nothing would have been shown.
  assert.ok((entries ?? 0) > 100 && (retracted ?? 0) > 20);
});

Deno.test("a row that comes again changes nothing and is no news", () => {
  const { desk, shelf, engine } = start();
  const { cdr, cel } = write([MISS]);
  assert.equal(engine.take(desk.add({ cdr, cel }), NOON).entries.length, 1);
  assert.deepEqual(engine.take(desk.add({ cdr, cel }), NOON), { entries: [], lines: [] });
  assert.equal(shelf.entries().length, 1);
  assert.equal(shelf.journal.length, 1);
});

Deno.test("an answer that is known late retracts the miss, and the journal keeps both", () => {
  const { desk, shelf, engine } = start();
  const told1 = { ...MISS, cel: false, rows: ["0 Queue→101 NO ANSWER 60/0 @800"] };
  const { cdr, queue_log: queueLog } = write([{
    ...told1,
    queue: ["1 - ENTERQUEUE |0745123456|1", "10 PJSIP/101 CONNECT 9|x.1|8"],
  }]);
  engine.take(desk.add({ cdr, queueLog: queueLog.slice(0, 1) }), NOON);
  assert.equal(shelf.entries().length, 1);
  engine.take(desk.add({ queueLog }), NOON + 300_000);
  assert.deepEqual(shelf.entries(), []);
  const call = `call ${cdr[0]?.["linkedid"]}`;
  assert.deepEqual(told(shelf), [`created; system; ${call}`, `retracted; system; created (${call})`]);
});

Deno.test("entries are cleared by hand, opened again, expire in time and can be forgotten: each by a line", () => {
  const { desk, shelf, engine } = start({ ...DEFAULT_POLICY, openTtlDays: 7 });
  const { cdr, cel } = write([MISS]);
  engine.take(desk.add({ cdr, cel }), NOON);
  const act = (type: "manual_resolve" | "manual_reopen" | "notified" | "forget", minute: number) =>
    engine.act(
      { ...HE, type, did: undefined, at: NOON + minute * 60_000, user: "ana", note: type },
      NOON + minute * 60_000,
    );
  act("manual_resolve", 1);
  act("manual_reopen", 2);
  act("notified", 3);
  const week = 7 * 86_400_000;
  assert.deepEqual(engine.tick(NOON + week - 1).lines, []);
  assert.equal(engine.tick(NOON + week + 120_000).lines[0]?.reason, "expired");
  engine.act(
    { ...HE, type: "forget", did: undefined, at: NOON + 2 * week, user: "ana", note: "by letter" },
    NOON + 2 * week,
  );
  const call = `call ${cdr[0]?.["linkedid"]}`;
  assert.deepEqual(told(shelf), [
    `created; system; ${call}`,
    "cleared; ana; manual: manual_resolve",
    "reopened; ana; manual_reopen",
    "notified; ana; notified",
    "cleared; system; expired",
    "erased; ana; by letter",
  ]);
  assert.doesNotMatch(JSON.stringify([shelf.journal, shelf.entries()]), /745123456/);
});
