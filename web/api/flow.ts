import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Directory, parseDestination } from "../../core/directory/mod.ts";
import { type FlowEdge, type FlowNode, flowOf } from "../flow/mod.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Box = z.object({
  id: z.string().openapi({ example: "menu main" }),
  kind: z.string().openapi({ description: "number, menu, hours, queue, group, extension, voicemail, ..." }),
  name: z.string().openapi({ example: "Welcome" }),
  about: z.string().openapi({ description: "Its number or its second line", example: "8000" }),
  at: Maybe.openapi({ description: "Which thing of the office file it is", example: "menus/main" }),
  to: Maybe.openapi({ description: "How the office file leads a call here", example: "menu main" }),
  missing: z.boolean().openapi({ description: "It is named, and there is none" }),
}).openapi("FlowBox");
const Arrow = z.object({
  from: z.string().openapi({ example: "menu main" }),
  to: z.string().openapi({ example: "queue 800" }),
  by: z.array(z.object({
    why: z.string().openapi({ description: "key, open, closed, busy, no-answer, timeout, then, ...", example: "key" }),
    key: Maybe.openapi({ example: "1" }),
    path: Maybe.openapi({ description: "Where in its thing that is written", example: "keys.1" }),
  })),
}).openapi("FlowArrow");
const Flow = z.object({ boxes: z.array(Box), arrows: z.array(Arrow) }).openapi("Flow");

export interface FlowWorld {
  readonly directory: () => Directory;
}

/** `GET /flow`: where calls go, as the desk draws it; it is changed with `PUT /office`. */
export function flowRoutes({ directory }: FlowWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const look = createRoute({
    method: "get",
    path: "/",
    summary: "Where calls go, from the numbers that the world calls to whoever answers: as boxes and arrows",
    security: [{ key: ["office:read"] }],
    request: {
      query: z.object({
        from: z.string().max(128).optional().openapi({
          description: "Onwards from there, as the office file leads calls; without it all of it",
          example: "menu main",
        }),
      }),
    },
    responses: { 200: json("The boxes, and the arrows between them", Flow), ...FAULTS },
  });
  app.openapi(look, (context) => {
    const { from } = context.req.valid("query");
    const beginning = from === undefined ? undefined : parseDestination(from);
    if (from !== undefined && beginning === undefined) {
      return problem(400, `Cannot read "from" "${from}": expected where a call is led, as in "menu main"`) as never;
    }
    const { nodes, edges } = flowOf(directory(), beginning);
    return context.json({ boxes: nodes.map(boxOf), arrows: edges.map(arrowOf) }, 200);
  });
  return app;
}

function boxOf({ id, kind, name, about, at, leads, isMissing }: FlowNode): z.infer<typeof Box> {
  return { id, kind, name, about, at: at ?? null, to: leads ?? null, missing: isMissing };
}

function arrowOf({ from, to, by }: FlowEdge): z.infer<typeof Arrow> {
  return { from, to, by: by.map(({ why, key, path }) => ({ why, key: key ?? null, path: path ?? null })) };
}
