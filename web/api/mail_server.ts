import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { chooseMailServer, forgetMailServer, mailServerFacts, type SmtpRefused } from "../health/mod.ts";
import type { BoxDoor } from "../page/mod.ts";
import { type AuditWorld, noteDone } from "./done.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Tls = z.enum(["starttls", "tls", "off"]).openapi({
  description: "Encrypted once agreed on, and never in plain; from the first octet; or not at all",
});
const Port = z.int().openapi({ example: 587 });
const Server = z.object({
  named: z.boolean().openapi({ description: "kontor.yml says through which server mail goes: it is changed there" }),
  server: z.object({
    host: z.string(),
    port: Port,
    tls: Tls,
    user: Maybe.openapi({ description: "null: nobody logs in" }),
    has_password: z.boolean(),
    from: z.string().openapi({ description: "Of whom the mails are" }),
  }).nullable().openapi({ description: "null: there is none, and mails wait" }),
}).openapi("MailServer");
const Given = z.strictObject({
  host: z.string().trim().max(253),
  port: Port.default(587),
  tls: Tls.default("starttls"),
  user: z.string().trim().max(320).nullish(),
  password: z.string().max(1_000).nullish().openapi({
    description: "Left out: the one before, where server and user are the same; null: none. It is told to nobody",
    example: "correct horse",
  }),
  from: z.string().trim().max(320),
}).openapi("GivenMailServer");
const Wrong = z.object({ detail: z.string(), faults: z.array(z.object({ path: z.string(), text: z.string() })) });
const BY_FILE = { description: "kontor.yml says through which server mail goes" };

export interface MailServerWorld extends AuditWorld {
  readonly box: Pick<BoxDoor, "mailServer">;
}

/** `/mail/server`: through which server mail goes. */
export function mailServerRoutes(world: MailServerWorld): OpenAPIHono<Visitor> {
  const server = world.box.mailServer;
  const app = resource();
  const one = createRoute({
    method: "get",
    path: "/server",
    summary: "Through which server mail goes, without its password",
    security: [{ key: ["mail:read"] }],
    responses: { 200: json("The server", Server), ...FAULTS },
  });
  app.openapi(one, (context) => context.json(shownOf(server), 200));

  const choose = createRoute({
    method: "put",
    path: "/server",
    summary: "Has mail go through this server from now on; judged as kontor.yml is",
    security: [{ key: ["mail:write"] }],
    request: { body: { ...json("The server", Given), required: true } },
    responses: {
      200: json("The server as it is now", Server),
      409: BY_FILE,
      422: {
        description: "It has faults; nothing was changed",
        content: { "application/problem+json": { schema: Wrong } },
      },
      ...FAULTS,
    },
  });
  app.openapi(choose, async (context) => {
    const { user, password, ...given } = context.req.valid("json");
    const outcome = await chooseMailServer(server, {
      ...given,
      user: user ?? "",
      ...password === undefined ? {} : { password: password ?? "" },
    });
    if ("refused" in outcome) return refusal(outcome) as never;
    await noteDone(world, context, "mail.server-chosen", mailServerFacts(outcome.chosen));
    return context.json(shownOf(server), 200);
  });

  const forget = createRoute({
    method: "delete",
    path: "/server",
    summary: "Has mail go through no server: what is to be sent waits",
    security: [{ key: ["mail:write"] }],
    responses: { 204: { description: "There is none" }, 409: BY_FILE, ...FAULTS },
  });
  app.openapi(forget, async (context) => {
    if (!await forgetMailServer(server)) return refusal({ refused: "named" }) as never;
    await noteDone(world, context, "mail.server-forgotten", {});
    return context.body(null, 204);
  });
  return app;
}

function shownOf({ isNamed, now }: BoxDoor["mailServer"]): z.infer<typeof Server> {
  if (now === undefined) return { named: isNamed, server: null };
  const { host, port, tls, user, password, from } = now;
  return {
    named: isNamed,
    server: { host, port, tls, user: user ?? null, has_password: password !== undefined, from },
  };
}

function refusal(outcome: SmtpRefused): Response {
  if (outcome.refused === "named") {
    return problem(409, "Cannot change the mail server: kontor.yml names it, and it is changed there");
  }
  const faults = outcome.faults.map(({ path, text }) => ({ path: path.replace(/^smtp\./, ""), text }));
  const [{ path, text }] = faults as [typeof faults[number]];
  return problem(422, `Cannot choose the mail server: "${path}": ${text}`, {}, { faults });
}
