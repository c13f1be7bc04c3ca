import { CODE_TABLE } from "./code_table.ts";
import { type Destination, DESTINATION_KINDS } from "./destination.ts";
import type { Directory } from "./directory.ts";

/**
 * Whether people may send their calls there. A feature code does something for whoever dials it: a caller who is sent there
 * would change what he has set himself. Straight to a mailbox (`*101`) is as good as the mailbox.
 */
export function mayForwardTo(
  destination: Destination | undefined,
  { extensions }: Pick<Directory, "extensions">,
): boolean {
  if (destination === undefined) return false;
  if (destination.kind === "voicemail-to") return extensions.get(destination.id)?.mailbox !== undefined;
  return Object.hasOwn(DESTINATION_KINDS, destination.kind) || !Object.hasOwn(CODE_TABLE, destination.kind);
}

/** The number that the office file forwards to, where it is one that people know. */
export function numberIn(destination: Destination | undefined): string | undefined {
  return destination !== undefined && ["dial", "extension", "group"].includes(destination.kind)
    ? destination.id
    : undefined;
}
