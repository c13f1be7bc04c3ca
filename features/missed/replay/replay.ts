import { fail, type Fault, type Json, type Result } from "../../../core/base/mod.ts";
import { aggregate } from "../aggregate.ts";
import type { Entry } from "../entry.ts";
import { readAsterisk, readFusionPbx, reading } from "../read/mod.ts";
import { judge, type Verdict } from "../verdict.ts";
import { SCENARIO_DEFAULTS } from "./defaults.ts";
import { readScenario, type Scenario } from "./scenario.ts";
import { visibleAt } from "./visible.ts";
import { viewOfCall, viewOfEntry } from "./view.ts";

/** What is found in a scenario's rows at one moment. */
export interface Findings {
  readonly verdicts: readonly Verdict[];
  readonly entries: readonly Entry[];
}

/** Plays one scenario, or a list of them, as JSON texts: the calls judged, the entries, and what earlier looks had seen. */
export function replayMissed(text: string, defaults?: string): Result<readonly Json[], Fault> {
  const scenarios = parse(text, "the scenarios");
  if (!scenarios.ok) return scenarios;
  const common = defaults === undefined
    ? { ok: true as const, value: SCENARIO_DEFAULTS }
    : parse(defaults, "defaults.json");
  if (!common.ok) return common;
  const list: readonly unknown[] = Array.isArray(scenarios.value) ? scenarios.value : [scenarios.value];
  return reading(() => list.map((scenario, at) => playScenario(readScenario(scenario, common.value, at))));
}

function parse(text: string, what: string): Result<unknown, Fault> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return fail("bad-json", `Cannot read ${what}: ${error.message}`);
    throw error;
  }
}

function playScenario(scenario: Scenario): Json {
  const { policy } = scenario;
  const last = lookAt(scenario, scenario.at);
  const entriesIn = ({ entries }: Findings) => entries.map((entry) => viewOfEntry(entry, policy));
  return {
    id: scenario.id,
    calls: Object.fromEntries(last.verdicts.map((verdict) => [verdict.call.id, viewOfCall(verdict, policy)])),
    entries: entriesIn(last),
    timeline: scenario.scans.map((at) => {
      const seen = lookAt(scenario, at);
      return {
        at: new Date(at).toISOString().replace(".000Z", "Z"),
        undecided: seen.verdicts.filter(({ outcome }) => outcome === "undecided").map(({ call }) => call.id),
        entries: entriesIn(seen),
      };
    }),
  };
}

/** Everything that could be known at a moment; without one, everything. */
export function lookAt(scenario: Scenario, at: number | undefined): Findings {
  const { policy, office, where } = scenario;
  const { rows, asides, actions } = visibleAt(scenario, at);
  const scope = { office, policy };
  const calls = [
    ...readAsterisk({ cdr: rows.cdr, cel: rows.cel, queueLog: rows.queue_log, asides }, scope, `${where}.rows`),
    ...readFusionPbx(rows.v_xml_cdr, scope, `${where}.rows`),
  ];
  const verdicts = calls.map((call) => judge(call, policy));
  const ends = [...calls.map(({ endedAt }) => endedAt), ...actions.map((action) => action.at)];
  return { verdicts, entries: aggregate(verdicts, actions, { policy, at: at ?? Math.max(0, ...ends) }) };
}
