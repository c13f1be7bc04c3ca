import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Condition, Row } from "../../core/record/mod.ts";
import type { RecordReader } from "../../core/store/mod.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import type { Visitor } from "./gate.ts";
import { problem } from "./problem.ts";

const MOST = 500;
const ORDER = ["started_at", "call"] as const;

const Moment = z.iso.datetime({ offset: true }).openapi({ example: "2026-11-21T09:30:00+02:00" });
const Maybe = z.string().nullable();
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
}).openapi("Call");
const Seat = z.looseObject({ place: z.int(), leg: z.string(), number: z.string() }).openapi("Seat");

const Wanted = z.object({
  since: Moment.optional().openapi({ description: "Calls that started then or later" }),
  until: Moment.optional().openapi({ description: "Calls that started earlier" }),
  from: z.string().max(64).optional().openapi({ description: "The caller's number" }),
  reached: z.string().max(64).optional().openapi({ description: "The number that was reached" }),
  direction: z.enum(["in", "out", "internal"]).optional(),
  cursor: z.string().max(256).optional().openapi({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});

const json = (description: string, schema: z.ZodType) => ({ description, content: { "application/json": { schema } } });
const FAULTS = {
  400: { description: "A value cannot be read; `detail` names it" },
  401: { description: "No key, or one that is not known" },
  403: { description: "The key may not do this" },
} as const;

/** `GET /calls`, newest first, and `GET /calls/{call}`, with everybody who sat in it. */
export function callRoutes(reader: RecordReader): OpenAPIHono<Visitor> {
  const app = new OpenAPIHono<Visitor>({
    defaultHook: (result) => result.success ? undefined : unreadable(result.error),
  });
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
    const after = wanted.cursor === undefined ? undefined : readCursor(wanted.cursor, [Number.isFinite, isText]);
    if (wanted.cursor !== undefined && after === undefined) {
      return problem(400, `Cannot read cursor "${wanted.cursor}": expected "next" of the page before`) as never;
    }
    const rows = await reader.rows({
      table: "call",
      where: conditionsOf(wanted),
      orderBy: ORDER,
      descending: true,
      limit: wanted.limit,
      ...(after === undefined ? {} : { after }),
    });
    const last = rows.length < wanted.limit ? undefined : rows.at(-1);
    const next = last === undefined ? null : writeCursor(ORDER.map((column) => last[column] as string | number));
    return context.json({ calls: rows.map(callOf), next }, 200);
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
    if (row === undefined) return problem(404, `Cannot find call "${call}": none of that id has ended`) as never;
    const seats = await reader.rows({ ...ask, table: "seat", orderBy: ["place"] });
    return context.json({ ...callOf(row), seats: seats.map(seatOf) }, 200);
  });
  return app;
}

const isText = (value: unknown): boolean => typeof value === "string";

/** The first value that cannot be read, by its name. */
function unreadable(error: { readonly issues: readonly z.core.$ZodIssue[] }): Response {
  const { path, message } = error.issues[0]!;
  return problem(400, `Cannot read "${path.join(".")}": ${message}`);
}

function conditionsOf({ since, until, from, reached, direction }: z.infer<typeof Wanted>): readonly Condition[] {
  const conditions: Condition[] = [];
  if (since !== undefined) conditions.push({ column: "started_at", is: ">=", value: Date.parse(since) });
  if (until !== undefined) conditions.push({ column: "started_at", is: "<", value: Date.parse(until) });
  if (from !== undefined) conditions.push({ column: "from_number", is: "=", value: from });
  if (reached !== undefined) conditions.push({ column: "reached_number", is: "=", value: reached });
  if (direction !== undefined) conditions.push({ column: "direction", is: "=", value: direction });
  return conditions;
}

function callOf(row: Row): z.infer<typeof Call> {
  return Call.parse({
    ...row,
    ...moments(row, ["started_at", "ended_at", "reached_at"]),
    from: partyOf(row, "from"),
    reached: partyOf(row, "reached"),
  });
}

function seatOf({ call: _call, ...row }: Row): z.infer<typeof Seat> {
  const at = ["offered_at", "ringing_at", "answered_at", "connected_at", "ended_at"];
  return Seat.parse({ ...row, ...moments(row, at) });
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
