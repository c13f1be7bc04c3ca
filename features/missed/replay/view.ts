import type { Json } from "../../../core/base/mod.ts";
import type { Call, Clue } from "../call.ts";
import type { Attempt, Entry } from "../entry.ts";
import { countOfAttempts } from "../shorten.ts";
import type { Policy } from "../policy.ts";
import type { Verdict } from "../verdict.ts";

/** What people did by hand is told elsewhere; a list of what happened has these. */
const LISTED = ["created", "incremented", "callback_attempted", "cleared", "reopened", "retracted", "erased"];

/** A verdict in the words of `expect.calls`: what does not hold is left out. */
export function viewOfCall(verdict: Verdict, policy: Policy): Json {
  const { call, outcome, isMissed, rang, rangOutside, answeredBy, route } = verdict;
  return {
    missed: isMissed ?? null,
    outcome,
    rang_extensions: rang,
    answered_by: answeredBy,
    route_label: route ?? null,
    ...(call.queueExits.length === 0 ? {} : { queue_exits: call.queueExits }),
    ...(rangOutside.length === 0 ? {} : { rang_external: rangOutside }),
    ...flagsOf(call, verdict, policy),
  };
}

function flagsOf(call: Call, { outcome }: Verdict, policy: Policy): Readonly<Record<string, true>> {
  const has = (clue: Clue) => call.clues.has(clue);
  const isAnswered = outcome === "answered";
  const flags: Readonly<Record<string, boolean>> = {
    transfer_unanswered: isAnswered && has("transfer-unanswered"),
    park_timeout: isAnswered && has("park-timeout"),
    short_talk: isAnswered && has("no-talk"),
    // A mobile's voicemail answers as a person does, where nobody has to press a key.
    unverified_external_answer: isAnswered && !policy.isForwardConfirmed &&
      call.answers.some(({ party }) => party.is === "outside"),
    blocked: has("blocked"),
    voicemail: outcome === "missed" && has("message"),
  };
  return Object.fromEntries(Object.entries(flags).filter(([, holds]) => holds).map(([flag]) => [flag, true]));
}

/** An entry in the words of `expect.entries`. */
export function viewOfEntry(entry: Entry, { timeZone }: Policy): Json {
  const first = entry.attempts[0];
  const last = entry.attempts.at(-1);
  return {
    tenant: entry.tenant,
    caller_key: entry.callerKey,
    did: entry.did,
    state: entry.state,
    attempt_count: countOfAttempts(entry),
    cleared_by: entry.clearedBy ?? null,
    closed_by_ext: entry.closedByExt ?? null,
    closed_at: entry.closedAt === undefined ? null : timeOf(entry.closedAt),
    reopened_count: entry.reopenedCount,
    route_label: entry.route ?? null,
    rang_extensions: entry.rang,
    first_missed_at: timeOf(first?.at ?? 0),
    last_missed_at: timeOf(last?.at ?? 0),
    audit: entry.audit.map(({ action }) => action).filter((action) => LISTED.includes(action)),
    // Both are left out where they say nothing new.
    ...(entry.reopenedCount === 0 ? {} : { attempts_since_open: entry.attemptsSinceOpen }),
    ...(last === undefined ? {} : dayOf(last, timeZone)),
  };
}

/** The day on which an attempt began, where its clock leads astray: across midnight, and when summer time changes. */
function dayOf({ at, endedAt }: Attempt, timeZone: string): { readonly local_day?: string } {
  const [from, to] = [at, endedAt].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone));
  if (from === undefined || to === undefined) return {};
  const day = from.toPlainDate();
  return from.hoursInDay === 24 && day.equals(to.toPlainDate()) ? {} : { local_day: day.toString() };
}

/** `2026-03-02T09:00:00Z` */
function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}
