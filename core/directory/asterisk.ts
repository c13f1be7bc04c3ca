/** The files that Asterisk would have written, by what they are of. */
export const ASTERISK_FILES = ["cdr", "cel", "queue_log"] as const;
export type AsteriskFile = (typeof ASTERISK_FILES)[number];

/** The record as Asterisk would have written it, for programs that evaluate Asterisk's files. */
export interface AsteriskSettings {
  /** None unless somebody reads them. */
  readonly files: readonly AsteriskFile[];
}

export const DEFAULT_ASTERISK: AsteriskSettings = Object.freeze({ files: [] });
