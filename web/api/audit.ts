import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { AuditLine, AuditLog } from "../../core/store/mod.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, resource } from "./openapi.ts";

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
const Wanted = z.object({
  who: z.string().max(128).optional(),
  action: z.string().max(128).optional(),
  since: Moment.optional().openapi({ description: "Written then or later" }),
  until: Moment.optional().openapi({ description: "Written earlier" }),
  cursor: z.string().max(128).optional().openapi({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});

/** `GET /audit`: what people did at the desk, and programs by key. It only grows, and nobody changes it. */
export function auditRoutes(audit: Pick<AuditLog, "lines">): OpenAPIHono<Visitor> {
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
    const { who, action, since, until, cursor, limit } = context.req.valid("query");
    const place = readCursor(cursor, ["number"]);
    if (place instanceof Response) return place as never;
    const lines = await audit.lines({
      limit: limit + 1,
      ...who === undefined ? {} : { who },
      ...action === undefined ? {} : { action },
      ...since === undefined ? {} : { since: Date.parse(since) },
      ...until === undefined ? {} : { until: Date.parse(until) },
      ...place === undefined ? {} : { before: Number(place[0]) },
    });
    const page = lines.slice(0, limit);
    const last = lines.length > limit ? page.at(-1) : undefined;
    const next = last === undefined ? null : writeCursor([last.sequence]);
    return context.json({ lines: page.map(lineOf), next }, 200);
  });
  return app;
}

function lineOf({ sequence, at, who, address, action, facts }: AuditLine): z.infer<typeof Line> {
  return { sequence, at: new Date(at).toISOString(), who, address, action, facts: { ...facts } };
}
