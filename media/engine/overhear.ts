import type { HeardBy } from "../../core/sound/mod.ts";
import type { Leg } from "./leg.ts";

/** The leg listens in to another one from now on, or is heard there otherwise than before. */
export function listenIn(leg: Leg, whom: Leg, heardBy: HeardBy): void {
  if (leg.overhears === undefined) whom.overheardBy = [...whom.overheardBy, leg];
  leg.overhears = { whom, heardBy };
}

/** No more; gives whom it listened in to. */
export function listenNoMore(leg: Leg): Leg | undefined {
  const whom = leg.overhears?.whom;
  leg.overhears = undefined;
  if (whom !== undefined) whom.overheardBy = whom.overheardBy.filter((each) => each !== leg);
  return whom;
}
