import type { Seat } from "../../live/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";

/** Where somebody operates; undefined where he has no extension that there is. */
export function seatOf({ account, world }: Pick<SignedVisit, "account" | "world">): Seat | undefined {
  const { extension, scope } = account;
  return extension === undefined || !world.directory().extensions.has(extension) ? undefined : { extension, scope };
}
