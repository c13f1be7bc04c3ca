import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Directory } from "../../core/directory/mod.ts";
import type { AuditLine, AuditLog, AuditQuestion } from "../../core/store/mod.ts";
import { auditTable, csvAnswer } from "../table/mod.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import type { Visitor } from "./gate.ts";
import { CSV, FAULTS, json, Maybe, Moment, officeWords, resource } from "./openapi.ts";

const MOST = 500;

const Line = z.object({
  sequence: z.int(),
  at: Moment,
  who: z.string().openapi({
    description: "As he signs in, or `key:` and a key's name; empty: nobody who is known",
    example: "key:crm",
  }),
  address: z.string(),
  action: z.string().openapi({ example: "office.changed" }),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
}).openapi("AuditLine");
const Sought = z.object({
  who: z.string().max(128).optional(),
  action: z.string().max(128).optional(),
  since: Moment.optional().openapi({ description: "Written then or later" }),
  until: Moment.optional().openapi({ description: "Written earlier" }),
});
const Wanted = Sought.extend({
  cursor: z.string().max(128).optional().openapi({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});

export interface AuditRoutesWorld {
  readonly audit: Pick<AuditLog, "lines">;
  readonly directory: () => Directory;
}

/** `GET /audit`, also as a table: what people did at the desk, and programs by key. It only grows, and nobody changes it. */
export function auditRoutes(world: AuditRoutesWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The audit, newest first",
    description: "What a key read stands there by the hour: one line for each resource, with how often.",
    security: [{ key: ["audit:read"] }],
    request: { query: Wanted },
    responses: {
      200: json("A page of lines", z.object({ lines: z.array(Line), next: Maybe })),
      ...FAULTS,
    },
  });
  app.openapi(list, async (context) => {
    const { cursor, limit, ...sought } = context.req.valid("query");
    const place = readCursor(cursor, ["number"]);
    if (place instanceof Response) return place as never;
    const lines = await world.audit.lines({
      limit: limit + 1,
      ...questionOf(sought),
      ...place === undefined ? {} : { before: Number(place[0]) },
    });
    const page = lines.slice(0, limit);
    const last = lines.length > limit ? page.at(-1) : undefined;
    const next = last === undefined ? null : writeCursor([last.sequence]);
    return context.json({ lines: page.map(lineOf), next }, 200);
  });
  const table = createRoute({
    method: "get",
    path: "/export.csv",
    summary: "The audit as a table, newest first, in the office's language",
    security: [{ key: ["audit:read"] }],
    request: { query: Sought },
    responses: { 200: CSV, ...FAULTS },
  });
  app.openapi(table, async (context) => {
    const words = officeWords(world.directory());
    const question = questionOf(context.req.valid("query"));
    return await csvAnswer({ world, words }, auditTable(world.audit, words, question)) as never;
  });
  return app;
}

function questionOf({ who, action, since, until }: z.infer<typeof Sought>): Omit<AuditQuestion, "limit"> {
  return {
    ...who === undefined ? {} : { who },
    ...action === undefined ? {} : { action },
    ...since === undefined ? {} : { since: Date.parse(since) },
    ...until === undefined ? {} : { until: Date.parse(until) },
  };
}

function lineOf({ sequence, at, who, address, action, facts }: AuditLine): z.infer<typeof Line> {
  return { sequence, at: new Date(at).toISOString(), who, address, action, facts: { ...facts } };
}
