import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { CALL_ENDS } from "../../core/record/mod.ts";
import type { TenantsDoor } from "../page/mod.ts";
import type { CallQuestion, ReportCall } from "../../features/reports/mod.ts";
import { API_PATH } from "./api_path.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { noTenant, orUnreadable, UNREADABLE } from "./foreign.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, resource, several, THEN, VISITED, WAITED } from "./openapi.ts";
import { problem } from "./problem.ts";

const MOST = 500;
const READ = [{ key: ["calls:read"] }];

const Call = z.object({
  call: z.string().openapi({ description: "Its name there: Asterisk's linkedid, FusionPBX's xml_cdr_uuid" }),
  started_at: Moment,
  direction: z.enum(["in", "out", "internal"]),
  outside: Maybe.openapi({ description: "Who called from outside, or was called" }),
  dialled: z.string(),
  outcome: z.enum(CALL_ENDS),
  answered_by: Maybe,
  made_by: Maybe,
  queue: Maybe,
  trunk: Maybe.openapi({ description: "By which it came or went out, as its channels are called" }),
  waited_ms: z.int(),
  talked_ms: z.int(),
  rows: z.string().openapi({ description: "Where all that its system has written of it is found" }),
}).openapi("TenantCall");

const Rows = z.array(z.looseObject({}));
const Name = z.string().max(64);
const Wanted = z.object({
  since: Moment,
  until: Moment,
  direction: several(z.enum(["in", "out", "internal"])).optional(),
  outcome: several(z.enum(CALL_ENDS)).optional(),
  ...WAITED,
  ...VISITED,
  ...THEN,
  counted: z.literal("true").optional().openapi({ description: "Only those that reached a phone or a queue" }),
  queue: several(Name).optional(),
  trunk: several(Name).optional(),
  dialled: several(Name).optional(),
  reached: several(Name).optional(),
  account: z.string().max(64).optional(),
  extension: several(Name).optional().openapi({ description: "Who made it, or was called" }),
  cursor: z.string().max(256).optional().openapi({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});

/** `GET /tenants/{tenant}/calls`, what a figure of its reports counts, and `/{call}`, all rows of one. */
export function tenantCallRoutes(tenants: TenantsDoor): OpenAPIHono<Visitor> {
  const app = resource();
  const Whose = z.object({ tenant: z.string().max(64) });
  const missing = { 404: { description: "Nobody has told the box of such a system" } };
  const list = createRoute({
    method: "get",
    path: "/{tenant}/calls",
    summary: "Calls of another phone system, as its reports count them, newest first",
    description: "Read from its own rows, each time: a month takes seconds.",
    security: READ,
    request: { params: Whose, query: Wanted },
    responses: {
      200: json("A page of calls", z.object({ calls: z.array(Call), next: Maybe })),
      ...missing,
      ...UNREADABLE,
      ...FAULTS,
    },
  });
  app.openapi(list, async (context) => {
    const { tenant } = context.req.valid("param");
    const {
      cursor,
      limit,
      since,
      until,
      counted,
      waited_over: over,
      waited_within: most,
      short_abandon: short,
      ...filters
    } = context.req
      .valid("query");
    if (!tenants.has(tenant)) return noTenant(tenant) as never;
    const after = readCursor(cursor, ["number", "string"]);
    if (after instanceof Response) return after as never;
    const question = {
      ...filters,
      ...counted === undefined ? {} : { counted: true },
      ...over === undefined ? {} : { waitedOver: over },
      ...most === undefined ? {} : { waitedWithin: most },
      ...short === undefined ? {} : { shortAbandon: short },
      since: Date.parse(since),
      until: Date.parse(until),
    } as CallQuestion;
    const place = after as readonly [number, string] | undefined;
    return await orUnreadable(async () => {
      const calls = await tenants.calls(tenant, { question, limit, ...place === undefined ? {} : { after: place } });
      const last = calls.length < limit ? undefined : calls.at(-1);
      const next = last === undefined ? null : writeCursor([last.startedAt, last.id]);
      return context.json({ calls: calls.map((call) => viewOf(call, tenant)), next }, 200);
    }) as never;
  });
  const one = createRoute({
    method: "get",
    path: "/{tenant}/calls/{call}",
    summary: "All rows in which another phone system tells of a call, by their tables",
    security: READ,
    request: {
      params: Whose.extend({ call: z.string().max(128) }),
      query: z.object({ at: Moment.openapi({ description: "When it began" }) }),
    },
    responses: {
      200: json("Its rows", z.object({ cdr: Rows, cel: Rows, queue_log: Rows, v_xml_cdr: Rows })),
      ...missing,
      ...UNREADABLE,
      ...FAULTS,
    },
  });
  app.openapi(one, async (context) => {
    const { tenant, call } = context.req.valid("param");
    if (!tenants.has(tenant)) return noTenant(tenant) as never;
    return await orUnreadable(async () => {
      const { cdr, cel, queueLog, xmlCdr } = await tenants.rowsOf(
        tenant,
        call,
        Date.parse(context.req.valid("query").at),
      );
      if ([cdr, cel, queueLog, xmlCdr].every((rows) => rows.length === 0)) {
        return problem(404, `Cannot find call "${call}": no row of tenant "${tenant}" tells of it`);
      }
      return context.json({ cdr, cel, queue_log: queueLog, v_xml_cdr: xmlCdr }, 200);
    }) as never;
  });
  return app;
}

const DIRECTIONS = { inbound: "in", outbound: "out", internal: "internal" } as const;

function viewOf(call: ReportCall, tenant: string): z.infer<typeof Call> {
  const { id, startedAt, direction, outside, dialled, ended, answeredBy, madeBy, queue, trunk, waitS, talkS } = call;
  const at = new Date(startedAt).toISOString();
  const [whose, which] = [tenant, id].map(encodeURIComponent);
  return {
    call: id,
    started_at: at,
    direction: DIRECTIONS[direction],
    outside: outside ?? null,
    dialled,
    outcome: ended,
    answered_by: answeredBy ?? null,
    made_by: madeBy ?? null,
    queue: queue ?? null,
    trunk: trunk ?? null,
    waited_ms: Math.round(1_000 * waitS),
    talked_ms: Math.round(1_000 * talkS),
    rows: `${API_PATH}/tenants/${whose}/calls/${which}?${new URLSearchParams({ at })}`,
  };
}
