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
  pbx: { by: "name", at: ["secret", "ami.secret"] },
  webhooks: { by: "name", at: ["secret", "next_secret"] },
  crm: { by: "name", at: ["secret", "refresh_token"] },
} as const;

/** The sections that are no lists, and where in them secrets stand. */
export const SECRETIVE_ALONE = { emergency: ["secret", "next_secret"], browser_phones: ["secret"] } as const;

/** A section of {@link SECRETIVE}. */
export type Secretive = keyof typeof SECRETIVE;

/** All of them. */
export const SECRETIVE_SECTIONS: readonly Secretive[] = Object.keys(SECRETIVE) as Secretive[];

/** Under what the box keeps a secret of a section that is no list: `emergency/secret`. */
export function aloneKey<S extends keyof typeof SECRETIVE_ALONE>(
  section: S,
  at: (typeof SECRETIVE_ALONE)[S][number],
): string {
  return `${section}/${at}`;
}

/** Under what the box keeps a secret: `extensions/101/secret`, `rooms/2001/moderator_pin`. */
export function secretKey<S extends Secretive>(
  section: S,
  id: string,
  at: (typeof SECRETIVE)[S]["at"][number],
): string {
  return `${section}/${id}/${at}`;
}
