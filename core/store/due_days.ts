import type { WallTime } from "../base/mod.ts";
import type { HistorySettings } from "../directory/mod.ts";

/** What of the record has grown old: days (UTC, `2026-11-21`) before these. */
export interface DueDays {
  readonly packBefore: string;
  /** Undefined: nothing is ever forgotten. */
  readonly forgetBefore: string | undefined;
}

export function dueDays({ packAfterDays, keepYears }: HistorySettings, now: WallTime): DueDays {
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO("UTC").toPlainDate();
  return {
    packBefore: today.subtract({ days: packAfterDays }).toString(),
    forgetBefore: keepYears === 0 ? undefined : today.subtract({ years: keepYears }).toString(),
  };
}
