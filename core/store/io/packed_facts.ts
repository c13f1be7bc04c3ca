import { type IdOctets, isIds, type PackedIds, unpackIds } from "./packed_ids.ts";

/** A value as JSON has it. */
type Value = string | number | boolean | null | readonly Value[];

/**
 * Facts of one type that have the same names in the same order, as columns: alike stands beside alike, and no name is written
 * twice.
 */
export interface PackedKind {
  readonly type: string;
  /** The text between the values. None: the facts are no JSON that is written back octet by octet, and are the one column. */
  readonly pieces: readonly string[];
  readonly columns: readonly (Column | PackedIds)[];
}

/** A kind whose ids are texts again. */
export interface OpenKind extends PackedKind {
  readonly columns: readonly Column[];
}

/** One value after the other. `all`: it is always the same. `words`: it is one of the page's. `by`: it goes with another column. */
type Column =
  | readonly Value[]
  | { readonly all: Value }
  | { readonly words: readonly number[] }
  | { readonly by: number; readonly times: number; readonly rest: readonly number[] };

/** So many columns to the left it is looked for one by which a column goes. */
const LOOK_BACK = 4;

interface Kind {
  readonly type: string;
  readonly pieces: readonly string[];
  readonly rows: (readonly Value[])[];
}

export interface PackedFacts {
  readonly kinds: readonly PackedKind[];
  /** Of each row. */
  readonly kind: readonly number[];
  /** Texts that are in the facts more than once. */
  readonly words: readonly string[];
}

/** @param known texts that stand in the page anyway, before the words of the facts */
export function packFacts(
  rows: readonly { readonly type: string; readonly facts: string }[],
  known: readonly (string | null)[],
  ids: IdOctets,
): PackedFacts {
  const kinds = new Map<string, Kind & { readonly place: number }>();
  const kind = rows.map(({ type, facts }) => {
    const { pieces, values } = takenApart(facts);
    const key = JSON.stringify([type, pieces]);
    const found = kinds.get(key) ?? { type, pieces, rows: [], place: kinds.size };
    kinds.set(key, found);
    found.rows.push(values);
    return found.place;
  });
  const all = [...kinds.values()];
  const words = repeated(all.flatMap(({ rows }) => rows.flat()), known);
  const places = new Map([...known, ...words].map((word, at) => [word, at]));
  const packed = all.map(({ type, pieces, rows }) => {
    const columns = (rows[0] ?? []).map((_, at) => rows.map((row) => row[at]!));
    return { type, pieces, columns: columns.map((_, at) => withoutIds(columnOf(columns, at, places), ids)) };
  });
  return { kinds: packed, kind, words };
}

function withoutIds(column: Column, ids: IdOctets): Column | PackedIds {
  return isList(column) && column.every((value) => typeof value === "string") ? ids.pack(column) : column;
}

function isList(column: Column): column is readonly Value[] {
  return Array.isArray(column);
}

/** @param hex the digits of all ids of the page */
export function openKind({ columns, ...kind }: PackedKind, hex: string): OpenKind {
  return { ...kind, columns: columns.map((column) => isIds(column) ? unpackIds<string>(column, hex) : column) };
}

/** The facts of the nth row of a kind, as they were written. @param words those that were known, and those of the facts */
export function factsOf({ pieces, columns }: OpenKind, nth: number, words: readonly (string | null)[]): string {
  if (pieces.length === 0) return String(valueOf(columns, 0, nth, words));
  let text = pieces[0]!;
  for (let at = 0; at < columns.length; at++) {
    text += JSON.stringify(valueOf(columns, at, nth, words)) + pieces[at + 1]!;
  }
  return text;
}

function valueOf(columns: readonly Column[], at: number, nth: number, words: readonly (string | null)[]): Value {
  const column = columns[at]!;
  if ("all" in column) return column.all;
  if ("words" in column) return words[column.words[nth]!]!;
  if ("by" in column) return Number(valueOf(columns, column.by, nth, words)) * column.times + column.rest[nth]!;
  return column[nth]!;
}

function takenApart(facts: string): { readonly pieces: readonly string[]; readonly values: readonly Value[] } {
  const asItIs = { pieces: [], values: [facts] };
  try {
    const [pieces, values]: [string[], Value[]] = [[""], []];
    walk(JSON.parse(facts), pieces, values);
    const text = values.reduce<string>((text, value, at) => text + JSON.stringify(value) + pieces[at + 1]!, pieces[0]!);
    return text === facts ? { pieces, values } : asItIs;
  } catch (error) {
    // Somebody has changed the record: its day will say so.
    if (error instanceof SyntaxError) return asItIs;
    throw error;
  }
}

function walk(value: Value | Readonly<Record<string, Value>>, pieces: string[], values: Value[]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    values.push(value as Value);
    pieces.push("");
    return;
  }
  const say = (text: string) => pieces[pieces.length - 1] += text;
  Object.entries(value).forEach(([name, inner], at) => {
    say(`${at === 0 ? "{" : ","}${JSON.stringify(name)}:`);
    walk(inner, pieces, values);
  });
  say(Object.keys(value).length === 0 ? "{}" : "}");
}

function repeated(values: readonly Value[], known: readonly (string | null)[]): readonly string[] {
  const [seen, again, there] = [new Set<string>(), new Set<string>(), new Set(known)];
  for (const value of values) {
    if (typeof value !== "string" || there.has(value)) continue;
    if (seen.has(value)) again.add(value);
    seen.add(value);
  }
  return [...again];
}

function columnOf(columns: readonly (readonly Value[])[], at: number, places: ReadonlyMap<Value, number>): Column {
  const values = columns[at]!;
  const [first] = values;
  if (!Array.isArray(first) && values.every((value) => value === first)) return { all: first! };
  const words = values.map((value) => typeof value === "string" ? places.get(value) ?? -1 : -1);
  if (!words.includes(-1)) return { words };
  return areWhole(values) ? besideOther(columns, at, values) : values;
}

/** Octets go with packets, and what was sent with what came: what is left of one column beside another is short. */
function besideOther(columns: readonly (readonly Value[])[], at: number, values: readonly number[]): Column {
  let best: Column = values;
  let shortest = JSON.stringify(values).length;
  for (let by = Math.max(0, at - LOOK_BACK); by < at; by++) {
    const other = columns[by]!;
    if (!areWhole(other)) continue;
    const some = other.findIndex((value) => value !== 0);
    const times = Math.round((values[some] ?? 0) / (other[some] ?? 1));
    const rest = values.map((value, row) => value - times * other[row]!);
    const length = JSON.stringify(rest).length;
    if (length >= shortest || !rest.every((value, row) => times * other[row]! + value === values[row])) continue;
    [best, shortest] = [{ by, times, rest }, length];
  }
  return best;
}

function areWhole(values: readonly Value[]): values is readonly number[] {
  return values.every(Number.isSafeInteger);
}
