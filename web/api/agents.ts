import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { AgentOrder, AgentView } from "../../core/switchboard/mod.ts";
import { agentStates } from "./agent_states.ts";
import { answerTo } from "./ask_desk.ts";
import type { CallControlWorld } from "./call_control.ts";
import { noteDone } from "./done.ts";
import { notFor, type Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Agent = z.object({
  number: z.string(),
  name: Maybe,
  state: agentStates.openapi({ description: "In whichever of his queues he does most" }),
  since: z.iso.datetime().nullable().openapi({ description: "Since when; null where the queues do not know" }),
  queues: z.array(z.object({ queue: z.string(), logged_in: z.boolean() })),
  paused: Maybe.openapi({ description: "Why; empty where he gave no reason, null where he is not" }),
  outbound: z.boolean().openapi({ description: "Whether he gets calls to make while no callers wait" }),
  calls: z.int().openapi({ description: "Callers of queues that he has had" }),
  missed: z.int().openapi({ description: "Callers in a row that he has not taken" }),
  last_at: z.iso.datetime().nullable().openapi({ description: "When his last call of a queue ended" }),
}).openapi("Agent");

const OfAgent = z.object({ agent: z.string().max(32) });
const OfQueue = z.object({
  queue: z.string().max(32).optional().openapi({ description: "Without it all of his" }),
});
// Without a body nothing fills in what is left out.
const Reason = z.object({ reason: z.string().max(64).optional() });
const NO_AGENT = { description: "It is an agent of no queue, or not of that one" };
const DONE = { description: "Done" };
const READS = [{ key: ["queues:read"] }];
const WRITES = [{ key: ["queues:write"] }];

/** The agents of all queues; they are logged in and out, and paused, as by their own codes. */
export function agentRoutes(world: CallControlWorld): OpenAPIHono<Visitor> {
  const { ask } = world;
  const app = resource();
  const order = async (context: Context<Visitor>, order: AgentOrder): Promise<Response> => {
    const agent = context.req.param("agent")!;
    const refused = notFor(context, agent);
    if (refused !== undefined) return refused;
    const answer = ask({ type: "order-agent", number: agent, order });
    if (answer.type !== "done") {
      return problem(404, answer.type === "refused" ? answer.text : `Cannot order "${agent}"`);
    }
    const { order: what, ...more } = order;
    await noteDone(world, context, `agent.${what}`, { agent, ...more });
    return new Response(null, { status: 204 });
  };

  const list = createRoute({
    method: "get",
    path: "/",
    summary: "All agents as they are now",
    security: READS,
    responses: { 200: json("The agents", z.object({ agents: z.array(Agent) })), ...FAULTS },
  });
  app.openapi(list, (context) => context.json({ agents: answerTo(ask, "agents").agents.map(agentOf) }, 200));

  const one = createRoute({
    method: "get",
    path: "/{agent}",
    summary: "One agent as he is now",
    security: READS,
    request: { params: OfAgent },
    responses: { 200: json("The agent", Agent), 404: NO_AGENT, ...FAULTS },
  });
  app.openapi(one, (context) => {
    const { agent: number } = context.req.valid("param");
    const agent = answerTo(ask, "agents").agents.find((each) => each.number === number);
    return agent === undefined
      ? problem(404, `Cannot find agent "${number}"`) as never
      : context.json(agentOf(agent), 200);
  });

  for (const [path, what, summary] of LOGS) {
    const route = createRoute({
      method: "post",
      path,
      summary,
      security: WRITES,
      request: { params: OfAgent, body: json("Of which queue", OfQueue) },
      responses: { 204: DONE, 404: NO_AGENT, ...FAULTS },
    });
    app.openapi(route, async (context) => {
      const { queue } = context.req.valid("json");
      return await order(context, { order: what, ...(queue === undefined ? {} : { queue }) }) as never;
    });
  }
  const pause = createRoute({
    method: "post",
    path: "/{agent}/pause",
    summary: "He has no callers for a while",
    security: WRITES,
    request: { params: OfAgent, body: json("Why", Reason) },
    responses: { 204: DONE, 404: NO_AGENT, ...FAULTS },
  });
  app.openapi(pause, async (context) => {
    const { reason = "" } = context.req.valid("json");
    return await order(context, { order: "pause", reason }) as never;
  });
  for (const [path, what, summary] of PLAIN) {
    const route = createRoute({
      method: "post",
      path,
      summary,
      security: WRITES,
      request: { params: OfAgent },
      responses: { 204: DONE, 404: NO_AGENT, ...FAULTS },
    });
    app.openapi(route, async (context) => await order(context, { order: what }) as never);
  }
  return app;
}

const LOGS = [
  ["/{agent}/log-in", "log-in", "He has callers"],
  ["/{agent}/log-out", "log-out", "He has none any more"],
] as const;

const PLAIN = [
  ["/{agent}/unpause", "unpause", "He has callers again"],
  ["/{agent}/outbound-on", "outbound-on", "He gets calls to make while no callers wait, as by *47"],
  ["/{agent}/outbound-off", "outbound-off", "He gets none any more"],
] as const;

function agentOf({ lastAt, since, queues, ...agent }: AgentView): z.infer<typeof Agent> {
  return {
    ...agent,
    name: agent.name ?? null,
    since: since === undefined ? null : timeOf(since),
    paused: agent.paused ?? null,
    queues: queues.map(({ queue, isIn }) => ({ queue, logged_in: isIn })),
    last_at: lastAt === undefined ? null : timeOf(lastAt),
  };
}

function timeOf(at: number): string {
  return new Date(Math.floor(at)).toISOString();
}
