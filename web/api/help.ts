import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { AskDesk } from "./ask_desk.ts";
import { type AuditWorld, noteDone } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

export interface HelpWorld extends AuditWorld {
  readonly ask: AskDesk;
}

/** `POST /help/{call}/cross-out`: somebody has seen to a call for help; those that are open stand in `/live`. */
export function helpRoutes(world: HelpWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const crossOut = createRoute({
    method: "post",
    path: "/{call}/cross-out",
    summary: "Somebody has seen to a call for help: nobody need be told of it any more",
    security: [{ key: ["help:write"] }],
    request: { params: z.object({ call: z.string().max(128) }) },
    responses: {
      204: { description: "It is crossed out" },
      404: { description: "None is open of that call" },
      ...FAULTS,
    },
  });
  app.openapi(crossOut, async (context) => {
    const { call } = context.req.valid("param");
    const live = world.ask({ type: "live" });
    const told = live.type === "live" ? live.live.help.find(({ id }) => id === call) : undefined;
    const answer = world.ask({ type: "cross-out-help", id: call });
    if (answer.type !== "done" || told === undefined) {
      return problem(404, `Cannot cross out call for help "${call}": none is open`) as never;
    }
    await noteDone(world, context, "help.crossed-out", { call, from: told.from.number, number: told.number });
    return context.body(null, 204);
  });
  return app;
}
