import type { VNode } from "preact";
import type { QueueCaller, Snapshot } from "../live/mod.ts";
import type { NowWords } from "../words/mod.ts";
import { DialLink } from "./dial_link.tsx";
import { Icon } from "./icon.tsx";
import { type AgentWish, QueueAgents } from "./queue_agents.tsx";
import { clockOf } from "./time.ts";

type Queue = Snapshot["queues"][number];

export interface LiveQueuesParts {
  readonly queues: readonly Queue[];
  /** The wall clock of the box. */
  readonly now: number;
  readonly words: NowWords;
  /** Has somebody who waits served next, where one may. */
  readonly onFront: ((queue: string, caller: string) => void) | undefined;
  /** Does something with this agent; undefined where one may not. */
  readonly orderOf: (agent: string) => ((wish: AgentWish) => void) | undefined;
}

/** Each queue in a line: who waits, for how long, and who could take them; it opens to all of them by name. */
export function LiveQueues({ queues, ...parts }: LiveQueuesParts): VNode | null {
  if (queues.length === 0) return null;
  const { words } = parts;
  return (
    <section class="card" aria-labelledby="queues-title">
      <header>
        <Icon name="headset" />
        <h2 id="queues-title">{words.queues}</h2>
      </header>
      {queues.map((queue) => <LiveQueue key={queue.number} queue={queue} {...parts} />)}
    </section>
  );
}

function LiveQueue(
  { queue, now, words, onFront, orderOf }: Omit<LiveQueuesParts, "queues"> & { readonly queue: Queue },
): VNode {
  const { number, name, waiting, longestAt, agents, callers, staff } = queue;
  return (
    <details class="queue-now" data-queue={number}>
      <summary>
        <b>{name === "" ? number : name}</b>
        <span class="soft">{agents.free} / {agents.there} {words.agentsFree}</span>
        <span class="end">
          {longestAt !== undefined && <span class="number">{clockOf(now - longestAt)}</span>}{" "}
          <span class={`tag ${waiting > 0 ? "warn" : ""}`}>{waiting} {words.inQueue}</span>
        </span>
      </summary>
      {callers.length === 0 ? <p class="soft">{words.nobodyWaits}</p> : (
        <ol class="bare-list">
          {callers.map((caller, at) => (
            <li key={caller.caller} class="line" data-caller={caller.caller}>
              <span class="number soft">{at + 1}</span>
              <span>
                <CallerName caller={caller} words={words} />
              </span>
              {caller.state !== "waiting" && (
                <span class={`tag ${caller.state === "ringing" ? "warn" : ""}`}>
                  {caller.state === "ringing" ? words.ringing : words.calledBack}
                </span>
              )}
              <span class="number since">{clockOf(now - caller.at)}</span>
              {onFront !== undefined && at > 0 && (
                <button
                  class="button small"
                  type="button"
                  onClick={() => onFront(number, caller.caller)}
                >
                  {words.toFront}
                </button>
              )}
            </li>
          ))}
        </ol>
      )}
      {waiting > callers.length && <p class="soft">{words.moreWait} {waiting - callers.length}</p>}
      {staff.length === 0
        ? <p class="soft">{words.noAgents}</p>
        : <QueueAgents queue={number} staff={staff} now={now} words={words.agents} orderOf={orderOf} />}
      <p>
        <a href={`/queues/${encodeURIComponent(number)}`}>{words.callBacksAndList}</a>
      </p>
    </details>
  );
}

function CallerName({ caller, words }: { readonly caller: QueueCaller; readonly words: NowWords }): VNode {
  const { number, name, shown } = caller;
  if (number === undefined) return <span class="soft">{words.hidden}</span>;
  return (
    <>
      {name !== undefined && <b>{name}</b>} <DialLink number={number} shown={shown ?? number} kind="soft" />
    </>
  );
}
