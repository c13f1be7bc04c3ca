import assert from "node:assert/strict";
import type { WallTime } from "../../core/base/mod.ts";
import type { CallEvent, CallFact } from "../../core/record/mod.ts";
import { queueLogLine, queueLogOf } from "./queue_log.ts";

const NINE = Date.UTC(2026, 2, 2, 9);
const CALLER: CallFact = {
  type: "leg.offered",
  leg: "a",
  party: { number: "+40722|000111", trunk: "digi" },
  direction: "in",
  sipCallId: "a@x",
};
const AGENT: CallFact = {
  type: "leg.offered",
  leg: "b",
  party: { number: "101" },
  direction: "out",
  sipCallId: "b@x",
};
const QUEUE = { leg: "a", queue: "8001" } as const;
const WAITED = { position: 2, joinedAt: 3, waitedMs: 65_900 } as const;

/** The lines of facts that follow a caller and an agent's leg, all at nine. */
function lines(...facts: readonly CallFact[]): readonly string[] {
  const all: readonly CallFact[] = [
    { type: "call.started", from: { number: "+40722000111", trunk: "digi" }, dialled: "+40211234567" },
    CALLER,
    AGENT,
    ...facts,
  ];
  const story = all.map((fact, at): CallEvent => ({
    ...fact,
    call: "c1",
    sequence: 32 + at,
    at: NINE + 0.5 as WallTime,
    monotonicMs: at,
  }));
  return queueLogOf(story).map(queueLogLine);
}

const TABLE: readonly (readonly [CallFact, string])[] = [
  [{ type: "queue.joined", ...QUEUE, position: 3 }, "8001|NONE|ENTERQUEUE||+40722_000111|3"],
  [{ type: "queue.could-not-join", ...QUEUE, why: "full" }, "8001|NONE|FULL|"],
  [{ type: "queue.could-not-join", ...QUEUE, why: "empty" }, "8001|NONE|JOINEMPTY|"],
  [
    { type: "queue.ring-no-answer", ...QUEUE, agent: "101", ringMs: 15_000.4, cause: "no-answer" },
    "8001|PJSIP/101|RINGNOANSWER|15000",
  ],
  [
    { type: "queue.ring-cancelled", ...QUEUE, agent: "101", ringMs: 900, cause: "cancelled" },
    "8001|PJSIP/101|RINGCANCELED|900",
  ],
  [
    { type: "queue.connected", ...QUEUE, agent: "101", to: "b", waitedMs: 5_999, ringMs: 3_000 },
    "8001|PJSIP/101|CONNECT|5|1772442000.34|3",
  ],
  [
    { type: "queue.completed", ...QUEUE, agent: "101", by: "caller", waitedMs: 5_000, talkedMs: 61_000, joinedAt: 1 },
    "8001|PJSIP/101|COMPLETECALLER|5|61|1",
  ],
  [
    { type: "queue.completed", ...QUEUE, agent: "101", by: "agent", waitedMs: 5_000, talkedMs: 61_000, joinedAt: 1 },
    "8001|PJSIP/101|COMPLETEAGENT|5|61|1",
  ],
  [
    {
      ...{ type: "queue.transferred", ...QUEUE, agent: "101", by: "agent", kind: "blind", target: "103" },
      ...{ waitedMs: 5_000, talkedMs: 9_000, joinedAt: 1 },
    },
    "8001|PJSIP/101|BLINDTRANSFER|103|from-internal|5|9|1",
  ],
  [{ type: "queue.abandoned", ...QUEUE, ...WAITED }, "8001|NONE|ABANDON|2|3|65"],
  [{ type: "queue.left", ...QUEUE, why: "key", key: "0", ...WAITED }, "8001|NONE|EXITWITHKEY|0|2|3|65"],
  [{ type: "queue.left", ...QUEUE, why: "timeout", ...WAITED }, "8001|NONE|EXITWITHTIMEOUT|2|3|65"],
  [{ type: "queue.left", ...QUEUE, why: "empty", ...WAITED }, "8001|NONE|EXITEMPTY|2|3|65"],
  [{ type: "queue.left", ...QUEUE, why: "cut", ...WAITED }, "8001|NONE|ABANDON|2|3|65"],
  [{ type: "queue.left", ...QUEUE, why: "picked-up", ...WAITED }, "8001|NONE|WITHDRAW|2|3|65|picked-up"],
  [{ type: "box.started" }, "NONE|NONE|QUEUESTART|"],
  [{ type: "agent.login", agent: "101", queue: "8001" }, "8001|PJSIP/101|ADDMEMBER|"],
  [{ type: "agent.logout", agent: "101", queue: "8001" }, "8001|PJSIP/101|REMOVEMEMBER|"],
  [{ type: "agent.pause", agent: "101", reason: "lunch" }, "NONE|PJSIP/101|PAUSEALL|lunch"],
  [{ type: "agent.unpause", agent: "101" }, "NONE|PJSIP/101|UNPAUSEALL|"],
  [{ type: "agent.auto-paused", agent: "101", queue: "8001", missed: 3 }, "NONE|PJSIP/101|PAUSEALL|Auto-Pause"],
];
for (const [fact, line] of TABLE) {
  Deno.test(`${fact.type} is logged as ${line}`, () => {
    assert.deepEqual(lines(fact), [`1772442000|1772442000.33|${line}\n`]);
  });
}

Deno.test("what is no queue's business is not in its log", () => {
  assert.deepEqual(
    lines({ type: "leg.answered", leg: "a" }, { type: "agent.wrap-up", agent: "101", queue: "8001", forMs: 5 }),
    [],
  );
});
