import type { AgentOrder } from "../../../core/switchboard/mod.ts";
import type { SignedVisit } from "../../page/mod.ts";

const LONGEST_REASON = 64;

/** What is wanted of an agent, as a page says it; undefined where it makes no sense. */
export function agentOrder(
  what: string,
  { queue, reason }: { readonly queue?: string | undefined; readonly reason?: string | undefined },
): AgentOrder | undefined {
  switch (what) {
    case "log-in":
    case "log-out":
      return { order: what, ...queue === undefined || queue === "" ? {} : { queue } };
    case "pause":
      return { order: what, reason: (reason ?? "").trim().slice(0, LONGEST_REASON) };
    case "unpause":
    case "outbound-on":
    case "outbound-off":
      return { order: what };
    default:
      return undefined;
  }
}

/** Orders an agent, as his own codes would; the audit knows who did. False: the switchboard has refused. */
export async function orderAgent(
  { world, account, from }: SignedVisit,
  agent: string,
  order: AgentOrder,
): Promise<boolean> {
  if (world.ask({ type: "order-agent", number: agent, order }).type !== "done") return false;
  const { order: what, ...facts } = order;
  await world.signIn.note(`agent.${what}`, { who: account.name, address: from.address, facts: { agent, ...facts } });
  return true;
}
