import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Directory } from "../../core/directory/mod.ts";
import {
  CALL_ENDS,
  type CallEvent,
  type Condition,
  type Row,
  type Seat as Sat,
  seatsOf,
} from "../../core/record/mod.ts";
import { spellingsOf } from "../../core/routing/mod.ts";
import type { RecordReader } from "../../core/store/mod.ts";
import { haveSounded, SOUNDED } from "../../features/reports/mod.ts";
import {
  type CallsWanted,
  findCalls,
  type LookedIn,
  lookInRecord,
  type Place as FoundPlace,
  Times,
  visitsTo,
  withoutShort,
} from "../calls/mod.ts";
import { callTable, type CallTableWorld, csvAnswer } from "../table/mod.ts";
import { CSV, FAULTS, json, Maybe, Moment, officeWords, resource, several, THEN, VISITED, WAITED } from "./openapi.ts";
import { callsOfExtension, SEAT_ORDER } from "./calls_of_extension.ts";
import { type Place, readCursor, writeCursor } from "./cursor.ts";
import { knownTo, type NamesWorld } from "./contacts.ts";
import { notFor, type Visitor } from "./gate.ts";
import { problem } from "./problem.ts";

const MOST = 500;
/** Whoever is called in a call, or comes to a queue, does so by then. */
const LONGEST_MS = 86_400_000;
const ORDER = ["started_at", "call"] as const;

const Party = z.object({ number: z.string(), name: Maybe, trunk: Maybe }).nullable();
const Call = z.object({
  call: z.string().openapi({ description: "Its id, as in the log" }),
  started_at: Moment,
  ended_at: Moment,
  direction: z.enum(["in", "out", "internal"]),
  from: Party,
  dialled: z.string(),
  reached: Party.openapi({ description: "Whom the caller was connected with first; null when nobody took the call" }),
  reached_at: Moment.nullable(),
  waited_ms: z.int(),
  talked_ms: z.int(),
  cause: z.string(),
  ended_by: z.enum(["caller", "called", "box", "network"]),
  outcome: z.enum(CALL_ENDS).openapi({
    description:
      "Abandoned: the caller gave up; lost: the box did; void: a test of the line or a fax, which no figure counts",
  }),
  queue: Maybe.openapi({ description: "Where it was answered or given up" }),
  trunk: Maybe,
  account: Maybe.openapi({ description: "Whom it was made for" }),
}).openapi("Call");
const Seat = z.looseObject({ place: z.int(), leg: z.string(), number: z.string() }).openapi("Seat");

const Recording = z.object({ path: z.string(), duration_ms: z.int(), bytes: z.int(), is_there: z.boolean() })
  .openapi("Recording");

