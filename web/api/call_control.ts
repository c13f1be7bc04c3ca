import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { SteerOrder } from "../../core/switchboard/mod.ts";
import { dialable } from "../softphone/mod.ts";
import type { AskDesk } from "./ask_desk.ts";
import { type AuditWorld, noteDone, refusedAs } from "./done.ts";
import { notFor, type Visitor } from "./gate.ts";
import { actorOf } from "./actor_of.ts";
import { FAULTS, json, resource } from "./openapi.ts";

export interface CallControlWorld extends AuditWorld {
  readonly ask: AskDesk;
}

const Number_ = z.string().min(1).max(64);
export const Click: z.ZodObject<{ from: z.ZodString; to: z.ZodString; auto_answer: z.ZodDefault<z.ZodBoolean> }> = z
  .object({
    from: Number_.openapi({ description: "The extension whose phones ring first", example: "101" }),
    to: Number_.openapi({ description: "As it would be dialled there; tel: and callto: are understood" }),
    auto_answer: z.boolean().default(false).openapi({
      description: "The extension's phones are asked to answer by themselves",
    }),
  });
export const Begun: z.ZodObject<{ call: z.ZodString }> = z.object({
  call: z.string().openapi({ description: "Its id, as in the log" }),
});
export const NOT_NOW = {
  409: { description: "As things stand it cannot be done; `detail` says why" },
  503: { description: "The box takes no new calls now" },
} as const;
const By = z.object({
  by: Number_.optional().openapi({
    description: "Who does it: his extension, or a leg; wanted where several of the house talk",
  }),
});
const ACTS = {
  "answer": "His phone that rings goes off hook, where it lets itself be told (`can_answer` of the live view)",
  "hold": "Whom he talks with hears music, and nobody else",
  "resume": "Whom he has on hold is taken back",
  "connect": "Whom he announces is put through; who has not waited for the answer has him rung there",
  "take-back": "Whom he announces is with him again",
  "merge": "He, whom he announces and whom he asks talk all three; when one hangs up the other two talk on",
  "mute": "Whom he talks with does not hear him any more",
  "unmute": "He is heard again",
  "record": "The call is recorded, where the office lets him",
  "end-recording": "It is recorded no more",
  "pause-recording": "Nothing is written down until that is resumed",
  "resume-recording": "The recording goes on",
} as const;
const SENDS = {
  "deflect": "What rings at his phones goes to a number, without being answered; it is no missed call of his",
  "transfer": "Whom he talks with, or has on hold, is brought to a number; where nobody takes him they talk on",
  "announce": "He asks at a number first, while the other one hears music; then `connect`, `take-back` or `merge`",
} as const;
const NO_CALL = { description: "No call of that id runs" };
const STEERS = [{ key: ["calls:steer"] }];
const params = z.object({ call: z.string().max(64) });

