import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { Begun, type CallControlWorld, NOT_NOW } from "./call_control.ts";
import { noteDone, refusedAs } from "./done.ts";
import { notFor, type Visitor } from "./gate.ts";
import { FAULTS, json, resource } from "./openapi.ts";

const Speaker = z.object({
  from: z.string().min(1).max(32).openapi({ description: "The extension that speaks", example: "101" }),
  auto_answer: z.boolean().default(true).openapi({ description: "Its phones are asked to answer by themselves" }),
});

/** `POST /pages/{number}`: somebody speaks to a zone. */
export function pageRoutes(world: CallControlWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const speak = createRoute({
    method: "post",
    path: "/{number}",
    summary: "Pages: an extension's phones ring, and whoever answers there is heard in the zone",
    security: [{ key: ["pages:write"] }],
    request: {
      params: z.object({ number: z.string().max(32) }),
      body: { ...json("Who speaks", Speaker), required: true },
    },
    responses: {
      202: json("The call has begun", Begun),
      404: { description: "There is no such zone" },
      ...FAULTS,
      ...NOT_NOW,
    },
  });
  app.openapi(speak, async (context) => {
    const { number } = context.req.valid("param");
    const { from, auto_answer: answersItself } = context.req.valid("json");
    const refused = notFor(context, from);
    if (refused !== undefined) return refused as never;
    const answer = world.ask({ type: "call-for", from, to: number, answersItself, only: "page" });
    if (answer.type !== "call-begun") return refusedAs(answer) as never;
    await noteDone(world, context, "page.begun", { call: answer.call, zone: number, from });
    return context.json({ call: answer.call }, 202);
  });
  return app;
}
