import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { PersonView } from "../../core/switchboard/mod.ts";
import { PRESENCE_STATES } from "../line/mod.ts";
import type { AskDesk } from "./ask_desk.ts";
import { type AuditWorld, noteDone, refusedAs } from "./done.ts";
import { notFor, type Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";

const states: z.ZodType<PersonView["presence"]> = z.enum(PRESENCE_STATES);

const Person = z.object({
  number: z.string(),
  name: z.string(),
  presence: states,
  note: Maybe.openapi({ description: "In his own words" }),
  line: z.enum(["ringing", "talking"]).nullable().openapi({ description: "null: his phones are quiet" }),
}).openapi("Presence");
const Said = z.object({
  presence: states.nullable().openapi({ description: "null: he says nothing any more, and the box judges by itself" }),
  note: z.string().max(120).optional(),
});
const params = z.object({ extension: z.string().max(32) });
const NOBODY = { description: "There is no such extension" };

export interface PresenceWorld extends AuditWorld {
  readonly ask: AskDesk;
}

/** `GET` and `PUT /presence/{extension}`: how somebody is, and what he says of himself. */
export function presenceRoutes(world: PresenceWorld): OpenAPIHono<Visitor> {
  const { ask } = world;
  const app = resource();
  const one = createRoute({
    method: "get",
    path: "/{extension}",
    summary: "How somebody is",
    security: [{ key: ["presence:read"] }],
    request: { params },
    responses: { 200: json("How he is", Person), 404: NOBODY, ...FAULTS },
  });
  app.openapi(one, (context) => {
    const answer = ask({ type: "presence", number: context.req.valid("param").extension });
    return answer.type === "presence" ? context.json(personOf(answer.person), 200) : refusedAs(answer) as never;
  });
  const say = createRoute({
    method: "put",
    path: "/{extension}",
    summary: "Somebody says how he is, as on the desk",
    security: [{ key: ["presence:write"] }],
    request: { params, body: { ...json("What he says", Said), required: true } },
    responses: { 200: json("How he is now", Person), 404: NOBODY, ...FAULTS },
  });
  app.openapi(say, async (context) => {
    const number = context.req.valid("param").extension;
    const refused = notFor(context, number);
    if (refused !== undefined) return refused as never;
    const { presence, note } = context.req.valid("json");
    const said = presence === null ? undefined : { state: presence, ...note === undefined ? {} : { note } };
    const done = ask({ type: "set-presence", number, ...said === undefined ? {} : { said } });
    if (done.type === "refused") return refusedAs(done) as never;
    await noteDone(world, context, "presence.said", { extension: number, presence: presence ?? "nothing" });
    const answer = ask({ type: "presence", number });
    return answer.type === "presence" ? context.json(personOf(answer.person), 200) : refusedAs(answer) as never;
  });
  return app;
}

function personOf({ note, line, ...person }: PersonView): z.infer<typeof Person> {
  return { ...person, note: note ?? null, line: line ?? null };
}
