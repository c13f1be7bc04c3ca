import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Directory, Door } from "../../core/directory/mod.ts";
import type { Picture } from "../page/mod.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, OCTETS, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const OneDoor = z.object({
  name: z.string().openapi({ example: "Gate" }),
  number: z.string().openapi({ description: "As it is dialled in the office", example: "190" }),
  picture: z.boolean().openapi({ description: "Whether it can be looked at" }),
}).openapi("Door");
const READS = [{ key: ["live:read"] }];

export interface DoorWorld {
  readonly directory: () => Directory;
  /** What is to be seen at an address of this network; undefined where nothing is. */
  readonly picture: (url: string) => Promise<Picture | undefined>;
}

/** `GET /doors`, and what each sees now. */
export function doorRoutes({ directory, picture }: DoorWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The door phones of the office",
    security: READS,
    responses: { 200: json("All of them", z.object({ doors: z.array(OneDoor) })), ...FAULTS },
  });
  app.openapi(list, (context) => context.json({ doors: directory().doors.map(doorOf) }, 200));
  const look = createRoute({
    method: "get",
    path: "/{door}/picture",
    summary: "What a door phone sees now",
    security: READS,
    request: { params: z.object({ door: z.string().max(128).openapi({ example: "Gate" }) }) },
    responses: {
      200: { description: "The picture", content: { "image/jpeg": { schema: OCTETS } } },
      404: { description: "There is no such door, or nothing to be seen at it" },
      ...FAULTS,
    },
  });
  app.openapi(look, async (context) => {
    const name = context.req.valid("param").door;
    const door = directory().doors.find((each) => each.name === name);
    if (door === undefined) return problem(404, `Cannot find door "${name}": there is none of that name`) as never;
    const seen = door.picture === undefined ? undefined : await picture(door.picture);
    if (seen === undefined) return problem(404, `Cannot look at door "${name}": nothing is to be seen there`) as never;
    return new Response(seen.bytes, {
      headers: { "content-type": seen.type, "cache-control": "no-store" },
    }) as never;
  });
  return app;
}

function doorOf({ name, number, picture }: Door): z.infer<typeof OneDoor> {
  return { name, number, picture: picture !== undefined };
}
