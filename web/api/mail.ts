import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Directory } from "../../core/directory/mod.ts";
import { tryMail } from "../health/mod.ts";
import type { BoxDoor } from "../page/mod.ts";
import { languageOf, wordsIn } from "../words/mod.ts";
import { type AuditWorld, noteDone } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Came = z.object({
  came: z.enum(["sent", "later", "never"]).openapi({ description: "later: it may be taken at another time" }),
  why: Maybe,
});

export interface MailWorld extends AuditWorld {
  readonly box: Pick<BoxDoor, "tryMail">;
  readonly directory: () => Directory;
}

/** `POST /mail/test`: one mail, sent now. */
export function mailRoutes(world: MailWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const test = createRoute({
    method: "post",
    path: "/test",
    summary: "Sends one mail now, in the office's language, and tells what became of it",
    security: [{ key: ["mail:write"] }],
    request: { body: { ...json("To whom", z.object({ to: z.string().trim().max(254) })), required: true } },
    responses: { 200: json("What became of it", Came), ...FAULTS },
  });
  app.openapi(test, async (context) => {
    const { to } = context.req.valid("json");
    const outcome = await tryMail(world, to, wordsIn(languageOf(undefined, world.directory().office.language)));
    if (outcome === undefined) return problem(400, `Cannot read "to" "${to}": expected an address of mail`) as never;
    await noteDone(world, context, "mail.tried", { to, came: outcome.came });
    return context.json({ came: outcome.came, why: outcome.came === "sent" ? null : outcome.why }, 200);
  });
  return app;
}
