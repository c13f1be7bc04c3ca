import type { Context } from "hono";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { formatDestination, parseDestination } from "../../core/directory/mod.ts";
import type { CallBackView, DeskCommand, QueueView } from "../../core/switchboard/mod.ts";
import { answerTo } from "./ask_desk.ts";
import { agentStates } from "./agent_states.ts";
import type { CallControlWorld } from "./call_control.ts";
import { noteDone } from "./done.ts";
import { forEverybody, type Visitor } from "./gate.ts";
import { FAULTS, json, Maybe, resource } from "./openapi.ts";
import { problem } from "./problem.ts";

const Waiting = z.object({
  caller: z.string().openapi({ description: "By which he is moved" }),
  number: Maybe.openapi({ description: "null where he does not want to be named" }),
  name: Maybe,
  position: z.int().openapi({ description: "1 for the one who is served next" }),
  waited_ms: z.int(),
  state: z.enum(["waiting", "ringing", "away"]).openapi({ description: "away: is called back when it is his turn" }),
  agents: z.array(z.string()).openapi({ description: "Whose phones ring for him" }),
}).openapi("WaitingCaller");
const Queue = z.object({
  number: z.string(),
  name: z.string(),
  strategy: z.string(),
  answer_within_s: z.int().nullable().openapi({ description: "What the queue promises: its service level" }),
  overdue: z.int().openapi({ description: "How many wait longer than that" }),
  waiting: z.array(Waiting),
  talking: z.int().openapi({ description: "Callers who talk with an agent" }),
  agents: z.array(z.object({
    number: z.string(),
    name: Maybe,
    state: agentStates,
    since: z.iso.datetime().nullable().openapi({ description: "Since when; null where the queue does not know" }),
    paused: Maybe.openapi({ description: "Why; empty where he gave no reason, null where he is not" }),
    penalty: z.int(),
  })),
}).openapi("Queue");

const CallList = z.object({
  waiting: z.int().openapi({ description: "Still to be called, be it again" }),
  reached: z.int(),
  given_up: z.int().openapi({ description: "Called often enough, skipped, or not to be called" }),
}).openapi("CallList");
const CallBack = z.object({
  number: z.string(),
  name: Maybe,
  due_at: z.iso.datetime().nullable().openapi({ description: "At the earliest; null where he waits in the queue" }),
  tries: z.int().openapi({ description: "How often he is called until he answers" }),
}).openapi("CallBack");

const OfQueue = z.object({ queue: z.string().max(32) });
const NO_QUEUE = { description: "There is no such queue" };
const DONE = { description: "Done" };
const NOT_WAITING = { description: "Nobody waits in the queue as that, or the destination leads nowhere" };
const UNDER_WAY = { description: "He is being called" };
const READS = [{ key: ["queues:read"] }];
const WRITES = [{ key: ["queues:write"] }];

type QueueOrder = Extract<DeskCommand, { readonly type: "queue-front" | "queue-send" }>;

