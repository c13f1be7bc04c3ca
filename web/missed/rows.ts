import type { Directory } from "../../core/directory/mod.ts";
import { ANONYMOUS, shownNumber } from "../../core/routing/mod.ts";
import { countOfAttempts, type KeptEntry } from "../../features/missed/mod.ts";
import type { MissedRow } from "../parts/mod.ts";
import { counted, type MissedListWords, type Words } from "../words/mod.ts";

/** What is known of callers, and what is said of them. */
export interface MissedReader {
  readonly world: {
    directory(): Directory;
    names(numbers: readonly string[]): Promise<ReadonlyMap<string, string>>;
  };
  readonly words: Pick<Words, "missed" | "language">;
}

/** Entries as they are shown, with the names that are known. */
export async function rowsOf(
  entries: readonly KeptEntry[],
  { world, words: { missed: { list: words }, language } }: MissedReader,
): Promise<readonly MissedRow[]> {
  const outside = [...new Set(entries.map(({ callerKey }) => callerKey).filter((key) => key.startsWith("+")))];
  const known = await world.names(outside);
  return entries.map((entry) => ({
    ...rowOf(entry, world.directory(), known.get(entry.callerKey)),
    ...entry.route === undefined ? {} : { route: routeIn(entry.route, words) },
    ...countOfAttempts(entry) < 2 ? {} : { times: counted(countOfAttempts(entry), words.times, language) },
  }));
}

function rowOf(entry: KeptEntry, { office: { country }, extensions }: Directory, name: string | undefined): MissedRow {
  const { id, callerKey, did, state, attempts, rang, clearedBy, closedByExt, note, isErased } = entry;
  const nameOf = (number: string) => extensions.get(number)?.name;
  const isHidden = callerKey === ANONYMOUS;
  const bare = callerKey.replace(/^raw:/, "");
  const closer = closedByExt === undefined ? undefined : nameOf(closedByExt) ?? closedByExt;
  const settledBy = clearedBy === "manual" ? entry.audit.findLast(({ action }) => action === "cleared")?.actor : closer;
  return {
    id,
    isErased,
    ...isErased || isHidden ? {} : { number: shownNumber(bare, country) },
    ...isErased || isHidden ? {} : { caller: callerKey },
    ...entry.trunk === undefined ? {} : { trunk: entry.trunk },
    ...name === undefined ? {} : { name },
    ...!isErased && /^\+?[0-9]{2,}$/.test(bare) ? { dial: bare } : {},
    on: shownNumber(did, country),
    state,
    attempts: countOfAttempts(entry),
    lastAt: attempts.at(-1)?.at ?? 0,
    rang: rang.map((number) => ({ number, ...nameOf(number) === undefined ? {} : { name: nameOf(number)! } })),
    ...clearedBy === undefined ? {} : { clearedBy },
    ...settledBy === undefined || state === "open" ? {} : { closedBy: settledBy },
    ...note === undefined ? {} : { note },
  };
}

/** The way to the phones that rang, in the words of whoever reads: the record's own are `Ext 101` and `Voicemail`. */
function routeIn(route: string, { extension, voicemail }: MissedListWords): string {
  return route.split(" → ").map((place) =>
    place === "Voicemail" ? voicemail : place.replace(/^Ext (?=\d)/, `${extension} `)
  )
    .join(" → ");
}