const Name = z.string().max(64);
const Sought = z.object({
  q: z.string().trim().min(1).max(64).optional().openapi({
    description:
      "As at the desk: a number as it was dialled or is somebody's, three or more digits with which one begins (of " +
      "more than 30 such numbers the first 30), the name of somebody in the office or the " +
      "phone book, of whom a customer database has told lately, of a queue, a group, a room, an account or a trunk, the id of a call; not with `from`, `reached` or `dialled`",
    example: "0722 000 111",
  }),
  since: Moment.optional().openapi({ description: "Calls that started then or later" }),
  until: Moment.optional().openapi({ description: "Calls that started earlier" }),
  from: z.string().max(64).optional().openapi({ description: "The caller's number, in any way that one is written" }),
  reached: several(Name).optional().openapi({ description: "The number that was reached, likewise" }),
  direction: several(z.enum(["in", "out", "internal"])).optional(),
  outcome: several(z.enum(CALL_ENDS)).optional(),
  ...WAITED,
  ...VISITED,
  ...THEN,
  sounded: z.enum(SOUNDED).optional().openapi({
    description: "Those alone in which somebody was heard beyond a limit that the office has for it: any, or this one",
  }),
  counted: z.literal("true").optional().openapi({ description: "Only those that reached a phone or a queue" }),
  queue: several(Name).optional(),
  trunk: several(Name).optional(),
  dialled: several(Name).optional().openapi({ description: "The number that was dialled, likewise" }),
  account: z.string().max(64).optional(),
  extension: several(Name).optional().openapi({ description: "Who made it, or was called" }),
});
type Sought = z.infer<typeof Sought>;
const Wanted = Sought.extend({
  cursor: z.string().max(256).optional().openapi({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});

export interface CallRoutesWorld extends NamesWorld, CallTableWorld {
  readonly reader: RecordReader;
  readonly directory: () => Directory;
}

/** `GET /calls`, newest first, also as a table, and `GET /calls/{call}`, with everybody who sat in it. */
export function callRoutes(world: CallRoutesWorld): OpenAPIHono<Visitor> {
  const { reader, directory } = world;
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The calls that have ended, newest first",
    security: [{ key: ["calls:read"] }],
    request: { query: Wanted },
    responses: { 200: json("A page of calls", z.object({ calls: z.array(Call), next: Maybe })), ...FAULTS },
  });
  app.openapi(list, async (context) => {
    const wanted = context.req.valid("query");
    const { extension, limit, q, visited, sounded, hour, weekday } = wanted;
    const refused = refusalOf(context, wanted);
    if (refused !== undefined) return refused as never;
    const isFound = [q, visited, sounded, hour, weekday].some((each) => each !== undefined);
    const order = extension === undefined && !isFound ? ORDER : SEAT_ORDER;
    const after = readCursor(wanted.cursor, order.map((column) => column === "call" ? "string" : "number"));
    if (after instanceof Response) return after as never;
    if (isFound) {
      const sought = await soughtIn(context, world, wanted);
      const { rows, older } = await findCalls(reader, { ...sought, limit, after: after as FoundPlace | undefined });
      return context.json({ calls: rows.map(callOf), next: older === undefined ? null : writeCursor(older) }, 200);
    }
    const anyOf = conditionsOf(wanted, directory().office.country);
    const page = { limit, anyOf, ...after === undefined ? {} : { after } };
    const { rows, last } = extension === undefined
      ? await pageOf(reader, page)
      : await callsOfExtension(reader, { extensions: extension, ...spanOf(wanted), ...page });
    const next = last === undefined ? null : writeCursor(order.map((column) => last[column] as string | number));
    return context.json({ calls: rows.map(callOf), next }, 200);
  });
  const table = createRoute({
    method: "get",
    path: "/export.csv",
    summary: "The calls that are looked for, as a table",
    description: "Each as a line of the list at the desk, newest first, in the office's language.",
    security: [{ key: ["calls:read"] }],
    request: { query: Sought },
    responses: { 200: CSV, ...FAULTS },
  });
  app.openapi(table, async (context) => {
    const sought = context.req.valid("query");
    const refused = refusalOf(context, sought);
    if (refused !== undefined) return refused as never;
    const words = officeWords(directory());
    const wanted = { ...await soughtIn(context, world, sought), after: undefined };
    return await csvAnswer({ world, words }, callTable(world, words, wanted)) as never;
  });
  const one = createRoute({
    method: "get",
    path: "/{call}",
    summary: "One call, and everybody who sat in it",
    security: [{ key: ["calls:read"] }],
    request: { params: z.object({ call: z.string().max(64) }) },
    responses: {
      200: json("The call", Call.extend({ seats: z.array(Seat) })),
      404: { description: "No call of that id has ended" },
      ...FAULTS,
    },
  });
  app.openapi(one, async (context) => {
    const { call } = context.req.valid("param");
    const where = [{ column: "call", is: "=", value: call }] as const;
    const ask = { where, descending: false, limit: 10_000 };
    const [row] = await reader.rows({ ...ask, table: "call", orderBy: ORDER });
    if (row === undefined) return noCall(context, `Cannot find call "${call}": none of that id has ended`) as never;
    const [seats, story] = await Promise.all([
      reader.rows({ ...ask, table: "seat", orderBy: ["place"] }),
      reader.eventsOf(call),
    ]);
    const refused = notFor(context, hisOf(context, seats.map((seat) => String(seat["number"]))));
    if (refused !== undefined) return refused as never;
    const sat = seatsOf(story);
    return context.json({ ...callOf(row), seats: seats.map((seat, at) => seatOf(seat, sat[at])) }, 200);
  });
  const story = createRoute({
    method: "get",
    path: "/{call}/events",
    summary: "All that happened to a call, in order, and its recordings",
    security: [{ key: ["calls:read"] }],
    request: { params: z.object({ call: z.string().max(64) }) },
    responses: {
      200: json("Its story", z.object({ events: z.array(z.looseObject({})), recordings: z.array(Recording) })),
      404: { description: "Nothing is known of a call of that id" },
      ...FAULTS,
    },
  });
  app.openapi(story, async (context) => {
    const { call } = context.req.valid("param");
    const events = call === "" ? [] : await reader.eventsOf(call);
    if (events.length === 0) return noCall(context, `Cannot find call "${call}": nothing is known of it`) as never;
    const numbers = events.flatMap((event) => event.type === "leg.offered" ? [event.party.number] : []);
    const refused = notFor(context, hisOf(context, numbers));
    if (refused !== undefined) return refused as never;
    return context.json({ events: events.map((event) => ({ ...event })), recordings: recordingsOf(events) }, 200);
  });
  return app;
}

