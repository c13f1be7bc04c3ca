/** Names a value of a file, for what is to stand in its place: `12.number.0`. */
export function placeOf(
  { line, field, nth }: { readonly line: number; readonly field: string; readonly nth: number },
): string {
  return `${line}.${field}.${nth}`;
}
