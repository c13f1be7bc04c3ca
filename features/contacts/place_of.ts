import type { ImportFault } from "./read_import.ts";

/** Names a value of a file, for what is to stand in its place: `12.number.0`. */
export function placeOf({ line, field, nth }: Pick<ImportFault, "line" | "field" | "nth">): string {
  return `${line}.${field}.${nth}`;
}
