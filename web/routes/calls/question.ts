import type { Directory } from "../../../core/directory/mod.ts";
import type { Condition } from "../../../core/record/mod.ts";
import { folded } from "../../../core/base/mod.ts";
import type { BookEntry } from "../../../features/contacts/mod.ts";
import { spellingsOf } from "../../../core/routing/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { readerOf } from "../directory/reader.ts";
import { dayAt } from "../missed/question.ts";
import type { Place, Source } from "./find_calls.ts";

const FILTERS = ["q", "direction", "outcome", "queue", "trunk", "since", "until", "counted"] as const;
/** As the log and the page of a call have it. */
const CALL_ID = /^c[0-9a-f]{12,40}$/;
/** Of a name that half the phone book has, the first few. */
const MOST_NUMBERS = 30;

/** What somebody looks for in the list, as the address of the page has it. */
export interface Wanted {
  readonly asked: URLSearchParams;
  /** What the call's row must be like. */
  readonly where: readonly Condition[];
  /** Whose calls, where a number or a name is looked for. */
  readonly sources: readonly Source[] | undefined;
  readonly after: Place | undefined;
  readonly since: number | undefined;
  readonly until: number | undefined;
}

/** Reads what is looked for; what cannot be read is not looked for. */
export function wantedOf(visit: SignedVisit): Wanted {
  const { url, world } = visit;
  const directory = world.directory();
  const { timeZone } = directory.office;
  const asked = new URLSearchParams();
  for (const name of FILTERS) {
    const value = url.searchParams.get(name)?.trim() ?? "";
    if (value !== "") asked.set(name, value);
  }
  const since = dayAt(asked.get("since"), timeZone);
  const until = dayAt(asked.get("until"), timeZone, 1);
  const where: Condition[] = (["direction", "outcome", "queue", "trunk"] as const).flatMap((column) => {
    const value = asked.get(column);
    return value === null ? [] : [{ column, is: "=", value }];
  });
  // Only those that reached a phone or a queue: the other three outcomes come before it in the alphabet.
  if (asked.has("counted")) where.push({ column: "outcome", is: "<", value: "unreached" });
  if (since !== undefined) where.push({ column: "started_at", is: ">=", value: since });
  if (until !== undefined) where.push({ column: "started_at", is: "<", value: until });
  const q = asked.get("q");
  const isOfCall = q !== null && CALL_ID.test(q);
  if (isOfCall) where.push({ column: "call", is: "=", value: q });
  const numbers = q === null || isOfCall
    ? undefined
    : numbersFor(q, directory, (q) => world.contacts.find(q, readerOf(visit)));
  return {
    ...{ asked, where, since, until, after: placeIn(url.searchParams.get("before")) },
    sources: numbers?.map((number) => ({ table: "seat", column: "number", value: number })),
  };
}

/** The numbers that somebody may mean: one in each way that the record may have it, or those of everybody called so. */
export function numbersFor(
  q: string,
  { office: { country }, extensions }: Directory,
  known: (q: string) => readonly Pick<BookEntry, "numbers">[],
): readonly string[] {
  const bare = q.replace(/[\s().\/-]/g, "");
  const found = /^\+?[0-9*#]+$/.test(bare) ? spellingsOf(bare, country) : [];
  const wanted = folded(q);
  const named = found.length > 0 ? [] : [
    ...[...extensions.values()].filter(({ name }) => folded(name).includes(wanted)).map(({ number }) => number),
    ...known(q).slice(0, MOST_NUMBERS).flatMap(({ numbers }) =>
      numbers.flatMap((number) => spellingsOf(number, country))
    ),
  ];
  return [...new Set([...found, ...named])].slice(0, MOST_NUMBERS);
}

/** `1732180000000~c0a1~2`, as {@link beforeOf} writes it. */
function placeIn(text: string | null): Place | undefined {
  const [, at, call, place] = /^(\d{1,15})~([^~]{1,128})~(\d{1,6})$/.exec(text ?? "") ?? [];
  return at === undefined || call === undefined ? undefined : [Number(at), call, Number(place)];
}

export function beforeOf(place: Place): string {
  return place.join("~");
}
