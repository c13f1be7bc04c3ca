import type { Route } from "../../page/mod.ts";
import { fieldOf } from "../json_field.ts";
import { maySeeTo } from "../scope.ts";
import { agentOrder, orderAgent } from "./order_agent.ts";

/** Somebody who waits is served next. */
export const liveFront: Route = {
  path: "/live/queues/:queue/front",
  needs: "steer-calls",
  post: async ({ world, account, from, params: { queue: number = "" } }, _form, json) => {
    const { scope, name } = account;
    const caller = fieldOf(json, "caller");
    const answer = world.ask({ type: "queues" });
    const queue = answer.type === "queues" ? answer.queues.find((each) => each.number === number) : undefined;
    const isMine = scope === undefined || scope.includes(number);
    const waits = queue?.waiting.find((each) => each.caller === caller);
    if (!isMine || waits === undefined) return new Response(null, { status: 404 });
    const moved = world.ask({ type: "queue-front", caller: waits.caller });
    if (moved.type !== "done") return new Response(null, { status: 409 });
    const facts = { queue: number, caller: waits.caller };
    await world.signIn.note("queue.front", { who: name, address: from.address, facts });
    return new Response(null, { status: 204 });
  },
};

/** An agent is logged in or out, paused or not, by himself or by whoever steers calls in his part of the office. */
export const liveAgent: Route = {
  path: "/live/agents/:agent/:order",
  needs: "own",
  post: async (visit, _form, json) => {
    const { agent = "", order: what = "" } = visit.params;
    const [queue, reason] = [fieldOf(json, "queue"), fieldOf(json, "reason")];
    const order = agentOrder(what, {
      queue: typeof queue === "string" ? queue : undefined,
      reason: typeof reason === "string" ? reason : undefined,
    });
    if (order === undefined || !maySeeTo(visit, agent, "steer-calls")) return new Response(null, { status: 404 });
    return new Response(null, { status: await orderAgent(visit, agent, order) ? 204 : 409 });
  },
};