/** The queues as they are this moment: who waits, and what the agents do; and what may be done to those who wait. */
export function queueRoutes(world: CallControlWorld): OpenAPIHono<Visitor> {
  const { ask } = world;
  const app = resource();
  const find = (number: string): QueueView | undefined =>
    answerTo(ask, "queues").queues.find((queue) => queue.number === number);
  const move = async (context: Context<Visitor>, order: QueueOrder): Promise<Response> => {
    const number = context.req.param("queue")!;
    const { caller } = order;
    const queue = find(number);
    if (queue === undefined) return notFound(number);
    if (!queue.waiting.some((each) => each.caller === caller)) {
      return problem(409, `Cannot move "${caller}": nobody waits in queue "${number}" as that`);
    }
    const answer = ask(order);
    if (answer.type !== "done") {
      return problem(409, answer.type === "refused" ? answer.text : `Cannot move "${caller}"`);
    }
    const to = order.type === "queue-send" ? formatDestination(order.to) : undefined;
    await noteDone(world, context, order.type === "queue-front" ? "queue.front" : "queue.send", {
      ...{ queue: number, caller, to },
    });
    return new Response(null, { status: 204 });
  };
  // Whoever waits in a queue is nobody's yet.
  app.on(["POST", "DELETE"], "/*", forEverybody);

  const list = createRoute({
    method: "get",
    path: "/",
    summary: "All queues as they are now",
    security: READS,
    responses: { 200: json("The queues", z.object({ queues: z.array(Queue) })), ...FAULTS },
  });
  app.openapi(list, (context) => context.json({ queues: answerTo(ask, "queues").queues.map(queueOf) }, 200));

  const one = createRoute({
    method: "get",
    path: "/{queue}",
    summary: "One queue as it is now",
    security: READS,
    request: { params: OfQueue },
    responses: { 200: json("The queue", Queue), 404: NO_QUEUE, ...FAULTS },
  });
  app.openapi(one, (context) => {
    const { queue: number } = context.req.valid("param");
    const queue = find(number);
    return queue === undefined ? notFound(number) as never : context.json(queueOf(queue), 200);
  });

  const front = createRoute({
    method: "post",
    path: "/{queue}/front",
    summary: "Somebody who waits is served next",
    security: WRITES,
    request: { params: OfQueue, body: { ...json("Whom", z.object({ caller: z.string().max(128) })), required: true } },
    responses: { 204: DONE, 404: NO_QUEUE, 409: NOT_WAITING, ...FAULTS },
  });
  app.openapi(front, async (context) => {
    const { caller } = context.req.valid("json");
    return await move(context, { type: "queue-front", caller }) as never;
  });

  const Sent = z.object({
    caller: z.string().max(128),
    to: z.string().max(64).openapi({ description: "As in office.yml", example: "group 600" }),
  });
  const send = createRoute({
    method: "post",
    path: "/{queue}/send",
    summary: "Somebody who waits goes elsewhere",
    security: WRITES,
    request: { params: OfQueue, body: { ...json("Whom, and where", Sent), required: true } },
    responses: { 204: DONE, 404: NO_QUEUE, 409: NOT_WAITING, ...FAULTS },
  });
  app.openapi(send, async (context) => {
    const { caller, to: where } = context.req.valid("json");
    const to = parseDestination(where);
    if (to === undefined) return problem(400, `Cannot read "to": "${where}" is not a destination`) as never;
    return await move(context, { type: "queue-send", caller, to }) as never;
  });
  const lists = createRoute({
    method: "get",
    path: "/{queue}/outbound",
    summary: "How far a queue is with its list of calls to make",
    security: READS,
    request: { params: OfQueue },
    responses: { 200: json("Numbers of the list", CallList), 404: NO_QUEUE, ...FAULTS },
  });
  app.openapi(lists, (context) => {
    const { queue: number } = context.req.valid("param");
    const list = answerTo(ask, "call-lists").lists.find(({ queue }) => queue === number);
    return list === undefined
      ? problem(404, `Cannot find a list of calls of queue "${number}"`) as never
      : context.json({ waiting: list.waiting, reached: list.reached, given_up: list.givenUp }, 200);
  });

  const booked = createRoute({
    method: "get",
    path: "/{queue}/call-backs",
    summary: "Who is to be called back instead of waiting",
    security: READS,
    request: { params: OfQueue },
    responses: { 200: json("They", z.object({ call_backs: z.array(CallBack) })), 404: NO_QUEUE, ...FAULTS },
  });
  app.openapi(booked, (context) => {
    const { queue: number } = context.req.valid("param");
    if (find(number) === undefined) return notFound(number) as never;
    const mine = answerTo(ask, "call-backs").booked.filter(({ queue }) => queue === number);
    return context.json({ call_backs: mine.map(callBackOf) }, 200);
  });

  const cancelled = createRoute({
    method: "delete",
    path: "/{queue}/call-backs/{number}",
    summary: "Somebody is not called back",
    security: WRITES,
    request: { params: OfQueue.extend({ number: z.string().max(32) }) },
    responses: { 204: DONE, 404: { description: "Nobody is to be called back as that" }, 409: UNDER_WAY, ...FAULTS },
  });
  app.openapi(cancelled, async (context) => {
    const { queue, number } = context.req.valid("param");
    const one = answerTo(ask, "call-backs").booked.find((each) => each.queue === queue && each.number === number);
    if (one === undefined) return problem(404, `Cannot find a call back of "${number}" in queue "${queue}"`) as never;
    const answer = ask({ type: "cancel-call-back", key: one.key });
    if (answer.type !== "done") {
      return problem(409, answer.type === "refused" ? answer.text : `Cannot cancel "${number}"`) as never;
    }
    await noteDone(world, context, "queue.call-back-cancelled", { queue, number });
    return new Response(null, { status: 204 }) as never;
  });
  return app;
}

function callBackOf({ number, name, dueAt, tries }: CallBackView): z.infer<typeof CallBack> {
  return { number, name: name ?? null, due_at: dueAt === undefined ? null : timeOf(dueAt), tries };
}

function timeOf(at: number): string {
  return new Date(Math.floor(at)).toISOString();
}

function notFound(queue: string): Response {
  return problem(404, `Cannot find queue "${queue}"`);
}

function queueOf({ answerWithinS, waiting, agents, ...others }: QueueView): z.infer<typeof Queue> {
  return {
    ...others,
    answer_within_s: answerWithinS ?? null,
    waiting: waiting.map(({ waitedMs, ...caller }) => ({
      ...caller,
      number: caller.number ?? null,
      name: caller.name ?? null,
      waited_ms: Math.round(waitedMs),
      agents: [...caller.agents],
    })),
    agents: agents.map((agent) => ({
      ...agent,
      name: agent.name ?? null,
      since: agent.since === undefined ? null : timeOf(agent.since),
      paused: agent.paused ?? null,
    })),
  };
}
