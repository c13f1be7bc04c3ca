import { DEFAULT_NOTICES, type NoticeSettings } from "./missed_notices.ts";

/** What the office counts as a missed call, and for how long such a call is somebody's task. */
export interface MissedSettings {
  /** A caller who left a message was missed all the same. */
  readonly voicemail: boolean;
  /** So was one who only met busy phones, though none has rung. */
  readonly busy: boolean;
  /** And one whom a queue did not let in: full, or nobody there. */
  readonly refusedByQueue: boolean;
  /** A phone that rang for less has not rung. */
  readonly minRingS: number;
  /** For so long a call back puts a miss right; 0: for ever. */
  readonly lookBackHours: number;
  /** After so many days nobody needs to care any more; 0: for ever. */
  readonly openDays: number;
  /** After so many days what has been put right goes to the archive; 0: never. */
  readonly archiveAfterDays: number;
  /** Numbers that only test the line. */
  readonly probeNumbers: readonly string[];
  /** Numbers of ours that only such tests call. */
  readonly probeExtensions: readonly string[];
  /** Who is told. */
  readonly notify: NoticeSettings;
}

/** A month-old miss is nobody's task any more; what became of each is known for a year. */
export const DEFAULT_MISSED: MissedSettings = {
  voicemail: false,
  busy: false,
  refusedByQueue: true,
  minRingS: 0,
  lookBackHours: 24,
  openDays: 30,
  archiveAfterDays: 365,
  probeNumbers: [],
  probeExtensions: [],
  notify: DEFAULT_NOTICES,
};
