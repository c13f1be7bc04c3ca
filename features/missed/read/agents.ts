import type { AgentChange, AgentOffer } from "../call.ts";
import type { Bundle } from "./bundle.ts";
import { memberOf, type Scope } from "./channel.ts";
import type { QueueRow } from "./queue_log.ts";
import { talkedMsIn } from "./waits.ts";

/** Asterisk's reason where it has paused somebody itself. */
const AUTO_PAUSE = "Auto-Pause";

/** Each agent whose phones were to ring for the caller, and what became of it: what the queue's log says when it has ended. */
export function agentOffersOf({ queue }: Pick<Bundle, "queue">, scope: Scope): readonly AgentOffer[] {
  const offers: { -readonly [K in keyof AgentOffer]: AgentOffer[K] }[] = [];
  for (const row of queue) {
    const agent = memberOf(row.agent, scope.policy);
    const ended = endOf(row);
    if (ended !== undefined) {
      const { outcome, ringMs } = ended;
      offers.push({ agent, queue: row.queue, at: row.at - ringMs, outcome, ringS: ringMs / 1_000, talkS: 0 });
      continue;
    }
    const talkedMs = talkedMsIn(row);
    if (talkedMs === undefined) continue;
    // A pickup makes the agent of later lines wrong: who was connected last in that queue has talked.
    const offer = offers.findLast((each) => each.queue === row.queue && each.outcome === "answered");
    if (offer !== undefined) offer.talkS = talkedMs / 1_000;
  }
  return offers;
}

function endOf(
  { event, data }: QueueRow,
): { readonly outcome: AgentOffer["outcome"]; readonly ringMs: number } | undefined {
  switch (event) {
    case "CONNECT":
      // `CONNECT|holdtime|channel|ringtime`, in seconds; old installations tell no ringing time.
      return { outcome: "answered", ringMs: 1_000 * (Number(data[2]) || 0) };
    case "RINGNOANSWER": {
      const ringMs = Number(data[0]) || 0;
      // A phone that said busy at once, or was out of reach, has not rung.
      return { outcome: ringMs > 0 ? "missed" : "unreachable", ringMs };
    }
    case "RINGCANCELED":
      return { outcome: "cancelled", ringMs: Number(data[0]) || 0 };
    default:
      return undefined;
  }
}

/** What an agent did about having callers; empty for lines that tell of something else. */
export function agentChangesOf(
  { event, agent: member, queue, at, data }: QueueRow,
  scope: Scope,
): readonly AgentChange[] {
  const agent = memberOf(member, scope.policy);
  const change = (what: AgentChange["what"], reason = ""): AgentChange => ({
    agent,
    at,
    what,
    // `PAUSEALL|NONE`: of all his queues.
    ...queue === "" || queue === "NONE" ? {} : { queue },
    ...reason === "" ? {} : { reason },
  });
  const [first = ""] = data;
  switch (event) {
    case "ADDMEMBER":
      return first === "PAUSED" ? [change("login"), change("pause")] : [change("login")];
    case "AGENTLOGIN":
    case "AGENTCALLBACKLOGIN":
      return [change("login")];
    case "REMOVEMEMBER":
    case "AGENTLOGOFF":
    case "AGENTCALLBACKLOGOFF":
      return [change("logout")];
    case "PAUSE":
    case "PAUSEALL":
      return [first === AUTO_PAUSE ? change("auto-pause") : change("pause", first)];
    case "UNPAUSE":
    case "UNPAUSEALL":
      return [change("unpause")];
    default:
      return [];
  }
}
