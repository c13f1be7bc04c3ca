import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { type Clock, elapsed, type Instant } from "../../core/base/mod.ts";
import type { AskDesk } from "./ask_desk.ts";
import type { ContactWorld } from "./contacts.ts";
import type { Visitor } from "./gate.ts";
import type { Still } from "../live/mod.ts";
import { LiveCall } from "./live_call.ts";
import { liveNow } from "./live_now.ts";
import { FAULTS, json, Maybe, Moment, resource } from "./openapi.ts";

/** Programs that ask more often than this, or many at once, are shown the same: to look at all calls is work. */
const STALE_MS = 100;

const Live = z.object({
  calls: z.array(LiveCall),
  people: z.array(z.object({ number: z.string(), name: z.string(), presence: z.string(), note: Maybe, line: Maybe })),
  trunks: z.array(z.object({ name: z.string(), state: z.string(), calls: z.int(), channels: z.int(), why: Maybe })),
  queues: z.array(z.object({
    number: z.string(),
    name: z.string(),
    waiting: z.int(),
    longest_since: Moment.nullable().openapi({ description: "Since when the one waits who waits longest" }),
    answer_within_s: z.int().nullable().openapi({ description: "What the queue promises" }),
    agents: z.object({ there: z.int(), free: z.int(), talking: z.int(), paused: z.int() }).openapi({
      description: "Of those who are logged in",
    }),
  })),
  help: z.array(z.object({
    call: z.string(),
    at: Moment,
    dialled: z.string().openapi({ example: "112" }),
    from: z.object({ number: z.string(), name: Maybe }).openapi({ description: "The phone" }),
    by: z.object({ number: z.string(), name: Maybe }).nullable().openapi({
      description: "Who sat there, where that is somebody else",
    }),
    lost: z.boolean().openapi({ description: "No line outside has brought it to anybody" }),
  })).openapi({ description: "Calls for help of the last day that nobody has crossed out, newest first" }),
}).openapi("Live");
const READS = [{ key: ["live:read"] }];

export interface LiveWorld extends Pick<ContactWorld, "contacts"> {
  readonly clock: Clock;
  readonly ask: AskDesk;
  /** The same as it changes: server-sent events. */
  readonly live: (still: Still) => Response;
}

/** `GET /live`: who talks with whom, how everybody is, who waits in queues, calls for help, and the trunks; `/live/events`: again whenever it has changed. */
export function liveRoutes({ live, ...parts }: LiveWorld): OpenAPIHono<Visitor> {
  const app = resource();
  let shown: { readonly text: string; readonly at: Instant } | undefined;
  const now = createRoute({
    method: "get",
    path: "/",
    summary: "The office at this moment, 0.1 s old at most",
    security: READS,
    responses: { 200: json("The office", Live), ...FAULTS },
  });
  app.openapi(now, (context) => {
    const at = parts.clock.now();
    if (shown === undefined || elapsed(shown.at, at) >= STALE_MS) {
      shown = { text: JSON.stringify(liveNow(parts)), at };
    }
    return context.body(shown.text, 200, { "content-type": "application/json" }) as never;
  });
  const events = createRoute({
    method: "get",
    path: "/events",
    summary: "The office as it changes: an event `now` with all of it, and a `beat` each second in which nothing has",
    security: READS,
    responses: {
      200: { description: "The stream", content: { "text/event-stream": { schema: z.string() } } },
      ...FAULTS,
    },
  });
  app.openapi(events, (context) => live(context.get("still")) as never);
  return app;
}
