import type { LegId } from "../../core/call/mod.ts";
import { act, type Ending, refuse, type Script } from "../../core/script/mod.ts";

/** `*8`: the call that has rung the longest at anybody of my pickup groups, or of the groups that I am rung with. */
export function* pickUpGroup(caller: LegId): Script<Ending> {
  const me = yield* act({ do: "party", leg: caller });
  const { extensions, groups } = yield* act({ do: "office" });
  const own = me === undefined ? undefined : extensions.get(me.number)?.pickupGroups ?? [];
  const mates = new Set<string>();
  for (const { number, pickupGroups } of extensions.values()) {
    if (pickupGroups.some((group) => own?.includes(group))) mates.add(number);
  }
  for (const { members } of groups.values()) {
    if (members.some(({ number }) => number === me?.number)) { for (const { number } of members) mates.add(number); }
  }
  mates.delete(me?.number ?? "");
  return yield* pickUp(caller, [...mates]);
}

/** `**102`: what rings there. */
export function* pickUpNumber(caller: LegId, number: string): Script<Ending> {
  const { extensions, groups } = yield* act({ do: "office" });
  const members = groups.get(number)?.members.map((member) => member.number);
  if (members === undefined && !extensions.has(number)) return yield* refuse(caller, "no-such-extension", "not-found");
  return yield* pickUp(caller, members ?? [number]);
}

/** My phone is answered and goes over into the call that rings; whoever rang there hears that it was taken elsewhere. */
function* pickUp(caller: LegId, numbers: readonly string[]): Script<Ending> {
  const [ringing] = yield* act({ do: "ringing-at", numbers });
  if (ringing === undefined) return yield* refuse(caller, "pickup-nothing", "not-found");
  if (!(yield* act({ do: "answer", leg: caller, like: ringing.caller }))) {
    return { reached: false, cause: "not-acceptable" };
  }
  yield* act({ do: "fetch", leg: ringing.caller, by: caller });
  return { reached: true, cause: "transferred" };
}
