import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { AskDesk } from "./ask_desk.ts";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, Moment, resource } from "./openapi.ts";
import type { Clock } from "../../core/base/mod.ts";

const Phone = z.object({
  number: z.string(),
  who: Maybe.openapi({ description: "Who sits at it, where it is not its own extension" }),
  contact: z.string().openapi({ example: "sip:101@192.0.2.11:5060" }),
  transport: z.string(),
  address: z.string(),
  user_agent: Maybe,
  expires_at: Moment,
}).openapi("Phone");

export interface PhoneWorld {
  readonly ask: AskDesk;
  readonly clock: Pick<Clock, "wall">;
}

/** `GET /phones`: the phones that are registered. */
export function phoneRoutes({ ask, clock }: PhoneWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const list = createRoute({
    method: "get",
    path: "/",
    summary: "The phones that are registered",
    security: [{ key: ["health:read"] }],
    responses: { 200: json("The phones", z.object({ phones: z.array(Phone) })), ...FAULTS },
  });
  app.openapi(list, (context) => {
    const answer = ask({ type: "phones" });
    const phones = answer.type === "phones" ? answer.phones : [];
    const now = clock.wall();
    return context.json({
      phones: phones.map(({ number, who, contact, transport, address, userAgent, expiresInMs }) => ({
        ...{ number, who: who ?? null, contact, transport, address, user_agent: userAgent ?? null },
        expires_at: new Date(now + expiresInMs).toISOString(),
      })),
    }, 200);
  });
  return app;
}
