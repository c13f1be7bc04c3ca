/** So many are kept; the oldest makes room. */
const MOST_CALLERS = 100;

/** The callers whom somebody keeps on a list of his own, with one more; undefined where it is no number. */
export function alsoListed(callers: readonly string[], caller: string): readonly string[] | undefined {
  // A star would be read as "whatever follows".
  if (!/^\+?\d+$/.test(caller)) return undefined;
  return [...callers.filter((each) => each !== caller).slice(1 - MOST_CALLERS), caller];
}

/** Without one; undefined where nobody is left. */
export function noMoreListed(callers: readonly string[], caller: string): readonly string[] | undefined {
  const others = callers.filter((each) => each !== caller);
  return others.length === 0 ? undefined : others;
}
