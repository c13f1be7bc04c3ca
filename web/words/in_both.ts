/** The same words in every language of the desk. */
export interface InBoth<Words> {
  readonly en: Words;
  readonly ro: Words;
}

export type DeskLanguage = keyof InBoth<unknown>;
