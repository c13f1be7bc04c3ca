import type { Directory } from "../directory/mod.ts";

/** Where a number leads: the kind picks the call script, the id says which of its kind. */
export interface Destination {
  readonly kind: string;
  readonly id: string;
}

/** Where a dialled number leads in this office; undefined when it leads nowhere. */
export function destinationOf(
  dialled: string,
  directory: Directory,
  codes: ReadonlyMap<string, Destination>,
): Destination | undefined {
  const code = codes.get(dialled);
  if (code !== undefined) return code;
  return directory.extensions.has(dialled) ? { kind: "extension", id: dialled } : undefined;
}
