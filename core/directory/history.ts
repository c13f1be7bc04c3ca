/** `history:` of the office: how long it is remembered what happened in calls. */
export interface HistorySettings {
  /** Days after which events are packed: they take a twelfth of the room, and are there like all others. */
  readonly packAfterDays: number;
  /** Years after which calls are forgotten; 0: never. */
  readonly keepYears: number;
}

/** Three years: for as long as contracts are sued upon in Romania (Codul civil, art. 2517), in Germany and elsewhere. */
export const DEFAULT_HISTORY: HistorySettings = Object.freeze({ packAfterDays: 90, keepYears: 3 });
