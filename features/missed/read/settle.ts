/** A text that is the same for the same content: fields in order of their names. */
export function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null || value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((held) => canonical(held ?? null)).join()}]`;
  const fields = Object.entries(value).filter(([, held]) => held !== undefined);
  const written = fields.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, held]) =>
    `${JSON.stringify(name)}:${canonical(held)}`
  );
  return `{${written.join()}}`;
}

/** One of each, in one order, however they came: `keyOf` says which are the same, the smallest text stays. */
export function settled<T>(rows: readonly T[], keyOf: (row: T) => string, rankOf: (row: T) => string): readonly T[] {
  // Most calls have a row or two: nothing is written down of them to be compared.
  if (rows.length < 2) return rows;
  const kept = new Map<string, Ranked<T>>();
  for (const row of rows) {
    const [key, ranked] = [keyOf(row), new Ranked(row, rankOf(row))];
    const known = kept.get(key);
    if (known === undefined || ranked.text < known.text) kept.set(key, ranked);
  }
  return [...kept.values()].sort(inOrder).map(({ row }) => row);
}

/** A row with its place; its text is only made where two have the same place. */
class Ranked<T> {
  readonly row: T;
  readonly rank: string;
  #text: string | undefined;

  constructor(row: T, rank: string) {
    this.row = row;
    this.rank = rank;
  }

  get text(): string {
    return this.#text ??= canonical(this.row);
  }
}

function inOrder<T>(one: Ranked<T>, other: Ranked<T>): number {
  const [first, second] = one.rank === other.rank ? [one.text, other.text] : [one.rank, other.rank];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** A number as a text that sorts as the number does. */
export function ranked(value: number): string {
  return String(Math.trunc(value)).padStart(16, "0");
}