/** Why a question is not answered: calls of others are asked for, or what does not go together. */
function refusalOf(context: Context<Visitor>, sought: Sought): Response | undefined {
  const { extension, since, until, hour, weekday, left, visited, q, from, reached, dialled } = sought;
  const refused = (extension ?? [undefined]).map((each) => notFor(context, each)).find((each) => each !== undefined);
  if (refused !== undefined) return refused;
  if ((hour ?? weekday) !== undefined && (since === undefined || until === undefined)) {
    return problem(400, 'Cannot read "hour" or "weekday": expected them with "since" and "until"');
  }
  if (left !== undefined && visited === undefined) {
    return problem(400, 'Cannot read "left": expected it with "visited"');
  }
  if (q !== undefined && [from, reached, dialled].some((number) => number !== undefined)) {
    return problem(400, 'Cannot read "q": expected it without "from", "reached" and "dialled"');
  }
  return undefined;
}

/** What is looked for, as {@link findCalls} is asked for it. */
async function soughtIn(
  context: Context<Visitor>,
  world: CallRoutesWorld,
  sought: Sought,
): Promise<Omit<CallsWanted, "limit" | "after">> {
  const { q, visited, left, sounded, extension, hour, weekday } = sought;
  const directory = world.directory();
  const { office: { country, timeZone }, reports: { quality } } = directory;
  const found: LookedIn = q === undefined
    ? { where: [] }
    : await lookInRecord(world.reader, q, { directory, known: knownTo(context, world) });
  const { since, until } = spanOf(sought);
  const isTimed = (hour ?? weekday) !== undefined && since !== undefined && until !== undefined;
  return {
    anyOf: conditionsOf(sought, country).map((where) => [...where, ...found.where]),
    ...{ sources: found.sources, isShown: found.isShown },
    visits: visited && visitsTo(visited, left),
    sounded: sounded && ((seats) => haveSounded(seats, sounded, quality)),
    times: isTimed
      ? new Times({ from: since, to: until }, { timeZone: sought.zone ?? timeZone, hour, weekday })
      : undefined,
    scope: extension?.map((value) => ({ table: "seat", column: "number", value })),
    ...{ since, until: until && until + LONGEST_MS },
  };
}

/** Which of those who sat in a call a key for some extensions is good for. */
function hisOf(context: Context<Visitor>, numbers: readonly string[]): string | undefined {
  return context.get("key").extensions?.find((each) => numbers.includes(each));
}

/** A key for some extensions is not told which calls of others there are. */
function noCall(context: Context<Visitor>, text: string): Response {
  return notFor(context, undefined) ?? problem(404, text);
}

/** What was recorded of a call, whether or not its files are still there. */
function recordingsOf(events: readonly CallEvent[]): z.infer<typeof Recording>[] {
  const erased = new Set(
    events.flatMap((event) =>
      event.type === "recording.erased" || event.type === "recording.dropped" ? [event.path] : []
    ),
  );
  return events.flatMap((event) => {
    if (event.type !== "recording.stopped" && event.type !== "recording.adopted") return [];
    const { path, durationMs, bytes } = event;
    return [{ path, duration_ms: Math.round(durationMs), bytes, is_there: !erased.has(path) }];
  });
}

