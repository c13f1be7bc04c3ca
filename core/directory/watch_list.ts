/** Numbers that a phone watches with one subscription (RFC 4662): `sip:reception@box`. */
export interface WatchList {
  /** What the phone subscribes to. */
  readonly name: string;
  readonly numbers: readonly string[];
}

/** So many numbers one list may have. */
export const MOST_ON_LIST = 100;

/** The list of everybody, in an office that is small enough for one and gives its name to no other. */
const EVERYBODY = "everybody";

/** The office's lists by name, and the one of everybody. */
export function watchListsOf(
  lists: readonly WatchList[],
  extensions: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, WatchList> {
  const all = new Map(lists.map((list) => [list.name, list]));
  if (!all.has(EVERYBODY) && extensions.size > 0 && extensions.size <= MOST_ON_LIST) {
    all.set(EVERYBODY, Object.freeze({ name: EVERYBODY, numbers: [...extensions.keys()] }));
  }
  return all;
}
