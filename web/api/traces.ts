import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Visitor } from "./gate.ts";
import { FAULTS, json, Moment, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Trace = z.object({
  call: z.string(),
  drawn: z.string().openapi({ description: "The same as a ladder, in text" }),
  messages: z.array(z.object({
    at: Moment,
    direction: z.enum(["in", "out"]),
    transport: z.string(),
    local: z.string(),
    remote: z.string().openapi({ example: "192.0.2.11:5060" }),
    text: z.string().openapi({ description: "As it was sent, without the keys by which the call could be heard" }),
  })),
}).openapi("Trace");

export interface TraceWorld {
  /** The SIP messages of a call, drawn; undefined once they are forgotten. */
  readonly trace: (call: string) => string | undefined;
  /** The same one by one, oldest first. */
  readonly traced: (call: string) => readonly {
    readonly at: number;
    readonly direction: "in" | "out";
    readonly transport: string;
    readonly local: string;
    readonly remote: string;
    readonly text: string;
  }[];
}

/** `GET /traces/{call}`: the SIP messages of a call, as `kontor trace` shows them. */
export function traceRoutes({ trace, traced }: TraceWorld): OpenAPIHono<Visitor> {
  const app = resource();
  const one = createRoute({
    method: "get",
    path: "/{call}",
    summary: "The SIP messages of a call: drawn as a ladder (text/plain), or one by one as well (application/json)",
    description: "Of the last calls: the box keeps some thousands of messages in memory. A SIP Call-ID will do, too.",
    security: [{ key: ["traces:read"] }],
    request: { params: z.object({ call: z.string().max(256) }) },
    responses: {
      200: {
        description: "The messages",
        content: { ...json("", Trace).content, "text/plain": { schema: z.string() } },
      },
      404: { description: "None is kept of a call of that id" },
      ...FAULTS,
    },
  });
  app.openapi(one, (context) => {
    const { call } = context.req.valid("param");
    const drawn = trace(call);
    if (drawn === undefined) return problem(404, `Cannot show call "${call}": none of its messages is kept`) as never;
    const headers = { vary: "accept", "cache-control": "no-store" };
    if (/\btext\/plain\b/.test(context.req.header("accept") ?? "")) return context.text(drawn, 200, headers) as never;
    const messages = traced(call).map((message) => ({ ...message, at: new Date(message.at).toISOString() }));
    return context.json({ call, drawn, messages }, 200, headers);
  });
  return app;
}
