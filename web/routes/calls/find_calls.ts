import type { Condition, Row } from "../../../core/record/mod.ts";
import type { RecordReader } from "../../../core/store/mod.ts";

/** Where calls are looked for: seats of a number, or visits to a queue. */
export interface Source {
  readonly table: "seat" | "queue_visit";
  readonly column: "number" | "queue";
  readonly value: string;
}

/** Where a call stands in the list: when, its id, and which seat of it. */
export type Place = readonly [at: number, call: string, place: number];

export interface CallsWanted {
  /** What the row of a call must be like. */
  readonly where: readonly Condition[];
  /** A call must be in one of these; all where it is left out. */
  readonly sources: readonly Source[] | undefined;
  /** And in one of these besides. */
  readonly scope: readonly Source[] | undefined;
  readonly after: Place | undefined;
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly limit: number;
}

export interface CallsFound {
  /** Rows of the table `call`, newest first. */
  readonly rows: readonly Row[];
  /** Where to read on; undefined at the end. */
  readonly older: Place | undefined;
}

const READ = 100;
/** What is rare is not looked for in all of the past at once: the page says "older", and goes on. */
const MOST_READ = 2_000;
const AT = { seat: "offered_at", queue_visit: "joined_at" } as const;

/** The calls that are wanted, newest first. */
export async function findCalls(reader: RecordReader, wanted: CallsWanted): Promise<CallsFound> {
  const { sources, scope } = wanted;
  if (sources === undefined && scope === undefined) return await findAll(reader, wanted);
  const of = sources ?? scope ?? [];
  const also = sources === undefined ? undefined : scope;
  const rows: Row[] = [];
  let after = wanted.after;
  for (let read = 0; read < MOST_READ; read += READ) {
    const { places, isLast } = await nextPlaces(reader, of, { ...wanted, after });
    for (const place of places) {
      const row = await rowAt(reader, place, { of, also, where: wanted.where });
      if (row !== undefined) rows.push(row);
      after = place;
      if (rows.length === wanted.limit) return { rows, older: isLast && place === places.at(-1) ? undefined : place };
    }
    if (isLast) return { rows, older: undefined };
  }
  return { rows, older: after };
}

async function findAll(reader: RecordReader, { where, after, limit }: CallsWanted): Promise<CallsFound> {
  const rows = await reader.rows({
    table: "call",
    where,
    orderBy: ["started_at", "call"],
    descending: true,
    limit: limit + 1,
    ...after === undefined ? {} : { after: after.slice(0, 2) },
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { rows: shown, older: isMore ? [Number(last["started_at"]), String(last["call"]), 0] : undefined };
}

/** The next places of all sources together, as far as each has been read. */
async function nextPlaces(
  reader: RecordReader,
  sources: readonly Source[],
  { after, since, until }: Pick<CallsWanted, "after" | "since" | "until">,
): Promise<{ readonly places: readonly Place[]; readonly isLast: boolean }> {
  const lists = await Promise.all(sources.map(async (source) => {
    const at = AT[source.table];
    const rows = await reader.rows({
      table: source.table,
      where: [
        { column: source.column, is: "=", value: source.value },
        ...since === undefined ? [] : [{ column: at, is: ">=", value: since } as const],
        ...until === undefined ? [] : [{ column: at, is: "<", value: until } as const],
      ],
      orderBy: [at, "call", "place"],
      descending: true,
      limit: READ,
      ...after === undefined ? {} : { after },
    });
    return rows.map((row): Place => placeOf(row, at));
  }));
  const full = lists.filter(({ length }) => length === READ).map((list) => list.at(-1)!);
  // Behind the end of a list that goes on, others' places cannot be put in order yet.
  const floor = full.sort(newestFirst)[0];
  const places = lists.flat().filter((place) => floor === undefined || newestFirst(place, floor) <= 0);
  return { places: places.sort(newestFirst), isLast: floor === undefined };
}

interface RowParts {
  readonly of: readonly Source[];
  readonly also: readonly Source[] | undefined;
  readonly where: readonly Condition[];
}

/** The call of a place; undefined where it is none that is wanted, or stands in the list already by a later place. */
async function rowAt(reader: RecordReader, place: Place, { of, also, where }: RowParts): Promise<Row | undefined> {
  const ofCall: Condition = { column: "call", is: "=", value: place[1] };
  const all = { orderBy: ["place"], descending: false, limit: 10_000 };
  const [[row], seats, visits] = await Promise.all([
    reader.rows({ table: "call", where: [ofCall, ...where], orderBy: [], descending: false, limit: 1 }),
    reader.rows({ table: "seat", where: [ofCall], ...all }),
    [...of, ...also ?? []].some(({ table }) => table === "queue_visit")
      ? reader.rows({ table: "queue_visit", where: [ofCall], ...all })
      : [],
  ]);
  const rows = { seat: seats, queue_visit: visits };
  const fits = (sources: readonly Source[]) =>
    sources.flatMap(({ table, column, value }) =>
      rows[table].filter((row) => row[column] === value).map((row) => placeOf(row, AT[table]))
    );
  if (also !== undefined && fits(also).length === 0) return undefined;
  const newest = fits(of).sort(newestFirst)[0];
  return newest === undefined || newestFirst(newest, place) === 0 ? row : undefined;
}

function placeOf(row: Row, at: string): Place {
  return [Number(row[at] ?? 0), String(row["call"]), Number(row["place"] ?? 0)];
}

function newestFirst(one: Place, other: Place): number {
  return other[0] - one[0] || (one[1] === other[1] ? other[2] - one[2] : one[1] > other[1] ? -1 : 1);
}
