import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { HoursView } from "../../core/switchboard/mod.ts";
import type { AskDesk } from "./ask_desk.ts";
import { type AuditWorld, noteDone, refusedAs } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";

const Hours = z.object({
  name: z.string(),
  state: z.enum(["open", "closed", "holiday", "night"]).openapi({
    description: "night: closed by their switch, whatever the clock says",
  }),
  until: z.string().nullable().openapi({
    description:
      "When they open, or close, by the office's own clock and calendar; null: at night, and where it is not soon",
    example: "2026-11-23T17:30",
  }),
  night_switch: Maybe.openapi({ description: "What phones dial to turn it; null: they have none", example: "*27" }),
}).openapi("Hours");
const List = z.object({ hours: z.array(Hours) });

export interface HoursWorld extends AuditWorld {
  readonly ask: AskDesk;
}

/** `GET /hours`: whether the office is open; `PUT /hours/{name}/night`: its night switch, as `*27` turns it. */
export function hoursRoutes(world: HoursWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const shown = () => {
    const answer = world.ask({ type: "hours" });
    return answer.type === "hours" ? { hours: answer.hours.map(hoursOf) } : refusedAs(answer);
  };
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "Whether the office is open, by each of its hours",
    security: [{ key: ["hours:read"] }],
    responses: { 200: json("All hours of the office", List), ...FAULTS },
  });
  app.openapi(list, (context) => {
    const found = shown();
    return found instanceof Response ? found as never : context.json(found, 200);
  });
  const turn = createRoute({
    method: "put",
    path: "/{name}/night",
    summary: "Closes hours by their night switch, or lets them go by the clock again",
    description: "All hours that go by the same switch change with them, and the lamps of phones.",
    security: [{ key: ["hours:write"] }],
    request: {
      params: z.object({ name: z.string().max(64) }),
      body: { ...json("Whether it is night", z.object({ on: z.boolean() })), required: true },
    },
    responses: {
      200: json("All hours of the office, as they are now", List),
      404: { description: "There are no such hours" },
      409: { description: "They have no night switch" },
      ...FAULTS,
    },
  });
  app.openapi(turn, async (context) => {
    const [{ name: hours }, { on }] = [context.req.valid("param"), context.req.valid("json")];
    const done = world.ask({ type: "turn-night", hours, on });
    if (done.type === "refused") return refusedAs(done) as never;
    await noteDone(world, context, "night.turned", { hours, on });
    const found = shown();
    return found instanceof Response ? found as never : context.json(found, 200);
  });
  return app;
}

function hoursOf({ name, state, until, nightSwitch }: HoursView): z.infer<typeof Hours> {
  const moment = until === undefined ? null : `${until.date}T${until.time}`;
  return { name, state, until: moment, night_switch: nightSwitch ?? null };
}
