/** A text that is the same for the same content: fields in order of their names. */
export function canonical(value: unknown): string {
  return JSON.stringify(
    value,
    (_, held) =>
      typeof held === "object" && held !== null && !Array.isArray(held)
        ? Object.fromEntries(Object.entries(held).sort(([one], [other]) => (one < other ? -1 : 1)))
        : held,
  );
}

/** One of each, in one order, however they came: `keyOf` says which are the same, the smallest text stays. */
export function settled<T>(rows: readonly T[], keyOf: (row: T) => string, rankOf: (row: T) => string): readonly T[] {
  const kept = new Map<string, { row: T; text: string }>();
  for (const row of rows) {
    const [key, text] = [keyOf(row), canonical(row)];
    const known = kept.get(key);
    if (known === undefined || text < known.text) kept.set(key, { row, text });
  }
  return [...kept.values()]
    .map(({ row, text }) => ({ row, rank: `${rankOf(row)} ${text}` }))
    .sort((one, other) => (one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : 0))
    .map(({ row }) => row);
}

/** A number as a text that sorts as the number does. */
export function ranked(value: number): string {
  return String(Math.trunc(value)).padStart(16, "0");
}
