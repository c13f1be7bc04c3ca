import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Directory } from "../../core/directory/mod.ts";
import type { Alert as Told } from "../page/mod.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, officeWords, resource } from "./openapi.ts";

const Alert = z.object({
  about: z.string().openapi({ description: "`trunk`, `disk`, `sign-in`, `quality` ...", example: "trunk" }),
  of: Maybe.openapi({ description: "Which of several", example: "digi" }),
  at: Moment,
  verdict: z.enum(["ok", "warn", "bad"]).openapi({ description: "ok: it goes well again" }),
  is_event: z.boolean().openapi({ description: "It has happened, and is no state that ends" }),
  text: z.string().openapi({ example: "Line outside: digi does not answer" }),
}).openapi("Alert");

export interface AlertWorld {
  readonly directory: () => Directory;
  /** The last word on each thing, newest first. */
  readonly alerts: () => Promise<readonly Told[]>;
}

/** `GET /alerts`: what went wrong with the box, and well again, as whoever keeps it is told at the desk. */
export function alertRoutes(world: AlertWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "What went wrong with the box, and well again: the last word on each thing, newest first",
    description: "The box looks each minute, and tells of a thing once.",
    security: [{ key: ["health:read"] }],
    request: {
      query: z.object({
        language: z.enum(["en", "ro"]).optional().openapi({ description: "Without it the office's" }),
      }),
    },
    responses: { 200: json("All there are", z.object({ alerts: z.array(Alert) })), ...FAULTS },
  });
  app.openapi(list, async (context) => {
    const { language } = officeWords(world.directory(), context.req.valid("query").language);
    const alerts = (await world.alerts()).map(({ about, of, at, verdict, isEvent, text }) => ({
      ...{ about, of: of === "" ? null : of, at: new Date(at).toISOString(), verdict },
      ...{ is_event: isEvent, text: text[language] },
    }));
    return context.json({ alerts }, 200);
  });
  return app;
}
