import { settled } from "./aggregate.ts";
import type { Action, Entry } from "./entry.ts";
import { shortened } from "./shorten.ts";
import type { Policy } from "./policy.ts";
import type { Verdict } from "./verdict.ts";

/** What is known of one caller. */
export interface Known {
  readonly past: readonly Entry[];
  readonly verdicts: readonly Verdict[];
  /** In the order in which they were done. */
  readonly actions: readonly Action[];
}

/** What had come of calls and deeds, and of which ones. */
export interface Settled {
  readonly entries: readonly Entry[];
  readonly verdicts: readonly Verdict[];
  /** The first so many. */
  readonly actions: number;
}

/**
 * Puts what was over before an instant together: from then on nobody needs its calls one by one. A call that somebody was in
 * while another began is settled with it or not at all, so that whatever is left has happened later.
 */
export function settle({ past, verdicts, actions }: Known, before: number, policy: Policy): Settled {
  const inTime = verdicts.toSorted((one, other) => one.call.startedAt - other.call.startedAt);
  let [count, latest] = [0, -Infinity];
  for (const [at, { call }] of inTime.entries()) {
    latest = Math.max(latest, call.endedAt);
    if (latest >= before) break;
    if (latest < (inTime[at + 1]?.call.startedAt ?? before)) count = at + 1;
  }
  const gone = inTime.slice(0, count);
  const until = Math.min(before, inTime[count]?.call.startedAt ?? before);
  const later = actions.findIndex(({ at }) => at >= until);
  const done = later < 0 ? actions : actions.slice(0, later);
  const entries = settled(gone, done, { policy, at: until, past }).map(shortened);
  return { entries, verdicts: gone, actions: done.length };
}