interface PageOf {
  /** Of these a call fits one at most. */
  readonly anyOf: readonly (readonly Condition[])[];
  readonly after?: Place;
  readonly limit: number;
}

async function pageOf(
  reader: RecordReader,
  { anyOf, ...page }: PageOf,
): Promise<{ rows: readonly Row[]; last: Row | undefined }> {
  const ask = { table: "call", orderBy: ORDER, descending: true, ...page };
  const found = await Promise.all(anyOf.map((where) => reader.rows({ ...ask, where })));
  const rows = found.flat().sort(newestFirst).slice(0, page.limit);
  return { rows, last: rows.length < page.limit ? undefined : rows.at(-1) };
}

function newestFirst(one: Row, other: Row): number {
  return Number(other["started_at"]) - Number(one["started_at"]) ||
    (String(one["call"]) < String(other["call"]) ? 1 : -1);
}

function spanOf({ since, until }: Sought): { readonly since?: number; readonly until?: number } {
  return {
    ...since === undefined ? {} : { since: Date.parse(since) },
    ...until === undefined ? {} : { until: Date.parse(until) },
  };
}

/** What a call must be like: one of these, for each way in which the numbers that are wanted may be written. */
function conditionsOf(wanted: Sought, country: string): readonly (readonly Condition[])[] {
  const { since, until, from, reached, dialled, counted } = wanted;
  const conditions: Condition[] = [];
  if (since !== undefined) conditions.push({ column: "started_at", is: ">=", value: Date.parse(since) });
  if (until !== undefined) conditions.push({ column: "started_at", is: "<", value: Date.parse(until) });
  const { account, waited_over: over, waited_within: most, short_abandon: short } = wanted;
  if (account !== undefined) conditions.push({ column: "account", is: "=", value: account });
  if (over !== undefined) conditions.push({ column: "in_stage_ms", is: ">", value: 1_000 * over });
  if (most !== undefined) conditions.push({ column: "in_stage_ms", is: "<=", value: 1_000 * most });
  // What figures count comes before it in the alphabet, and the rest does not.
  if (counted !== undefined) conditions.push({ column: "outcome", is: "<", value: "unreached" });
  const spelt = (numbers: readonly string[] | undefined) => numbers?.flatMap((number) => spellingsOf(number, country));
  const any = Object.entries({
    ...{ direction: wanted.direction, outcome: wanted.outcome, queue: wanted.queue, trunk: wanted.trunk },
    ...{ from_number: spelt(from === undefined ? undefined : [from]), reached_number: spelt(reached) },
    dialled: spelt(dialled),
  });
  const anyOf = any.reduce<readonly (readonly Condition[])[]>((anyOf, [column, values]) => {
    if (values === undefined) return anyOf;
    const each = [...new Set(values)].map((value): Condition => ({ column, is: "=", value }));
    return anyOf.flatMap((where) => each.map((condition) => [...where, condition]));
  }, [conditions]);
  return short === undefined ? anyOf : anyOf.flatMap((where) => withoutShort(where, short));
}

function callOf(row: Row): z.infer<typeof Call> {
  return Call.parse({
    ...row,
    ...moments(row, ["started_at", "ended_at", "reached_at"]),
    from: partyOf(row, "from"),
    reached: partyOf(row, "reached"),
  });
}

/** What only the call itself tells of a leg its rows leave out; of one that is being forgotten it tells nothing. */
function seatOf({ call: _call, ...row }: Row, sat: Sat | undefined): z.infer<typeof Seat> {
  const at = ["offered_at", "ringing_at", "answered_at", "connected_at", "ended_at"];
  return Seat.parse({ ...row, leg: sat?.leg ?? "", sip_call_id: sat?.sipCallId, ...moments(row, at) });
}

function partyOf(row: Row, whose: "from" | "reached"): unknown {
  const [number, name, trunk] = ["number", "name", "trunk"].map((part) => row[`${whose}_${part}`] ?? null);
  return number === null ? null : { number, name, trunk };
}

function moments(row: Row, columns: readonly string[]): Readonly<Record<string, string | null>> {
  return Object.fromEntries(columns.map((column) => {
    const at = row[column];
    return [column, typeof at === "number" ? new Date(at).toISOString() : null];
  }));
}
