import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { RecordLog } from "../../core/store/mod.ts";
import type { DeadLetterView, DeskAnswer, DeskCommand, WebhookView } from "../../core/switchboard/mod.ts";
import { cutPage, WHICH_PAGE } from "./cut_page.ts";
import { type AuditWorld, noteDone } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Webhook = z.object({
  name: z.string(),
  host: z.string().openapi({ description: "Where it is; the rest of its address may be a secret" }),
  events: z.array(z.string()),
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

const ONE = z.object({ id: z.string().max(256) });

export interface WebhookRoutesWorld extends AuditWorld {
  readonly record: Pick<RecordLog, "acknowledged">;
  /** Asks the switchboard. */
  readonly ask: (command: DeskCommand) => DeskAnswer;
}

/** `GET /webhooks`, and `/webhooks/dead-letters`: seen, sent once more, thrown away. */
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
  { name, host, events, waiting, dead, failing, cursor }: WebhookView,
  recorded: number,
): z.infer<typeof Webhook> {
  const behind = Math.max(0, recorded - (cursor ?? recorded));
  return { name, host, events: [...events], waiting, behind, dead_letters: dead, failing: failing ?? null };
}

function letterOf({ id, of, why, at, body }: DeadLetterView): z.infer<typeof DeadLetter> {
  return { id, of, why, at: new Date(at).toISOString(), event: JSON.parse(body) };
}
