import type { TargetedSubmitEvent, VNode } from "preact";
import type { QueueAgent } from "../live/mod.ts";
import type { AgentWords } from "../words/mod.ts";
import { DialLink } from "./dial_link.tsx";
import { clockOf } from "./time.ts";

/** What is wanted of an agent: one of the acts of the REST interface. */
export type AgentWish =
  | { readonly order: "log-in" | "log-out"; readonly queue: string }
  | { readonly order: "pause"; readonly reason: string }
  | { readonly order: "unpause" };

interface QueueAgentsParts {
  readonly queue: string;
  readonly staff: readonly QueueAgent[];
  /** The wall clock of the box. */
  readonly now: number;
  readonly words: AgentWords;
  /** Does something with this agent; undefined where one may not. */
  readonly orderOf: (agent: string) => ((wish: AgentWish) => void) | undefined;
}

const KIND: Readonly<Partial<Record<QueueAgent["state"], "good" | "warn" | "bad" | "accent">>> = {
  free: "good",
  ringing: "warn",
  talking: "accent",
  paused: "bad",
};
/** Why somebody is paused whom the box has paused itself. */
const TOOK_NOBODY = "missed";

/** What an agent does: `paused: lunch`. Who is logged out or talks may be paused besides. */
export function sayAgent(
  { state, paused }: Pick<QueueAgent, "state" | "paused">,
  { states, tookNobody }: AgentWords,
): string {
  const why = paused === TOOK_NOBODY ? tookNobody : paused ?? "";
  const pause = why === "" ? states.paused : `${states.paused}: ${why}`;
  if (paused === undefined) return states[state];
  return state === "paused" ? pause : `${states[state]}, ${pause}`;
}

export function agentKind(state: QueueAgent["state"]): string {
  return KIND[state] ?? "";
}

/** A queue's agents by name: what each does and since when, and what may be done about it. */
export function QueueAgents({ queue, staff, now, words, orderOf }: QueueAgentsParts): VNode {
  return (
    <ul class="bare-list">
      {staff.map((agent) => {
        const { number, name, state, at } = agent;
        const order = orderOf(number);
        return (
          <li key={number} class="line" data-agent={number} data-state={state}>
            <span>
              <b>{name ?? number}</b> {name !== undefined && <DialLink number={number} kind="soft" />}
            </span>
            <span class={`tag ${agentKind(state)}`}>{sayAgent(agent, words)}</span>
            <span class="number since">{at !== undefined && clockOf(now - at)}</span>
            {order !== undefined && <AgentDeeds {...{ agent, queue, words, order }} />}
          </li>
        );
      })}
    </ul>
  );
}

function AgentDeeds({ agent, queue, words, order }: {
  readonly agent: QueueAgent;
  readonly queue: string;
  readonly words: AgentWords;
  readonly order: (wish: AgentWish) => void;
}): VNode {
  const { number, name = number, state, paused } = agent;
  const isOut = state === "logged-out";
  const pause = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    order({ order: "pause", reason: String(new FormData(form).get("reason") ?? "").trim() });
    form.reset();
    form.closest("details")!.open = false;
  };
  return (
    <span class="deeds">
      <button
        class="button small"
        type="button"
        aria-label={`${isOut ? words.logIn : words.logOut}: ${name}`}
        onClick={() => order({ order: isOut ? "log-in" : "log-out", queue })}
      >
        {isOut ? words.logIn : words.logOut}
      </button>
      {paused === undefined
        ? (
          <details class="menu">
            <summary class="button small" aria-label={`${words.pause}: ${name}`}>{words.pause}</summary>
            <form class="choices" onSubmit={pause}>
              <label for={`reason-${queue}-${number}`}>{words.reason}</label>
              <input class="input" id={`reason-${queue}-${number}`} name="reason" maxLength={64} autocomplete="off" />
              <button class="button first" type="submit">{words.pause}</button>
            </form>
          </details>
        )
        : (
          <button
            class="button small"
            type="button"
            aria-label={`${words.unpause}: ${name}`}
            onClick={() => order({ order: "unpause" })}
          >
            {words.unpause}
          </button>
        )}
    </span>
  );
}
