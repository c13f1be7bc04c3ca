import type { Directory, Extension } from "../../core/directory/mod.ts";
import type { Party } from "../../core/record/mod.ts";

/** Whether somebody may listen to the calls of somebody else: himself, or a group that he is in, is named to him. */
export function maySupervise({ groups }: Directory, me: Extension, whom: Extension): boolean {
  if (me.number === whom.number || whom.supervised === false) return false;
  return (me.maySupervise ?? []).some((number) =>
    number === whom.number || groups.get(number)?.members.some((member) => member.number === whom.number) === true
  );
}

/** Whether somebody may listen to a call of a queue: the queue is named to him, or the agent who serves there. */
export function mayHearQueue(office: Directory, me: Extension, queue: string, agent: Party): boolean {
  if (me.number === agent.number) return false;
  const whom = agent.trunk === undefined ? office.extensions.get(agent.number) : undefined;
  if (whom !== undefined && maySupervise(office, me, whom)) return true;
  return whom?.supervised !== false && (me.maySupervise ?? []).includes(queue);
}

/** Whether somebody may listen to a conference room: it is named to him. */
export function maySuperviseRoom({ maySupervise }: Extension, room: string): boolean {
  return maySupervise?.includes(room) === true;
}

/** Whether somebody in a call lets nobody listen to it. */
export function isExempt({ extensions }: Directory, party: Party | undefined): boolean {
  return party !== undefined && party.trunk === undefined && extensions.get(party.number)?.supervised === false;
}
