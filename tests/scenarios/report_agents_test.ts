import assert from "node:assert/strict";
import { SystemClock } from "../../core/io/mod.ts";
import { openStore } from "../../core/store/io/mod.ts";
import { openRows } from "../../core/store/io/rows/mod.ts";
import { agentStatistics } from "../../features/reports/agents.ts";
import { readAgents } from "../../features/reports/io/read_agents.ts";
import { agentNumbers, generatedDays } from "../bench/generated_calls.ts";

const CALLS_A_DAY = 300;
const DAY_MS = 86_400_000;
const FROM = Date.UTC(2025, 9, 26);
const MEMBERS = agentNumbers({ callsADay: CALLS_A_DAY });
/** The second day and the third; and cut off within an hour in which agents are at work. */
const PERIODS = [FROM + 3 * DAY_MS, FROM + 2 * DAY_MS + 9.4 * 3_600_000].map((to) => ({ from: FROM + DAY_MS, to }));

Deno.test("what agents did is the same, whether it is added up from sums or counted from rows", async () => {
  const data = await Deno.makeTempDir();
  const store = await openStore(data, { log: { write: () => {} }, clock: new SystemClock() });
  try {
    const days = generatedDays({ from: FROM, day: 0, sequence: 1, callsADay: CALLS_A_DAY });
    for (let day = 0; day < 4; day++) for (const event of days.next().value) store.record.append(event);
    await store.record.flush();
    await store.reader.caughtUp();
    using file = openRows(data);
    for (const period of PERIODS) {
      const wanted = { period, madeAt: FROM + 4 * DAY_MS, members: MEMBERS, ringWithinS: 7 };
      const [summed, counted] = await Promise.all(
        [true, false].map(async (isAddedUp) =>
          agentStatistics(await readAgents(file, { ...wanted, isAddedUp }), period)
        ),
      );
      assert.deepEqual(summed!.map(({ agent }) => agent), MEMBERS);
      for (const [at, of] of summed!.entries()) {
        const other = counted![at]!;
        assert.deepEqual(rounded(of), rounded(other));
        assert.ok(of.answered > 10 && of.wrapUpS > 100 && of.pausedS > 1_000, JSON.stringify(of));
        // Every other agent keys nothing in: he does it at the desk.
        assert.ok(of.loggedInS! > 3 * 3_600, JSON.stringify(of));
      }
    }
  } finally {
    await store.close();
    await Deno.remove(data, { recursive: true });
  }
});

/** Seconds that are added up in another order differ in their last digits. */
function rounded(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, each) => typeof each === "number" ? Math.round(1e6 * each) / 1e6 : each));
}
