import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { atLeast, LEVELS } from "../health/mod.ts";
import type { LoggedLine } from "../page/mod.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Moment, resource } from "./openapi.ts";

const MOST = 1_000;

const Line = z.object({
  at: Moment,
  level: z.enum(["debug", "info", "warn", "error"]),
  text: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
}).openapi("LogLine");
const Wanted = z.object({
  level: z.enum(LEVELS).default("info").openapi({ description: "Lines of this weight and more" }),
  limit: z.coerce.number().int().min(1).max(MOST).default(100),
});

/** `GET /log`: what the box wrote last. */
export function logRoutes(logged: () => readonly LoggedLine[]): OpenAPIHono<Visitor> {
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The last lines of the log, newest first",
    description: "The box keeps some hundreds in memory; all of them are in the machine's journal.",
    security: [{ key: ["health:read"] }],
    request: { query: Wanted },
    responses: { 200: json("The lines", z.object({ lines: z.array(Line) })), ...FAULTS },
  });
  app.openapi(list, (context) => {
    const { level, limit } = context.req.valid("query");
    const lines = atLeast(logged(), level).slice(-limit).reverse();
    return context.json({ lines: lines.map(lineOf) }, 200);
  });
  return app;
}

function lineOf({ at, level, text, facts = {} }: LoggedLine): z.infer<typeof Line> {
  const said = Object.entries(facts).flatMap(([name, value]) => value === undefined ? [] : [[name, value] as const]);
  return { at: new Date(at).toISOString(), level, text, facts: Object.fromEntries(said) };
}
