import type { MissedSettings } from "../../core/directory/mod.ts";

/** What one tenant counts as missed, and for how long. */
export interface Policy {
  /** A caller who left a message was not missed, unless this says so. */
  readonly countVoicemail: boolean;
  /** Callers who only met busy phones. */
  readonly countBusy: boolean;
  /** Callers a queue would not let in. */
  readonly countBlocked: boolean;
  /** From how long on a phone that said busy has rung before: somebody pressed reject. */
  readonly busyRangS: number;
  /** A phone that rang for less does not count as rung. */
  readonly minRingS: number;
  /** How long after the last attempt a call back still clears; 0: for ever. */
  readonly lookbackS: number;
  /** After so many days an open entry is cleared as expired; null: never. */
  readonly openTtlDays: number | null;
  /** After so many days a cleared entry goes to the archive; null: never. */
  readonly retentionDays: number | null;
  /** For so many days more it stays there, and is thrown away with its journal. */
  readonly archivedForDays: number;
  /** So many years after the last attempt everything goes, whatever became of it, as the calls themselves do; 0: never. */
  readonly keepYears: number;
  /** Callers that only test the line. */
  readonly probeNumbers: readonly string[];
  readonly probeExtensions: readonly string[];
  /** What is dialled for an outside line. */
  readonly outboundPrefixes: readonly string[];
  /** Extensions of queue members by the names that a queue log may write instead. */
  readonly members: Readonly<Record<string, string>>;
  /** Calls sent to a mobile are taken by pressing a key, so that its voicemail never answers. */
  readonly isForwardConfirmed: boolean;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** IANA */
  readonly timeZone: string;
}

/** What a reader must know of the office whose rows it reads: names for numbers. */
export interface Office {
  readonly extensions: ReadonlySet<string>;
  /** `PJSIP/trunk-`: channels that lead outside. */
  readonly trunkPrefixes: readonly string[];
  readonly queues: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
  /** Menus by their dialplan context. */
  readonly menus: Readonly<Record<string, string>>;
}

/** As `corpora/missed/defaults.json` has it. */
export const DEFAULT_POLICY: Policy = {
  countVoicemail: false,
  countBusy: false,
  countBlocked: true,
  busyRangS: 2,
  minRingS: 0,
  lookbackS: 86_400,
  openTtlDays: null,
  retentionDays: null,
  archivedForDays: 90,
  keepYears: 0,
  probeNumbers: [],
  probeExtensions: [],
  outboundPrefixes: [],
  members: {},
  isForwardConfirmed: false,
  country: "RO",
  timeZone: "Europe/Bucharest",
};

/** What a reading goes by, as the office has settled it. */
export function policyOf(missed: MissedSettings): Policy {
  return {
    ...DEFAULT_POLICY,
    countVoicemail: missed.voicemail,
    countBusy: missed.busy,
    countBlocked: missed.refusedByQueue,
    minRingS: missed.minRingS,
    lookbackS: missed.lookBackHours * 3_600,
    openTtlDays: missed.openDays === 0 ? null : missed.openDays,
    retentionDays: missed.archiveAfterDays === 0 ? null : missed.archiveAfterDays,
    probeNumbers: missed.probeNumbers,
    probeExtensions: missed.probeExtensions,
  };
}
