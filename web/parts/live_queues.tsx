import type { VNode } from "preact";
import type { Snapshot } from "../live/mod.ts";
import type { NowWords } from "../words/mod.ts";
import { Icon } from "./icon.tsx";
import { clockOf } from "./time.ts";

interface LiveQueuesParts {
  readonly queues: Snapshot["queues"];
  /** The wall clock of the box. */
  readonly now: number;
  readonly words: NowWords;
}

/** Each queue in a line: who waits, for how long, and who could take them. */
export function LiveQueues({ queues, now, words }: LiveQueuesParts): VNode | null {
  if (queues.length === 0) return null;
  return (
    <section class="card" aria-labelledby="queues-title">
      <header>
        <Icon name="headset" />
        <h2 id="queues-title">{words.queues}</h2>
      </header>
      <table class="table stacks queues-now">
        <tbody>
          {queues.map(({ number, name, waiting, longestAt, agents }) => (
            <tr key={number} data-queue={number}>
              <th scope="row">{name === "" ? number : name}</th>
              <td class="soft">{agents.free} / {agents.there} {words.agentsFree}</td>
              <td class="end">
                {longestAt !== undefined && <span class="number">{clockOf(now - longestAt)}</span>}{" "}
                <span class={`tag ${waiting > 0 ? "warn" : ""}`}>{waiting} {words.inQueue}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
