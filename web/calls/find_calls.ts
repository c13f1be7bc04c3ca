import type { Condition, Row } from "../../core/record/mod.ts";
import type { RecordReader } from "../../core/store/mod.ts";
import type { Times } from "./times.ts";

/** Where calls are looked for: seats of a number, calls to a number or for an account, or visits to a queue. */
export interface Source {
  readonly table: "seat" | "call" | "queue_visit";
  readonly column: "number" | "dialled" | "account" | "queue";
  readonly value: string;
  /** What else the row must have. */
  readonly has?: { readonly column: "outcome"; readonly value: string };
}

/** Where a call stands in the list: when, its id, and which seat of it. */
export type Place = readonly [at: number, call: string, place: number];

export interface CallsWanted {
  /** What the row of a call must be like: one of these, and a call fits one at most. */
  readonly anyOf: readonly (readonly Condition[])[];
  /** A call must be in one of these; all where it is left out. */
  readonly sources: readonly Source[] | undefined;
  /** And in one of these besides, */
  readonly scope: readonly Source[] | undefined;
  /** and these. */
  readonly visits?: readonly Source[] | undefined;
  /** Whether one that is found there may be shown; all of them where it is left out. */
  readonly isShown?: ((row: Row) => boolean) | undefined;
  /** Only those whose seats fit, which are read for it; all where it is left out. */
  readonly sounded?: ((seats: readonly Row[]) => boolean) | undefined;
  /** Only those that began then. */
  readonly times?: Times | undefined;
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
const MOST_PIECES = 1_000;
const ALL = { orderBy: ["place"], descending: false, limit: 10_000 };
const AT = { seat: "offered_at", call: "started_at", queue_visit: "joined_at" } as const;

/** The calls that are wanted, newest first. */
export async function findCalls(reader: RecordReader, wanted: CallsWanted): Promise<CallsFound> {
  const { sources, scope, visits, times, isShown = () => true } = wanted;
  const [of, ...also] = [visits, sources, scope].filter((each) => each !== undefined);
  if (of === undefined) return await (wanted.sounded === undefined ? findRows : findSounding)(reader, wanted);
  const rows: Row[] = [];
  let after = wanted.after;
  for (let read = 0; read < MOST_READ; read += READ) {
    const { places, isLast } = await nextPlaces(reader, of, { ...wanted, after });
    for (const place of places) {
      const row = await rowAt(reader, place, { of, also, anyOf: wanted.anyOf, sounded: wanted.sounded });
      if (row !== undefined && isShown(row) && (times?.has(Number(row["started_at"])) ?? true)) rows.push(row);
      after = place;
      if (rows.length === wanted.limit) return { rows, older: isLast && place === places.at(-1) ? undefined : place };
    }
    if (isLast) return { rows, older: undefined };
  }
  return { rows, older: after };
}

function findRows(reader: RecordReader, { times, ...wanted }: CallsWanted): Promise<CallsFound> {
  return times === undefined ? findAll(reader, wanted) : findThen(reader, { ...wanted, times });
}

/** Of some thousand calls, newest first, those that are wanted. */
async function findSounding(
  reader: RecordReader,
  { sounded = () => true, ...wanted }: CallsWanted,
): Promise<CallsFound> {
  const rows: Row[] = [];
  let after = wanted.after;
  for (let read = 0; read < MOST_READ; read += READ) {
    const found = await findRows(reader, { ...wanted, after, limit: READ });
    const seats = await Promise.all(found.rows.map((row) => seatsOf(reader, String(row["call"]))));
    for (const [at, row] of found.rows.entries()) {
      if (!sounded(seats[at]!)) continue;
      rows.push(row);
      if (rows.length === wanted.limit) return { rows, older: startOf(row) };
    }
    if (found.older === undefined) return { rows, older: undefined };
    after = found.older;
  }
  return { rows, older: after };
}

function seatsOf(reader: RecordReader, value: string): Promise<readonly Row[]> {
  return reader.rows({ table: "seat", where: [{ column: "call", is: "=", value }], ...ALL });
}

async function findAll(reader: RecordReader, { anyOf, after, limit }: CallsWanted): Promise<CallsFound> {
  const found = await Promise.all(anyOf.map((where) =>
    reader.rows({
      table: "call",
      where,
      orderBy: ["started_at", "call"],
      descending: true,
      limit: limit + 1,
      ...after === undefined ? {} : { after: after.slice(0, 2) },
    })
  ));
  const rows = found.flat().sort((one, other) => newestFirst(startOf(one), startOf(other)));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { rows: shown, older: isMore ? startOf(last) : undefined };
}

/** The same, piece by piece of the time. */
async function findThen(
  reader: RecordReader,
  { times, ...wanted }: CallsWanted & { readonly times: Times },
): Promise<CallsFound> {
  const rows: Row[] = [];
  let read = 0;
  for (const { from, to } of times.pieces(wanted.after && wanted.after[0] + 1)) {
    const then: readonly Condition[] = [
      { column: "started_at", is: ">=", value: from },
      { column: "started_at", is: "<", value: to },
    ];
    const anyOf = wanted.anyOf.map((where) => [...then, ...where]);
    const found = await findAll(reader, { ...wanted, anyOf, limit: wanted.limit - rows.length });
    rows.push(...found.rows);
    if (found.older !== undefined) return { rows, older: found.older };
    if (rows.length === wanted.limit || ++read === MOST_PIECES) return { rows, older: [from, "-", 0] };
  }
  return { rows, older: undefined };
}

/** The next places of all sources together, as far as each has been read. */
async function nextPlaces(
  reader: RecordReader,
  sources: readonly Source[],
  { after, since, until }: Pick<CallsWanted, "after" | "since" | "until">,
): Promise<{ readonly places: readonly Place[]; readonly isLast: boolean }> {
  const lists = await Promise.all(sources.map(async (source) => {
    const at = AT[source.table];
    const order = source.table === "call" ? [at, "call"] : [at, "call", "place"];
    const rows = await reader.rows({
      table: source.table,
      where: [
        { column: source.column, is: "=", value: source.value },
        ...source.has === undefined ? [] : [{ ...source.has, is: "=" } as const],
        ...since === undefined ? [] : [{ column: at, is: ">=", value: since } as const],
        ...until === undefined ? [] : [{ column: at, is: "<", value: until } as const],
      ],
      orderBy: order,
      descending: true,
      limit: READ,
      ...after === undefined ? {} : { after: after.slice(0, order.length) },
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
  readonly also: readonly (readonly Source[])[];
  readonly anyOf: readonly (readonly Condition[])[];
  readonly sounded: CallsWanted["sounded"];
}

/** The call of a place; undefined where it is none that is wanted, or stands in the list already by a later place. */
async function rowAt(
  reader: RecordReader,
  place: Place,
  { of, also, anyOf, sounded }: RowParts,
): Promise<Row | undefined> {
  const ofCall: Condition = { column: "call", is: "=", value: place[1] };
  const call = (where: readonly Condition[]) =>
    reader.rows({ table: "call", where: [ofCall, ...where], orderBy: [], descending: false, limit: 1 });
  const [calls, seats, visits] = await Promise.all([
    Promise.all(anyOf.map(call)),
    seatsOf(reader, place[1]),
    [of, ...also].flat().some(({ table }) => table === "queue_visit")
      ? reader.rows({ table: "queue_visit", where: [ofCall], ...ALL })
      : [],
  ]);
  const [row] = calls.flat();
  if (row === undefined || sounded?.(seats) === false) return undefined;
  const rows = { seat: seats, call: [row], queue_visit: visits };
  const fits = (sources: readonly Source[]) =>
    sources.flatMap(({ table, column, value, has }) =>
      rows[table].filter((each) => each[column] === value && (has === undefined || each[has.column] === has.value))
        .map((each) => placeOf(each, AT[table]))
    );
  if (also.some((sources) => fits(sources).length === 0)) return undefined;
  const newest = fits(of).sort(newestFirst)[0];
  return newest === undefined || newestFirst(newest, place) === 0 ? row : undefined;
}

function startOf(row: Row): Place {
  return [Number(row["started_at"]), String(row["call"]), 0];
}

function placeOf(row: Row, at: string): Place {
  return [Number(row[at] ?? 0), String(row["call"]), Number(row["place"] ?? 0)];
}

function newestFirst(one: Place, other: Place): number {
  return other[0] - one[0] || (one[1] === other[1] ? other[2] - one[2] : one[1] > other[1] ? -1 : 1);
}
