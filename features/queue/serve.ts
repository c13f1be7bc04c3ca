import { elapsed, type Instant } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, type Script, talk, type Turn } from "../../core/script/mod.ts";
import { dropCallBackOf } from "./booked.ts";
import { dispatch, onFloor } from "./dispatch.ts";
import { rememberHandled } from "./memory.ts";
import { agentOf, changeAgent, rest } from "./staff.ts";
import type { Left, Stay } from "./wait.ts";

type Taken = Extract<Left, { readonly why: "taken" }>;
type By = "caller" | "agent" | "us";

/**
 * Caller and agent talk; who was called back is on a leg that the agent has had rung. Once the agent is done with him, be it that he has sent him on, he wraps up.
 */
export function* serve(stay: Stay, { by, agent, ringMs }: Taken, calledBack?: LegId): Script<Ending> {
  const { leg, queue, joinedAt } = stay;
  const since = yield* act({ do: "now" });
  const waitedMs = elapsed(stay.since, since);
  yield* act({ do: "note", fact: { type: "queue.connected", leg, queue, agent, to: by, waitedMs, ringMs } });
  yield* dropCallBackOf(stay);
  yield* changeAgent(agent, { missed: 0, calls: (yield* agentOf(agent)).calls + 1 });
  const about = { leg, queue, agent, waitedMs, joinedAt };
  let ended = "us" as By | "sent on";
  const turned = function* (turn: Turn): Script<void> {
    const who = turn.leg === by ? "agent" : "caller";
    if (turn.type === "ended" || turn.type === "refused" || turn.type === "silent") {
      ended = turn.type === "silent" ? "us" : who;
      return;
    }
    // A third one came, and he is with them still.
    if (turn.type === "fetched") return;
    const talkedMs = elapsed(since, yield* act({ do: "now" }));
    const kind = kindOf(turn);
    const target = turn.type === "transfer" ? { target: turn.target } : {};
    ended = "sent on";
    yield* act({ do: "note", fact: { type: "queue.transferred", ...about, by: who, kind, talkedMs, ...target } });
    // He is done with this caller; while the transfer lasts his phone is busy with it.
    if (who === "agent") yield* wrapUp(stay, agent, since);
  };
  try {
    return calledBack === undefined ? yield* talk(leg, by, { turned }) : yield* talk(by, calledBack, { turned });
  } finally {
    if (ended !== "sent on") {
      const talkedMs = elapsed(since, yield* act({ do: "now" }));
      yield* act({ do: "note", fact: { type: "queue.completed", ...about, by: ended, talkedMs } });
    }
    yield* wrapUp(stay, agent, since);
  }
}

type Sent = Exclude<Turn, { readonly type: "ended" | "refused" | "silent" | "fetched" }>;

/** Whether whoever is to have the caller is asked first. */
function kindOf(turn: Sent): "blind" | "attended" {
  if (turn.type === "transfer-by-keys") return turn.kind;
  return turn.type !== "transfer" || turn.announced === true ? "attended" : "blind";
}

/** The agent is free again, after a while. */
export function* wrapUp({ leg, queue }: Stay, agent: string, since: Instant): Script<void> {
  if (!(yield* onFloor(leg, { do: "free" }))) return;
  const wrapUpS = (yield* act({ do: "office" })).queues.get(queue)?.wrapUpS ?? 0;
  yield* rest(agent, wrapUpS * 1000, { lastAt: yield* act({ do: "wall-clock" }) });
  if (wrapUpS > 0) yield* act({ do: "note", fact: { type: "agent.wrap-up", agent, queue, forMs: wrapUpS * 1000 } });
  yield* rememberHandled(queue, elapsed(since, yield* act({ do: "now" })) + wrapUpS * 1000);
  yield* dispatch(leg);
}
