import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { HOOK_STATES } from "../../core/directory/mod.ts";
import type { RecordLog } from "../../core/store/mod.ts";
import type { DeadLetterView, DeskAnswer, DeskCommand, WebhookView } from "../../core/switchboard/mod.ts";
import { listOf, OfficeText, valueIn } from "../forms/mod.ts";
import type { OfficeDoor } from "../page/mod.ts";
import { cutPage, WHICH_PAGE } from "./cut_page.ts";
import { type AuditWorld, noteDone, whoOf } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Webhook = z.object({
  name: z.string(),
  host: z.string().openapi({ description: "Where it is; the rest of its address may be a secret" }),
  events: z.array(z.string()),
  state: z.enum(HOOK_STATES).openapi({
    description: "held: what it is to be told waits until it is on again; off: that is thrown away",
  }),
  waiting: z.int().openapi({ description: "Events that are on their way to it" }),
  behind: z.int().openapi({ description: "Events of the record that were not looked at for it yet" }),
  dead_letters: z.int(),
  failing: Maybe.openapi({ description: "Why the last try failed" }),
}).openapi("Webhook");
const DeadLetter = z.object({
  id: z.string().openapi({ description: "As in the header webhook-id" }),
  of: z.string().openapi({ description: "Whose it is: webhooks/crm, emergency" }),
  why: z.string(),
  at: Moment.openapi({ description: "When it was given up" }),
  event: z.unknown().openapi({ description: "What was to be told" }),
}).openapi("DeadLetter");

const State = z.object({ state: z.enum(HOOK_STATES) });
const ONE = z.object({ id: z.string().max(256) });

export interface WebhookRoutesWorld extends AuditWorld {
  readonly office: OfficeDoor;
  readonly record: Pick<RecordLog, "acknowledged">;
  /** Asks the switchboard. */
  readonly ask: (command: DeskCommand) => DeskAnswer;
}

/** `GET /webhooks`, switched off and on again; and `/webhooks/dead-letters`: seen, sent once more, thrown away. */
export function webhookRoutes(world: WebhookRoutesWorld): OpenAPIHono<Visitor> {
  const { record, ask } = world;
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The programs elsewhere that are told what happens, and how far they have come",
    security: [{ key: ["webhooks:read"] }],
    responses: { 200: json("All of them", z.object({ webhooks: z.array(Webhook) })), ...FAULTS },
  });
  app.openapi(list, (context) => {
    const answer = ask({ type: "webhooks" });
    const webhooks = answer.type === "webhooks" ? answer.webhooks : [];
    return context.json({ webhooks: webhooks.map((each) => webhookOf(each, record.acknowledged)) }, 200);
  });
  const put = createRoute({
    method: "put",
    path: "/{name}/state",
    summary: "Switches a webhook off, and on again: the office file has it, and all else that it says of it",
    description:
      "held: what happens meanwhile is told once it is on again; off: it is never told, and what waits, and " +
      "what was given up, is thrown away.",
    security: [{ key: ["webhooks:write"] }],
    request: {
      params: z.object({ name: z.string().max(64).openapi({ example: "crm" }) }),
      body: { ...json("How it is to be", State), required: true },
    },
    responses: {
      204: { description: "It is so" },
      404: { description: "The office has no webhook of that name" },
      409: { description: "The office has changed at this moment, or its file has faults: see `GET /office`" },
      ...FAULTS,
    },
  });
  app.openapi(put, async (context) => {
    const { name } = context.req.valid("param");
    const { state } = context.req.valid("json");
    const file = new OfficeText(await world.office.export() ?? "");
    const at = listOf(file.at(["webhooks"])).findIndex((each) => valueIn(each, ["name"]) === name);
    if (at < 0) return problem(404, `Cannot change webhook "${name}": the office has none of that name`) as never;
    const expected = Number(file.at(["revision"]) ?? 0);
    file.edit({ at: ["webhooks", at, "state"], value: state === "on" ? undefined : state });
    const outcome = await world.office.apply(file.toString(), { fileName: "webhooks", who: whoOf(context), expected });
    if (!outcome.ok) return problem(409, outcome.text) as never;
    const { revision, changed } = outcome;
    if (changed) await noteDone(world, context, "office.changed", { revision, section: "webhooks", item: name });
    return context.body(null, 204);
  });
  const dead = createRoute({
    method: "get",
    path: "/dead-letters",
    summary: "What was given up, oldest first",
    security: [{ key: ["webhooks:read"] }],
    request: { query: WHICH_PAGE },
    responses: {
      200: json("A page of them", z.object({ dead_letters: z.array(DeadLetter), next: Maybe })),
      ...FAULTS,
    },
  });
  app.openapi(dead, (context) => {
    const answer = ask({ type: "dead-letters" });
    const letters = answer.type === "dead-letters" ? answer.letters : [];
    const page = cutPage(letters, context.req.valid("query"), ({ at, id }) => [at, id]);
    if (page instanceof Response) return page as never;
    return context.json({ dead_letters: page.rows.map(letterOf), next: page.next }, 200);
  });
  const changes = [
    { method: "post", path: "/dead-letters/{id}/retry", type: "retry-dead-letters", summary: "Send one once more" },
    { method: "delete", path: "/dead-letters/{id}", type: "drop-dead-letters", summary: "Throw one away" },
  ] as const;
  for (const { method, path, type, summary } of changes) {
    const change = createRoute({
      method,
      path,
      summary,
      security: [{ key: ["webhooks:write"] }],
      request: { params: ONE },
      responses: { 204: { description: "Done" }, 404: { description: "There is none of that id" }, ...FAULTS },
    });
    app.openapi(change, async (context) => {
      const { id } = context.req.valid("param");
      const answer = ask({ type, id });
      if (answer.type === "refused") return problem(404, answer.text) as never;
      await noteDone(world, context, `webhook.${type}`, { id });
      return context.body(null, 204);
    });
  }
  return app;
}

function webhookOf(
  { name, host, events, state, waiting, dead, failing, cursor }: WebhookView,
  recorded: number,
): z.infer<typeof Webhook> {
  const behind = Math.max(0, recorded - (cursor ?? recorded));
  return { name, host, events: [...events], state, waiting, behind, dead_letters: dead, failing: failing ?? null };
}

function letterOf({ id, of, why, at, body }: DeadLetterView): z.infer<typeof DeadLetter> {
  return { id, of, why, at: new Date(at).toISOString(), event: JSON.parse(body) };
}
