import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { CallerAbout, Directory, OpenMatter } from "../../core/directory/mod.ts";
import { isOnTheLine } from "../line/mod.ts";
import type { AskDesk } from "./ask_desk.ts";
import { notFor, type Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const About = z.object({
  number: z.string(),
  name: Maybe,
  matters: z.array(z.object({
    kind: z.enum(["ticket", "deal"]),
    title: z.string(),
    state: Maybe.openapi({ description: "In the database's own words" }),
    link: Maybe.openapi({ description: "Where it is seen there" }),
  })).openapi({ description: "What is open with him" }),
}).openapi("Caller");
const Wanted = z.object({
  extension: z.string().max(32).optional().openapi({
    description: "Who is on the line with him: a key for some extensions says so, and is told of nobody else",
  }),
});

export interface CallerWorld {
  readonly ask: AskDesk;
  readonly directory: () => Directory;
  /** What somebody outside is called and what is open with him, waited for no longer than a name is. */
  readonly about: (number: string) => Promise<CallerAbout>;
}

/** `GET /callers/{number}`: what customer databases know of somebody outside. */
export function callerRoutes(world: CallerWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const one = createRoute({
    method: "get",
    path: "/{number}",
    summary: "What the phone book and the customer databases know of somebody outside",
    description:
      "They are waited for no longer than while a phone begins to ring; what comes later is known the next time.",
    security: [{ key: ["callers:read"] }],
    request: { params: z.object({ number: z.string().max(64) }), query: Wanted },
    responses: {
      200: json("What is known of him", About),
      404: { description: "The extension is not on the line with him" },
      ...FAULTS,
    },
  });
  app.openapi(one, async (context) => {
    const { number } = context.req.valid("param");
    const { extension } = context.req.valid("query");
    const refused = notFor(context, extension);
    if (refused !== undefined) return refused as never;
    if (extension !== undefined && !isOnTheLine(world, extension, number)) {
      return problem(404, `Cannot tell of "${number}": "${extension}" is not on the line with him`) as never;
    }
    const { name, matters } = await world.about(number);
    return context.json({ number, name: name ?? null, matters: matters.map(matterOf) }, 200, {
      "cache-control": "no-store",
    });
  });
  return app;
}

function matterOf({ kind, title, state, link }: OpenMatter): z.infer<typeof About>["matters"][number] {
  return { kind, title, state: state ?? null, link: link ?? null };
}