/** `POST /calls` begins one; `POST /calls/{call}/...` does what the keys of a phone do. */
export function callControlRoutes(world: CallControlWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const begin = createRoute({
    method: "post",
    path: "/",
    summary: "Calls somebody: the phones of an extension ring, and whoever answers there is connected with the number",
    security: [{ key: ["calls:dial"] }],
    request: { body: { ...json("Who, and whom", Click), required: true } },
    responses: { 202: json("The call has begun", Begun), ...FAULTS, ...NOT_NOW },
  });
  app.openapi(begin, async (context) => await dialFor(world, context, context.req.valid("json")) as never);

  const steer = async (
    context: Context<Visitor>,
    { by: asked, order }: { by: string | undefined; order: SteerOrder },
  ) => {
    const call = context.req.param("call")!;
    const actor = actorOf(world.ask, context, { call, by: asked });
    if (actor instanceof Response) return actor;
    const { by } = actor;
    const answer = world.ask({ type: "steer", call, ...by === undefined ? {} : { by }, order });
    if (answer.type === "refused") return refusedAs(answer);
    const slot = answer.type === "parked" ? answer.slot : undefined;
    const to = "to" in order ? order.to : undefined;
    await noteDone(world, context, `call.${order.do}`, { call, by, to, slot });
    return slot === undefined ? new Response(null, { status: 204 }) : context.json({ slot }, 200);
  };
  for (const [act, summary] of Object.entries(ACTS) as [keyof typeof ACTS, string][]) {
    const route = createRoute({
      method: "post",
      path: `/{call}/${act}`,
      summary,
      security: STEERS,
      request: { params, body: json("Who does it", By) },
      responses: { 204: { description: "Done" }, 404: NO_CALL, ...FAULTS, ...NOT_NOW },
    });
    app.openapi(route, async (context) => {
      const { by } = context.req.valid("json");
      return await steer(context, { by, order: { do: act } }) as never;
    });
  }
  for (const [act, summary] of Object.entries(SENDS) as [keyof typeof SENDS, string][]) {
    const route = createRoute({
      method: "post",
      path: `/{call}/${act}`,
      summary,
      security: STEERS,
      request: { params, body: { ...json("Who does it, and where to", By.extend({ to: Number_ })), required: true } },
      responses: { 204: { description: "He is on his way" }, 404: NO_CALL, ...FAULTS, ...NOT_NOW },
    });
    app.openapi(route, async (context) => {
      const { by, to } = context.req.valid("json");
      return await steer(context, { by, order: { do: act, to: dialable(to) } }) as never;
    });
  }
  const park = createRoute({
    method: "post",
    path: "/{call}/park",
    summary: "Whom he talks with waits in a slot, from which anybody fetches him by its number",
    security: STEERS,
    request: {
      params,
      body: json("Who does it, and which slot", By.extend({ slot: Number_.optional() })),
    },
    responses: {
      200: json("Where he waits", z.object({ slot: z.string() })),
      404: NO_CALL,
      ...FAULTS,
      ...NOT_NOW,
    },
  });
  app.openapi(park, async (context) => {
    const { by, slot } = context.req.valid("json");
    return await steer(context, { by, order: { do: "park", ...slot === undefined ? {} : { slot } } }) as never;
  });
  const end = createRoute({
    method: "post",
    path: "/{call}/hang-up",
    summary: "The call ends, for everybody in it, be they three",
    security: STEERS,
    request: { params },
    responses: { 204: { description: "It has ended" }, 404: NO_CALL, ...FAULTS },
  });
  app.openapi(end, async (context) => {
    const { call } = context.req.valid("param");
    const actor = actorOf(world.ask, context, { call });
    if (actor instanceof Response) return actor as never;
    const answer = world.ask({ type: "hang-up", call });
    if (answer.type === "refused") return refusedAs(answer) as never;
    await noteDone(world, context, "call.hang-up", { call });
    return context.body(null, 204);
  });
  const endOne = createRoute({
    method: "post",
    path: "/{call}/legs/{leg}/hang-up",
    summary: "One of those in a call is hung up: of three, or in a conference, the others talk on",
    description:
      "`GET /live` tells the legs of a call. Of two who talk neither is left in it; a phone that rings is still, and " +
      "others ring on.",
    security: STEERS,
    request: { params: params.extend({ leg: z.string().max(64) }) },
    responses: { 204: { description: "He has left it" }, 404: { description: "No call, or no leg of it" }, ...FAULTS },
  });
  app.openapi(endOne, async (context) => {
    const { call, leg } = context.req.valid("param");
    const actor = actorOf(world.ask, context, { call });
    if (actor instanceof Response) return actor as never;
    const answer = world.ask({ type: "hang-up", call, leg });
    if (answer.type === "refused") return refusedAs(answer) as never;
    await noteDone(world, context, "call.hang-up", { call, leg });
    return context.body(null, 204);
  });
  return app;
}

/** Begins a call, whoever asks for it. */
export async function dialFor(
  world: CallControlWorld,
  context: Context<Visitor>,
  { from, to: given, auto_answer: answersItself }: z.infer<typeof Click>,
): Promise<Response> {
  const refused = notFor(context, from);
  if (refused !== undefined) return refused;
  const to = dialable(given);
  const answer = world.ask({ type: "call-for", from, to, answersItself });
  if (answer.type !== "call-begun") return refusedAs(answer);
  const { call } = answer;
  await noteDone(world, context, "call.dialled", { call, from, to });
  return context.json({ call }, 202);
}
