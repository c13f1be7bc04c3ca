import { countOfAttempts, type KeptEntry } from "../../features/missed/mod.ts";

/** An entry of the list of missed calls as REST and its event stream tell it. */
export interface EntryView {
  readonly id: string;
  readonly caller: string;
  readonly number: string;
  readonly state: KeptEntry["state"];
  readonly attempts: number;
  readonly attempts_since_open: number;
  readonly first_missed_at: string;
  readonly last_missed_at: string;
  readonly route: string | null;
  /** By which line outside the last attempt came. */
  readonly trunk: string | null;
  readonly rang: string[];
  readonly cleared_by: "returned" | "answered_later" | "manual" | "expired" | null;
  readonly cleared_by_extension: string | null;
  readonly cleared_at: string | null;
  readonly note: string | null;
  readonly reopened: number;
}

export const timeOf = (at: number): string => new Date(at).toISOString();

export function viewOf(entry: KeptEntry): EntryView {
  return {
    id: entry.id,
    caller: entry.callerKey,
    number: entry.did,
    state: entry.state,
    attempts: countOfAttempts(entry),
    attempts_since_open: entry.attemptsSinceOpen,
    first_missed_at: timeOf(entry.attempts[0]?.at ?? 0),
    last_missed_at: timeOf(entry.attempts.at(-1)?.at ?? 0),
    route: entry.route ?? null,
    trunk: entry.trunk ?? null,
    rang: [...entry.rang],
    cleared_by: entry.clearedBy ?? null,
    cleared_by_extension: entry.closedByExt ?? null,
    cleared_at: entry.closedAt === undefined ? null : timeOf(entry.closedAt),
    note: entry.note ?? null,
    reopened: entry.reopenedCount,
  };
}
