/** Words in English and in Romanian, by what stands in the file; `doors.open` where a key means something else there. */
export type Labels = Readonly<Record<string, readonly [en: string, ro: string]>>;
