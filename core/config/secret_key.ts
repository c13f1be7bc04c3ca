/** The sections whose entries have a secret, and by what an entry is told from the others: lists are re-ordered. */
export const SECRETIVE = { extensions: "number", trunks: "name" } as const;

/** A section of {@link SECRETIVE}. */
export type Secretive = keyof typeof SECRETIVE;

/** All of them. */
export const SECRETIVE_SECTIONS: readonly Secretive[] = Object.keys(SECRETIVE) as Secretive[];

/** Under what the box keeps a secret: `extensions/101/secret`. */
export function secretKey(section: Secretive, id: string): string {
  return `${section}/${id}/secret`;
}
