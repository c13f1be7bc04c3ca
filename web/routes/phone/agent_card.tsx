import type { VNode } from "preact";
import type { Directory } from "../../../core/directory/mod.ts";
import type { AgentView } from "../../../core/switchboard/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";
import { agentKind, Field, momentOf, sayAgent } from "../../parts/mod.ts";

/** As what somebody serves queues: himself, and the numbers elsewhere that are his. */
export function agentsOf({ queues }: Pick<Directory, "queues">, owner: string): readonly string[] {
  const members = [...queues.values()].flatMap((queue) => queue.members);
  const mine = members.filter((member) => member.number === owner || member.owner === owner);
  return [...new Set(mine.map(({ number }) => number))];
}

/** What somebody does for his queues, with what the codes do: log in and out, pause, calls to make. */
export function AgentCards(
  { visit, number }: { readonly visit: SignedVisit; readonly number: string },
): readonly VNode[] {
  const mine = agentsOf(visit.world.directory(), number);
  if (mine.length === 0) return [];
  const answer = visit.world.ask({ type: "agents" });
  const agents = answer.type === "agents" ? answer.agents.filter((agent) => mine.includes(agent.number)) : [];
  return agents.map((agent) => <AgentCard key={agent.number} visit={visit} owner={number} agent={agent} />);
}

function AgentCard(
  { visit, owner, agent }: { readonly visit: SignedVisit; readonly owner: string; readonly agent: AgentView },
): VNode {
  const { words: { phone: words, now: { agents: act } }, world } = visit;
  const { queues: all, office } = world.directory();
  const { number, state, since, queues, paused, outbound } = agent;
  const moment = { timeZone: office.timeZone, language: visit.words.language };
  const calls = queues.some(({ queue }) => all.get(queue)?.outbound !== undefined);
  return (
    <form class="card padded" method="post" action={`/phone/${owner}/agent`} data-agent={number} data-state={state}>
      <input type="hidden" name="agent" value={number} />
      <div class="row">
        <h2>{words.myQueues}</h2>
        <span class={`tag ${agentKind(state)}`}>{sayAgent(agent, act)}</span>
      </div>
      {number !== owner && <p class="number">{number}</p>}
      {since !== undefined && <p class="soft">{words.since(momentOf({ at: since, ...moment }))}</p>}
      <ul class="bare-list">
        {queues.map(({ queue, isIn }) => (
          <li key={queue} class="row">
            <span>{all.get(queue)?.name || queue}</span>
            <button class="button small" type="submit" name="do" value={`${isIn ? "log-out" : "log-in"} ${queue}`}>
              {isIn ? act.logOut : act.logIn}
            </button>
          </li>
        ))}
      </ul>
      {paused === undefined && <Field name="reason" label={act.reason} hint={words.reasonHint} />}
      <p class="row">
        <button class="button first" type="submit" name="do" value={paused === undefined ? "pause" : "unpause"}>
          {paused === undefined ? act.pause : act.unpause}
        </button>
        {calls && number === owner && (
          <button class="button" type="submit" name="do" value={outbound ? "outbound-off" : "outbound-on"}>
            {outbound ? words.noCallsToMake : words.callsToMake}
          </button>
        )}
      </p>
    </form>
  );
}
