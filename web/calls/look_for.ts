import { folded } from "../../core/base/mod.ts";
import type { Directory } from "../../core/directory/mod.ts";
import type { Condition } from "../../core/record/mod.ts";
import { callerKey, keyPartsOf, spellingsOf } from "../../core/routing/mod.ts";
import type { BookEntry } from "../../features/contacts/mod.ts";
import type { Source } from "./find_calls.ts";

/** As the log and the page of a call have it. */
const CALL_ID = /^c[0-9a-f]{12,40}$/;
/** Fewer digits are in most numbers. */
const FEWEST_DIGITS = 3;
/** Of a name that half the phone book has, the first few. */
export const MOST_NUMBERS = 30;

/** What somebody may mean by what he has typed. */
export interface LookedFor {
  /** What a call's row must be like. */
  readonly where: readonly Condition[];
  /** A call must be in one of these; any where it is left out. */
  readonly sources?: readonly Source[];
}

export type Known = (q: string) => readonly Pick<BookEntry, "numbers">[];

/**
 * A call by its id; calls of a number, or to it, in each way that the record may have it; calls of everybody, and to all of the
 * office, that is called so; those for an account; and where nothing else is, those of a trunk.
 */
export function lookFor(q: string, directory: Directory, known: Known): LookedFor {
  if (CALL_ID.test(q)) return { where: [{ column: "call", is: "=", value: q }] };
  const numbers = numbersFor(q, directory, known);
  const things = thingsFor(q, directory);
  const dialled = [...isNumber(q) ? numbers : [], ...things];
  const sources: readonly Source[] = [
    ...numbers.map((value): Source => ({ table: "seat", column: "number", value })),
    ...[...new Set(dialled)].map((value): Source => ({ table: "call", column: "dialled", value })),
    ...[...new Set(dialled)].filter((number) => directory.queues.has(number))
      .map((value): Source => ({ table: "queue_visit", column: "queue", value })),
    ...directory.accounts.filter(({ name }) => folded(name).includes(folded(q))).slice(0, MOST_NUMBERS)
      .map(({ name }): Source => ({ table: "call", column: "account", value: name })),
  ];
  const trunk = sources.length > 0
    ? undefined
    : [...directory.trunks.keys()].find((name) => folded(name) === folded(q));
  return trunk === undefined ? { where: [], sources } : { where: [{ column: "trunk", is: "=", value: trunk }] };
}

/** Where calls are looked for that came to these queues, and left them so. */
export function visitsTo(queues: readonly string[], left: string | undefined): readonly Source[] {
  return queues.map((value) => ({
    ...{ table: "queue_visit", column: "queue", value },
    ...left === undefined ? {} : { has: { column: "outcome", value: left } },
  }));
}

/** The same calls without callers from outside who gave up in so many seconds: a call fits one of these at most. */
export function withoutShort(where: readonly Condition[], seconds: number): readonly (readonly Condition[])[] {
  const isSaid = (column: string, is: (value: Condition["value"]) => boolean) =>
    where.some((each) => each.column === column && each.is === "=" && is(each.value));
  const others: Condition = { column: "outcome", is: ">", value: "abandoned" };
  const gaveUp: Condition = { column: "outcome", is: "=", value: "abandoned" };
  const [later, soon] = ([">", "<="] as const).map((is): Condition => ({
    ...{ column: "in_stage_ms", is, value: 1_000 * seconds },
  }));
  if (isSaid("outcome", (value) => value !== "abandoned") || isSaid("direction", (value) => value !== "in")) {
    return [where];
  }
  return [
    ...isSaid("outcome", () => true) ? [] : [[...where, others]],
    [...where, gaveUp, later!],
    // Which ways calls go that are not `in` comes behind it in the alphabet.
    ...isSaid("direction", () => true)
      ? []
      : [[...where, gaveUp, soon!, { column: "direction", is: ">", value: "in" } as const]],
  ];
}

/** The numbers that somebody may mean: one in each way that the record may have it, or those of everybody called so. */
export function numbersFor(
  q: string,
  { office: { country }, extensions }: Directory,
  known: Known,
): readonly string[] {
  const found = isNumber(q) ? spellingsOf(bareOf(q), country) : [];
  const wanted = folded(q);
  const named = found.length > 0 ? [] : [
    ...[...extensions.values()].filter(({ name }) => folded(name).includes(wanted)).map(({ number }) => number),
    ...known(q).slice(0, MOST_NUMBERS).flatMap(({ numbers }) =>
      numbers.flatMap((number) => spellingsOf(number, country))
    ),
  ];
  return [...new Set([...found, ...named])].slice(0, MOST_NUMBERS);
}

/** Digits with which a number outside may begin; undefined: it is nobody's beginning. */
export function beginningIn(q: string, { extensions, queues, groups, rooms }: Directory): string | undefined {
  const digits = bareOf(q);
  const isOfOffice = [extensions, queues, groups, rooms].some((known) => known.has(digits));
  return isOfOffice || digits.length < FEWEST_DIGITS || !/^\+?[0-9]+$/.test(digits) ? undefined : digits;
}

/** What is in the key of a caller who may be meant: digits of his number, or all of the key where he is called so. */
export function callerParts(q: string, directory: Directory, known: Known): readonly string[] {
  const { country } = directory.office;
  if (isNumber(q) && bareOf(q).length >= FEWEST_DIGITS) return keyPartsOf(bareOf(q), country);
  if (q.startsWith("raw:")) return [q];
  return [...new Set([q, ...numbersFor(q, directory, known)].map((number) => callerKey(number, { country })))];
}

/** The numbers of all that is called so and is no person. */
function thingsFor(q: string, { queues, groups, rooms }: Directory): readonly string[] {
  const wanted = folded(q);
  return [...queues.entries(), ...groups.entries(), ...rooms.entries()]
    .filter(([, { name }]) => folded(name ?? "").includes(wanted))
    .map(([number]) => number).slice(0, MOST_NUMBERS);
}

function isNumber(q: string): boolean {
  return /^\+?[0-9*#]+$/.test(bareOf(q));
}

function bareOf(q: string): string {
  return q.replace(/[\s().\/-]/g, "");
}
