import type { VNode } from "preact";
import type { Snapshot } from "../live/mod.ts";
import type { WallboardWords } from "../words/mod.ts";
import { Empty } from "./empty.tsx";
import { agentKind, sayAgent } from "./queue_agents.tsx";
import { clockOf } from "./time.ts";

/** More of them nobody reads from across the room. */
const MOST_AGENTS = 12;

interface FigureParts {
  readonly label: string;
  readonly value: string;
  readonly kind?: "" | "warn" | "bad";
  readonly note?: string;
}

/** One figure that is read from across the room. */
export function WallFigure({ label, value, kind = "", note = "" }: FigureParts): VNode {
  return (
    <div class={`wall-figure ${kind}`}>
      <span class="label">{label}</span>
      <b>{value}</b>
      <span class="note">{note}</span>
    </div>
  );
}

interface QueuesParts {
  readonly queues: Snapshot["queues"];
  /** The wall clock of the box. */
  readonly now: number;
  readonly words: WallboardWords;
}

/** Each queue: who waits, for how long, and who is there to take them. */
export function WallQueues({ queues, now, words }: QueuesParts): VNode {
  if (queues.length === 0) {
    return <Empty icon="headset" title={words.noQueues} text={words.noQueuesText} />;
  }
  return (
    <div class="wall-queues">
      {queues.map((queue) => {
        const { number, name, waiting, longestAt, answerWithinS, agents } = queue;
        const waitedMs = longestAt === undefined ? undefined : now - longestAt;
        const isLate = waitedMs !== undefined && answerWithinS !== undefined && waitedMs > 1_000 * answerWithinS;
        return (
          <section key={number} class={`wall-queue ${isLate ? "bad" : waiting > 0 ? "warn" : ""}`} data-queue={number}>
            <h2>{name === "" ? number : name}</h2>
            <p class="huge">
              <b data-waiting>{waiting}</b> <span>{words.waiting}</span>
            </p>
            <p class="big">
              <b>{clockOf(waitedMs ?? 0)}</b> <span>{words.longest}</span>
            </p>
            <p class="agents">
              <b>{agents.there}</b> {words.agents}: {agents.free} {words.free}, {agents.talking} {words.talking}
              {agents.paused > 0 && `, ${agents.paused} ${words.paused}`}
            </p>
            <ul class="bare-list wall-agents">
              {queue.staff.filter(({ state }) =>
                state !== "logged-out"
              ).slice(0, MOST_AGENTS).map((agent) => (
                <li key={agent.number} class={`tag ${agentKind(agent.state)}`} data-agent={agent.number}>
                  <b>{agent.name ?? agent.number}</b> {sayAgent(agent, words.agentWords)}{" "}
                  {agent.at !== undefined && clockOf(now - agent.at)}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
