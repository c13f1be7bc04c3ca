/** So many are kept; the oldest makes room. */
const MOST_BLOCKED = 100;

/** The callers whom somebody refuses, with one more; undefined where it is no number. */
export function alsoBlocked(blocked: readonly string[], unwanted: string): readonly string[] | undefined {
  // A star would be read as "whatever follows".
  if (!/^\+?\d+$/.test(unwanted)) return undefined;
  return [...blocked.filter((each) => each !== unwanted).slice(1 - MOST_BLOCKED), unwanted];
}

/** Without one; undefined where nobody is left. */
export function noMoreBlocked(blocked: readonly string[], wanted: string): readonly string[] | undefined {
  const others = blocked.filter((each) => each !== wanted);
  return others.length === 0 ? undefined : others;
}
