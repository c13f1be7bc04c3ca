import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";
import { cutPage, WHICH_PAGE } from "./cut_page.ts";
import { type AuditWorld, noteDone } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const DeadMail = z.object({
  id: z.string().openapi({ description: "Its Message-ID, but for the host" }),
  to: z.string(),
  subject: z.string(),
  why: z.string().openapi({ description: "What the mail server said last, or why it was not reached" }),
  at: Moment.openapi({ description: "When it was given up" }),
  address_refused: z.boolean().openapi({
    description: "The server refuses the address itself; until it takes a mail to it",
  }),
}).openapi("DeadMail");

const ONE = z.object({ id: z.string().max(256) });

export interface DeadMailWorld extends AuditWorld {
  /** Asks the switchboard. */
  readonly ask: (command: DeskCommand) => DeskAnswer;
}

/** `/mail/dead-letters`: mails that were given up are seen, sent once more, thrown away. */
export function deadMailRoutes(world: DeadMailWorld): OpenAPIHono<Visitor> {
  const { ask } = world;
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/dead-letters",
    summary: "Mails that were given up, oldest first",
    security: [{ key: ["mail:read"] }],
    request: { query: WHICH_PAGE },
    responses: {
      200: json("A page of them", z.object({ dead_letters: z.array(DeadMail), next: Maybe })),
      ...FAULTS,
    },
  });
  app.openapi(list, (context) => {
    const answer = ask({ type: "dead-mails" });
    const mails = answer.type === "dead-mails" ? answer.mails : [];
    const page = cutPage(mails, context.req.valid("query"), ({ at, id }) => [at, id]);
    if (page instanceof Response) return page as never;
    const letters = page.rows.map(({ isAddress, at, ...mail }) => ({
      ...mail,
      at: new Date(at).toISOString(),
      address_refused: isAddress,
    }));
    return context.json({ dead_letters: letters, next: page.next }, 200);
  });
  const changes = [
    { method: "post", path: "/dead-letters/{id}/retry", does: "retry", summary: "Send one once more" },
    { method: "delete", path: "/dead-letters/{id}", does: "drop", summary: "Throw one away" },
  ] as const;
  for (const { method, path, does, summary } of changes) {
    const change = createRoute({
      method,
      path,
      summary,
      security: [{ key: ["mail:write"] }],
      request: { params: ONE },
      responses: { 204: { description: "Done" }, 404: { description: "There is none of that id" }, ...FAULTS },
    });
    app.openapi(change, async (context) => {
      const { id } = context.req.valid("param");
      const answer = ask({ type: `${does}-dead-mails`, id });
      if (answer.type === "refused") return problem(404, answer.text) as never;
      await noteDone(world, context, `mail.${does}-dead-letters`, { id });
      return context.body(null, 204);
    });
  }
  return app;
}
