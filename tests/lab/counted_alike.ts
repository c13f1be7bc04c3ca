import assert from "node:assert/strict";
import { type CallEvent, CALLS, trafficOf } from "../../core/record/mod.ts";
import { callJudge, callOf, judge, type OwnRules } from "../../features/missed/mod.ts";
import { callsFromRows, kpisOf } from "../../features/reports/mod.ts";

/** What calls from outside come to. */
export interface CountedCalls {
  readonly answered: number;
  readonly missed: number;
  readonly messages: number;
}

/** As the list of missed calls has them, call by call. */
export function judgedCalls(stories: readonly (readonly CallEvent[])[], { policy, office }: OwnRules): CountedCalls {
  const ended = stories.filter((story) => story.some(({ type }) => type === "call.ended"));
  const calls = ended.flatMap((story) => callOf(story, { office, minRingS: policy.minRingS }) ?? []);
  const outcomes = calls.map((call) => ({ call, outcome: judge(call, policy).outcome }));
  const count = (wanted: string) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  // A message of a caller for whom nothing rang is in no figure: he was meant to leave one.
  const messages = outcomes.filter(({ call, outcome }) =>
    outcome === "voicemail_received" && (call.offers.some(({ rang }) => rang) || call.clues.has("queued"))
  );
  return { answered: count("answered"), missed: count("missed"), messages: messages.length };
}

/** Figures and sums of calls count just those that the list of missed calls has, by the same rules. */
export function assertCountedAlike(stories: readonly (readonly CallEvent[])[], rules: OwnRules): void {
  const judging = callJudge(rules, []);
  const rows = stories.map((story) => ({
    call: story[0]!.call,
    tables: CALLS.rowsOf(story, judging.judgementOf(story, [])),
  }));
  const all = (table: string) =>
    rows.flatMap(({ call, tables }) => (tables[table] ?? []).map((row) => ({ call, ...row })));
  const calls = callsFromRows({ calls: all("call"), seats: all("seat") }, { country: rules.office.country });
  const { answered, missed, messages } = kpisOf(calls, { timeZone: rules.policy.timeZone });
  const expected = judgedCalls(stories, rules);
  const text = JSON.stringify(calls.map(({ id, ended }) => [id, ended]));
  assert.deepEqual({ answered, missed, messages }, expected, `figures: ${text}`);
  const sums = rows.flatMap(({ tables }) => trafficOf(tables)["traffic"] ?? []);
  const sum = (name: string) => sums.reduce((total, row) => total + Number(row[name]), 0);
  const added = { answered: sum("answered"), missed: sum("abandoned") + sum("lost") };
  assert.deepEqual(
    { ...added, messages: sum("inbound") - added.answered - added.missed },
    expected,
    `sums: ${text}`,
  );
}
