import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { Call } from "../call.ts";
import type { Policy } from "../policy.ts";
import { DEFAULT_POLICY } from "../policy.ts";
import { TenantList } from "./tenant_list.ts";

const DAY_MS = 86_400_000;
const NOON = Date.UTC(2026, 2, 2, 12);
const CALLER = "+40745123456";
const DID = "+40376443311";

function call(id: string, at: number, more: Partial<Call> = {}): Call {
  const offer = { party: { is: "extension", number: "101" } as const, at, rang: true };
  return {
    ...{ tenant: "acme", id, direction: "inbound", outsider: CALLER, did: DID, from: undefined, isFinished: true },
    ...{ startedAt: at, endedAt: at + 20_000, offers: [offer], answers: [], steps: [], destinations: [] },
    ...{ queueExits: [], clues: new Set() },
    ...more,
  } as Call;
}

function listOf(db: DatabaseSync, change: Partial<Policy> = {}): TenantList {
  return new TenantList(db, { tenant: "acme", policy: { ...DEFAULT_POLICY, openTtlDays: 30, ...change } });
}

/** The list in one line each. */
function told(list: TenantList): readonly string[] {
  return list.entries({ limit: 10 }).map(({ state, clearedBy, attempts, audit }) =>
    `${clearedBy ?? state} \u00d7${attempts.length} ${audit.map(({ action }) => action).join(" ")}`
  );
}

Deno.test("another system's entry lives on after its rows, is opened again, expires in time, and goes with its journal", () => {
  using db = new DatabaseSync(":memory:");
  let list = listOf(db, { retentionDays: 10 });
  const take = (calls: readonly Call[], now: number) => list.take({ calls, gone: [] }, { now, cursor: now });
  take([call("1.1", NOON)], NOON + 60_000);
  const [entry] = list.entries({ limit: 1 });
  assert.ok(list.act({ do: "resolve", id: entry!.id, user: "Ana", note: "Sent a mail" }, NOON + DAY_MS));
  // Nothing of that is read again: the box starts anew two weeks later, behind it.
  list = listOf(db, { retentionDays: 10 });
  assert.equal(list.cursor, NOON + 60_000);
  take([call("2.1", NOON + 14 * DAY_MS)], NOON + 14 * DAY_MS + 60_000);
  assert.deepEqual(told(list), ["open \u00d72 created cleared reopened"]);
  assert.deepEqual(take([], NOON + 43 * DAY_MS).lines, []);
  assert.deepEqual(take([], NOON + 45 * DAY_MS).lines.map(({ action }) => action), ["cleared"]);
  assert.deepEqual(told(list), ["expired \u00d72 created cleared reopened cleared"]);
  take([], NOON + 60 * DAY_MS);
  assert.deepEqual(list.entries({ limit: 1 }).map(({ state }) => state), ["archived"]);
  take([], NOON + 140 * DAY_MS);
  assert.equal(told(list).length, 1, "it is in the archive for ninety days");
  take([], NOON + 160 * DAY_MS);
  assert.deepEqual(told(list), []);
  const left = ["entry", "line", "action", "verdict", "past"].map((table) =>
    db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.["count"]
  );
  assert.deepEqual(left, [0, 0, 0, 0, 0]);
});

Deno.test("what is older than the record goes, whatever became of it; and whoever is forgotten is not brought back by his rows", () => {
  using db = new DatabaseSync(":memory:");
  const list = listOf(db, { openTtlDays: null, keepYears: 1 });
  const take = (calls: readonly Call[], now: number) => list.take({ calls, gone: [] }, { now, cursor: now });
  take([call("1.1", NOON), call("1.2", NOON, { outsider: "+40722000111" })], NOON + 60_000);
  assert.ok(list.act({ do: "forget", caller: "0745123456", user: "Ana", note: "By letter" }, NOON + DAY_MS));
  take([call("1.1", NOON)], NOON + DAY_MS);
  assert.deepEqual(list.entries({ limit: 9 }).map(({ state }) => state).toSorted(), ["archived", "open"]);
  take([], NOON + 360 * DAY_MS);
  assert.equal(list.open, 1);
  take([], NOON + 370 * DAY_MS);
  assert.deepEqual(list.entries({ limit: 9 }), []);
});

Deno.test("deeds that were kept before lists were are done once, however often they are told", () => {
  using db = new DatabaseSync(":memory:");
  const list = listOf(db);
  list.take({ calls: [call("1.1", NOON)], gone: [] }, { now: NOON + 60_000, cursor: NOON });
  const common = { at: NOON + DAY_MS, tenant: "acme", callerKey: CALLER, did: DID, user: "Ana", note: "" };
  const action = { type: "manual_resolve", ...common } as const;
  assert.equal(list.done([action], NOON + 2 * DAY_MS).lines.length, 1);
  assert.deepEqual(list.done([action], NOON + 2 * DAY_MS).lines, []);
  assert.deepEqual(told(list), ["manual \u00d71 created cleared"]);
});

Deno.test("by other rules than before what is open is judged anew", () => {
  using db = new DatabaseSync(":memory:");
  const before = listOf(db);
  before.begin(NOON);
  before.take({ calls: [call("1.1", NOON)], gone: [] }, { now: NOON + 60_000, cursor: NOON });
  const after = listOf(db, { probeNumbers: [CALLER] });
  assert.deepEqual(after.begin(NOON + DAY_MS).lines.map(({ action }) => action), ["retracted"]);
  assert.deepEqual(after.begin(NOON + DAY_MS).lines, []);
  assert.deepEqual(after.entries({ limit: 9 }), []);
});
