import type { Beat, EventOf } from "./beat.ts";
import { leaveQueue } from "./queue.ts";
import { part } from "./talk.ts";
import type { Telling } from "./telling.ts";

/** After these nobody has called in vain. */
const MET: ReadonlySet<Beat["kind"]> = new Set(["talked", "joined", "message", "listened", "moved"]);

/** Who hung up or gave up first, where anybody did. */
export function end(telling: Telling, { cause }: EventOf<"call.ended">): void {
  part(telling);
  leaveQueue(telling);
  if (cause === "cut") return telling.tell({ kind: "ended", how: "cut" });
  const { beats, legs, left, lastPair } = telling;
  const caller = [...legs].find(([, { direction }]) => direction === "in")?.[0];
  const pair = lastPair ?? (caller === undefined ? [] : [caller]);
  const ends = pair.map((leg) => left.get(leg)).filter((end) => end !== undefined);
  const first = ends.filter(({ by }) => by === "them").sort((one, other) => one.sequence - other.sequence)[0];
  const by = first === undefined ? undefined : telling.partyOn(first.leg);
  const isMet = beats.some(({ kind }) => MET.has(kind));
  if (by !== undefined) telling.tell({ kind: "ended", how: isMet ? "hung-up" : "gave-up", by });
  else if (ends.some(({ by }) => by === "network")) telling.tell({ kind: "ended", how: "network" });
  else if (!isMet) telling.tell({ kind: "ended", how: "nobody" });
}
