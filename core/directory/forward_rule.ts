import { CODE_TABLE } from "./code_table.ts";
import { type Destination, DESTINATION_KINDS } from "./destination.ts";

/** A feature code does something for whoever dials it: a caller who is sent there would change what he has set himself. */
export function mayForwardTo(destination: Destination | undefined): boolean {
  return destination !== undefined &&
    (Object.hasOwn(DESTINATION_KINDS, destination.kind) || !Object.hasOwn(CODE_TABLE, destination.kind));
}

/** The number that the office file forwards to, where it is one that people know. */
export function numberIn(destination: Destination | undefined): string | undefined {
  return destination !== undefined && ["dial", "extension", "group"].includes(destination.kind)
    ? destination.id
    : undefined;
}
