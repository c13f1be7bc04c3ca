import assert from "node:assert/strict";
import { MISS } from "./exam.ts";
import { Follower } from "./follow.ts";
import { pauseAfter } from "./pace.ts";
import { DEFAULT_POLICY } from "./policy.ts";
import { write } from "./stage.ts";

const OFFICE = { extensions: new Set(["101"]), trunkPrefixes: ["PJSIP/trunk-"], queues: {}, groups: {}, menus: {} };
const NINE = Date.UTC(2026, 2, 2, 9);
const HOUR = 3_600_000;
const MINUTE = 60_000;

function start(cursor = NINE - HOUR): Follower {
  return new Follower({ tenant: "acme", scope: { office: OFFICE, policy: DEFAULT_POLICY }, cursor });
}

Deno.test("whatever tenant a row claims, it is the follower's", () => {
  const follower = start();
  const { cdr, cel } = write([{ ...MISS, tenant: "blue" }]);
  assert.deepEqual(follower.take({ cdr, cel }), []);
  assert.deepEqual(follower.looked(NINE + HOUR).calls.map(({ tenant }) => tenant), ["acme"]);
});

Deno.test("a row that cannot be read is told, and those beside it are taken", () => {
  const follower = start();
  const { cdr, cel } = write([MISS, { ...MISS, at: "09:10:00" }]);
  const broken = [{ ...cdr[0], disposition: "LOST" }, { ...cdr[0], duration: "long", uniqueid: "1772442000.7" }];
  const refused = follower.take({ cdr: [broken[0], cdr[0], broken[1], cdr[1]], cel });
  assert.equal(refused.length, 2);
  assert.match(refused[0] ?? "", /disposition "LOST": expected one of/);
  assert.equal(follower.looked(NINE + HOUR).calls.length, 2);
});

Deno.test("the cursor never passes a call that is not over, and not the clock", () => {
  const follower = start();
  const { cel } = write([{ ...MISS, open: true }]);
  follower.take({ cel });
  assert.equal(follower.looked(NINE + HOUR).calls[0]?.isFinished, false);
  assert.equal(follower.cursor, NINE);
  follower.take({ cel: write([MISS]).cel, cdr: write([{ ...MISS, at: "2026-03-09T09:00:00Z", cel: false }]).cdr });
  follower.looked(NINE + HOUR);
  assert.equal(follower.cursor, NINE + HOUR);
  // A call whose end was lost holds nothing up for ever.
  const lost = start();
  lost.take({ cel });
  lost.looked(NINE + 25 * HOUR);
  assert.equal(lost.cursor, NINE + 20_000);
});

Deno.test("of a call that began before the rows that are read, nothing is made", () => {
  const follower = start(NINE + 5 * HOUR);
  const { cdr, cel } = write([MISS]);
  follower.take({ cdr, cel });
  assert.deepEqual(follower.looked(NINE + 6 * HOUR), { calls: [], gone: [] });
});

Deno.test("calls of long ago are let go, and their rows do not come back as others", () => {
  const follower = start();
  const early = write([MISS]);
  follower.take(early);
  assert.equal(follower.looked(NINE + HOUR).calls.length, 1);
  follower.take(write([{ ...MISS, at: "16:00:00" }]));
  assert.equal(follower.looked(NINE + 8 * HOUR).calls.length, 1);
  follower.take({ cel: early.cel.slice(0, 2) });
  assert.deepEqual(follower.looked(NINE + 8 * HOUR + MINUTE), { calls: [], gone: [] });
});

Deno.test("FusionPBX's legs are one call in whatever order they come, and a late bridge takes the miss back", () => {
  const follower = start();
  const start_epoch = NINE / 1_000;
  const times = { start_epoch, end_epoch: start_epoch + 20 };
  const caller = { xml_cdr_uuid: "a", direction: "inbound", caller_id_number: "0745123456", ...times };
  const leg = { xml_cdr_uuid: "b", originating_leg_uuid: "a", destination_number: "101", ...times };
  follower.take({ xmlCdr: [leg] });
  assert.deepEqual(follower.looked(NINE + HOUR), { calls: [], gone: [] });
  follower.take({ xmlCdr: [{ ...caller, hangup_cause: "NO_ANSWER" }, { ...leg, start_epoch: "soon" }] });
  const [missed] = follower.looked(NINE + HOUR).calls;
  assert.deepEqual([missed?.tenant, missed?.offers.length, missed?.answers.length], ["acme", 1, 0]);
  follower.take({ xmlCdr: [{ ...caller, bridge_uuid: "b" }, leg] });
  const [answered] = follower.looked(NINE + HOUR).calls;
  assert.deepEqual([answered?.id, answered?.answers[0]?.party], ["a", { is: "extension", number: "101" }]);
});

Deno.test("lines of a queue_log that belong to no call are taken and forgotten", () => {
  const follower = start();
  const line = `${NINE / 1_000}|NONE|800|Ana|PAUSE|lunch`;
  assert.deepEqual(follower.take({ queueLog: [{ line }, { line }] }), []);
  assert.deepEqual(follower.looked(NINE + HOUR), { calls: [], gone: [] });
});

Deno.test("pauseAfter() is the usual time, and the longer the longer nothing is reached", () => {
  const minutes = (failures: number, every: number) => pauseAfter(failures, every * MINUTE) / MINUTE;
  assert.deepEqual([0, 1, 2, 3, 6, 60].map((failures) => minutes(failures, 5)), [5, 1 / 6, 1 / 3, 2 / 3, 5, 5]);
  assert.equal(minutes(60, 30), 30);
});
