/**
 * The sections whose entries have secrets: by what an entry is told from the others, for lists are re-ordered; and where in it
 * its secrets stand, as the file spells it.
 */
export const SECRETIVE = {
  extensions: { by: "number", at: ["secret", "pin", "voicemail.pin"] },
  trunks: { by: "name", at: ["secret"] },
  rooms: { by: "number", at: ["pin", "moderator_pin"] },
  disa: { by: "name", at: ["pin"] },
  account_codes: { by: "name", at: ["code"] },
  pbx: { by: "name", at: ["secret"] },
} as const;

/** A section of {@link SECRETIVE}. */
export type Secretive = keyof typeof SECRETIVE;

/** All of them. */
export const SECRETIVE_SECTIONS: readonly Secretive[] = Object.keys(SECRETIVE) as Secretive[];

/** Under what the box keeps a secret: `extensions/101/secret`, `rooms/2001/moderator_pin`. */
export function secretKey<S extends Secretive>(
  section: S,
  id: string,
  at: (typeof SECRETIVE)[S]["at"][number],
): string {
  return `${section}/${id}/${at}`;
}
