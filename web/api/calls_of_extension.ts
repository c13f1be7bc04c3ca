import type { Condition, Question, Row } from "../../core/record/mod.ts";
import type { RecordReader } from "../../core/store/mod.ts";
import type { Place } from "./cursor.ts";

/** The order of the list: by when somebody was called, or called. */
export const SEAT_ORDER = ["offered_at", "call", "place"] as const;

export interface ExtensionCalls {
  /** Any of these. */
  readonly extensions: readonly string[];
  readonly since?: number;
  readonly until?: number;
  /** What else the calls must be like: one of these, and a call fits one at most. */
  readonly anyOf: readonly (readonly Condition[])[];
  readonly after?: Place;
  readonly limit: number;
}

/** Nobody is called later in a call. */
const LONGEST_MS = 86_400_000;

/**
 * Calls that extensions have made or were called in, newest first: each once, by the last of their seats there, so that a page
 * may have fewer than were asked for. `last` is where the next one begins.
 */
export async function callsOfExtension(
  reader: RecordReader,
  { extensions, since, until, anyOf, after, limit }: ExtensionCalls,
): Promise<{ readonly rows: readonly Row[]; readonly last: Row | undefined }> {
  const seatsOf = (number: string, where: readonly Condition[], more: Pick<Question, "limit" | "after">) =>
    reader.rows({
      ...{ table: "seat", orderBy: SEAT_ORDER, descending: true, ...more },
      where: [{ column: "number", is: "=", value: number }, ...where],
    });
  const span: readonly Condition[] = [
    ...since === undefined ? [] : [{ column: "offered_at", is: ">=", value: since } as const],
    ...until === undefined ? [] : [{ column: "offered_at", is: "<", value: until + LONGEST_MS } as const],
  ];
  const page = { limit, ...after === undefined ? {} : { after } };
  const found = await Promise.all(extensions.map((number) => seatsOf(number, span, page)));
  const seats = found.flat().sort(newestFirst).slice(0, limit);
  const rows = await Promise.all(seats.map(async (seat) => {
    const ofCall = { column: "call", is: "=", value: String(seat["call"]) } as const;
    const ask = { table: "call", orderBy: [], descending: false, limit: 1 };
    const [theirs, ...calls] = await Promise.all([
      Promise.all(extensions.map((number) => seatsOf(number, [ofCall], { limit: 1 }))),
      ...anyOf.map((where) => reader.rows({ ...ask, where: [ofCall, ...where] })),
    ]);
    const [newest] = theirs.flat().sort(newestFirst);
    return newest?.["place"] === seat["place"] ? calls.flat()[0] : undefined;
  }));
  return { rows: rows.filter((row) => row !== undefined), last: seats.length < limit ? undefined : seats.at(-1) };
}

function newestFirst(one: Row, other: Row): number {
  const column = SEAT_ORDER.find((name) => one[name] !== other[name]);
  return column === undefined ? 0 : (one[column] ?? 0) < (other[column] ?? 0) ? 1 : -1;
}
