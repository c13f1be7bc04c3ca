/** Words in English and in Romanian, by what stands in the file. */
export type Labels = Readonly<Record<string, readonly [en: string, ro: string]>>;
