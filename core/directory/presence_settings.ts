/** When somebody of whom nothing is heard counts as away, and as offline; `false`: never. */
export interface PresenceSettings {
  readonly awayAfterS: number | false;
  readonly offlineAfterS: number | false;
}

/** A phone on a desk that nobody uses tells nothing of who sits there: an office that wants to count says so. */
export const DEFAULT_PRESENCE: PresenceSettings = Object.freeze({ awayAfterS: false, offlineAfterS: false });
