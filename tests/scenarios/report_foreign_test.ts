import assert from "node:assert/strict";
import { toText } from "../../core/base/mod.ts";
import {
  type Call,
  judge,
  judgementOf,
  openingsOf,
  type Policy,
  readAsterisk,
  type Scope,
  type Verdict,
} from "../../features/missed/mod.ts";
import { SCENARIO_DEFAULTS } from "../../features/missed/replay/defaults.ts";
import { lookAt } from "../../features/missed/replay/replay.ts";
import { readScenario } from "../../features/missed/replay/scenario.ts";
import { callsFromForeign, kpisOf, makeReport, missBreakdown, missesFrom } from "../../features/reports/mod.ts";
import { PLAN } from "../../features/reports/stage.ts";
import { testWithCorpora } from "../lab/corpora.ts";

const judged = ({ call, outcome }: Pick<Verdict, "call" | "outcome">) => ({ ...call, judgement: judgementOf(outcome) });
const judgedBy = (calls: readonly Call[], policy: Policy) => calls.map((call) => judged(judge(call, policy)));
const BUCHAREST = "Europe/Bucharest";

testWithCorpora(
  "what another phone system's calls were for the list of missed calls they are for reports, in all worked examples",
  ["missed/examples.json", "missed/defaults.json"],
  (files) => {
    const [examples, defaults] = files.map((file) => JSON.parse(toText(file)));
    let counted = 0;
    for (const [at, told] of examples.entries()) {
      const { verdicts, entries } = lookAt(readScenario(told, defaults, at), undefined);
      const { misses, ends } = missBreakdown(missesFrom(entries.flatMap(openingsOf)));
      assert.ok(misses >= entries.length);
      assert.equal(ends.open.count, entries.filter(({ state }) => state === "open").length, told.id);
      const calls = new Map(callsFromForeign(verdicts.map(judged)).map((call) => [call.id, call]));
      for (const { call: { id, direction }, outcome } of verdicts) {
        const call = calls.get(id);
        assert.equal(call === undefined, outcome === "undecided" && direction === "inbound", `${told.id} ${id}`);
        if (call === undefined || direction !== "inbound") continue;
        assert.equal(call.ended === "answered", outcome === "answered", `${told.id} ${id} ${call.ended}`);
        const isMissed = ["abandoned", "lost"].includes(call.ended);
        assert.equal(isMissed, outcome === "missed", `${told.id} ${id} ${call.ended}`);
        counted += 1;
      }
    }
    assert.ok(counted > 40, `only ${counted} calls`);
  },
);

const T0 = 1_772_442_000;

/** Lines of Asterisk's `queue_log`, at seconds after T0. */
function queueLog(lines: readonly (readonly [at: number, rest: string])[]): readonly unknown[] {
  return lines.map(([at, rest]) => ({ line: `${T0 + at}|${rest}` }));
}

Deno.test("queues of another phone system are counted as our own: waits, who gave up, talk without the wait", () => {
  const { office, policy } = readScenario({ id: "queues", rows: {}, expect: {} }, SCENARIO_DEFAULTS, 0);
  const scope: Scope = { office, policy };
  const calls = callsFromForeign(judgedBy(
    readAsterisk({
      queueLog: queueLog([
        [0, `${T0}.1|600|NONE|ENTERQUEUE||0722000111|1`],
        [12, `${T0}.1|600|PJSIP/101|CONNECT|12|${T0}.2|5`],
        [72, `${T0}.1|600|PJSIP/101|COMPLETECALLER|12|60|1`],
        [100, `${T0}.5|600|NONE|ENTERQUEUE||0722000222|1`],
        [108, `${T0}.5|600|NONE|ABANDON|1|1|8`],
      ]),
    }, scope),
    policy,
  ));
  assert.deepEqual(calls.map(({ ended, queue, waitS, talkS }) => [ended, queue, waitS, talkS]), [
    ["answered", "600", 12, 60],
    ["abandoned", "600", 8, 0],
  ]);
  const { queueWait, abandonRate, serviceLevel } = kpisOf(calls, { timeZone: BUCHAREST });
  assert.deepEqual([queueWait.averageS, abandonRate, serviceLevel.level], [10, 0.5, 0.5]);
  const report = makeReport({ calls }, { ...PLAN, period: { from: T0 * 1_000, to: (T0 + 3_600) * 1_000 } });
  const queues = report.sections.find(({ key }) => key === "queues");
  assert.ok(queues?.kind === "table");
  assert.deepEqual(queues.rows.map((row) => row.slice(0, 4)), [["600", 2, 1, 1]]);
});
