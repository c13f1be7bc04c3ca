import assert from "node:assert/strict";
import type { CallEvent } from "../../core/record/mod.ts";
import { LEDGERS } from "../../features/asterisk/mod.ts";
import { judge, type OwnRules, readAsterisk, type Scope, type Verdict } from "../../features/missed/mod.ts";

const ZONE = "Europe/Bucharest";

/** The rows of Asterisk's tables that the box has written of all this, as it happened. */
export function exported(events: readonly CallEvent[]): Readonly<Record<string, readonly unknown[]>> {
  const tables = LEDGERS.map((ledger) => {
    const stories = new Map<string, CallEvent[]>();
    const rows = events.flatMap((event) => {
      const story = event.call === "" ? [] : stories.get(event.call) ?? [];
      stories.set(event.call, story);
      story.push(event);
      return ledger.wants(event.type)
        ? ledger.linesOf(story, ZONE, (call) => stories.get(call) ?? []).map(({ fields }) => fields)
        : [];
    });
    return [ledger.name, rows.map((row, id) => ({ id: id + 1, ...row }))] as const;
  });
  return Object.fromEntries(tables);
}

/** Calls from outside, in one line each: what became of them, and who spoke with them. */
function told(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.filter(({ call }) => call.direction === "inbound" && call.isFinished)
    .toSorted((one, other) => one.call.startedAt - other.call.startedAt)
    .map(({ outcome, answeredBy }) => [outcome, ...answeredBy].join(" "));
}

/** What the box writes for other programs, read as another box's rows, says of its calls what its own record does. */
export function assertReadBack(
  events: readonly CallEvent[],
  own: readonly Verdict[],
  { rules, extensions, trunks }: {
    readonly rules: OwnRules;
    readonly extensions: readonly string[];
    readonly trunks: readonly string[];
  },
): void {
  const { office, policy } = rules;
  const scope: Scope = {
    office: {
      ...office,
      extensions: new Set(extensions),
      trunkPrefixes: trunks.map((name) => `PJSIP/${name}-`),
      menus: {},
    },
    policy,
  };
  const { cdr = [], cel = [], queue_log: queueLog = [] } = exported(events);
  const calls = readAsterisk({ cdr, cel, queueLog }, scope).map((call) => judge(call, policy));
  assert.deepEqual(told(calls), told(own), JSON.stringify({ cdr, cel, queueLog }));
}
