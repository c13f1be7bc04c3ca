import type { LegId } from "../../core/call/mod.ts";
import type { Group } from "../../core/directory/mod.ts";
import {
  act,
  type Ending,
  reach,
  ringTogether,
  type Rung,
  type Script,
  talk,
  type Target,
} from "../../core/script/mod.ts";
import { type Wave, wavesOf } from "./waves.ts";

/** Rings the group, and talks with whoever answers; if nobody does, goes where the group says. */
export function* reachGroup(caller: LegId, number: string): Script<Ending> {
  const group = (yield* act({ do: "office" })).groups.get(number);
  if (group === undefined) return { reached: false, cause: "not-found" };
  const rung = yield* ringGroup(caller, group);
  if (rung.answered) return yield* talk(caller, rung.by);
  if (rung.cause === "cancelled" || group.otherwise === undefined) return { reached: false, cause: rung.cause };
  return yield* reach(caller, group.otherwise);
}

function* ringGroup(caller: LegId, group: Group): Script<Rung> {
  const there = yield* whoCanBeRung(group);
  const order = group.strategy === "random" ? yield* shuffled(there) : there;
  let rung: Rung = { answered: false, cause: there.length === 0 ? yield* whyNobody(group) : "no-answer" };
  for (const wave of wavesOf(group, order)) {
    rung = yield* ringWave(caller, group, wave);
    if (rung.answered || rung.cause === "cancelled") return rung;
  }
  return rung;
}

function* ringWave(
  caller: LegId,
  { number: by, name, confirm = true, ring = "group" }: Group,
  wave: Wave,
): Script<Rung> {
  const { extensions } = yield* act({ do: "office" });
  const targets: Target[] = [];
  for (const { number, afterMs } of wave.members) {
    // Who is rung outside is called on the group's account.
    for (const phone of yield* act({ do: "phones", number, by })) {
      targets.push({ ...phone, afterMs, confirm: confirm && !extensions.has(number) });
    }
  }
  return yield* ringTogether(caller, targets, { forMs: wave.forMs, shown: { prefix: name, ring } });
}

/** Those with a phone, room for a call and no wish to be left alone. */
function* whoCanBeRung({ number: by, members, skipBusy }: Group): Script<Group["members"]> {
  const there = [];
  for (const member of members) {
    const { number } = member;
    if ((yield* act({ do: "look-up", number }))?.isFull === true) continue;
    if (skipBusy && (yield* act({ do: "is-busy", number }))) continue;
    if ((yield* act({ do: "line", number })).doNotDisturb) continue;
    if ((yield* act({ do: "phones", number, by })).length > 0) there.push(member);
  }
  return there;
}

/** Busy when somebody would be there but for his calls. */
function* whyNobody({ members }: Group): Script<"busy" | "unavailable"> {
  for (const { number } of members) {
    if (yield* act({ do: "is-busy", number })) return "busy";
  }
  return "unavailable";
}

/** Fisher and Yates, by lots of the house. */
function* shuffled<T>(list: readonly T[]): Script<readonly T[]> {
  const deck = [...list];
  for (let left = deck.length; left > 1; left--) {
    const at = yield* act({ do: "draw", below: left });
    [deck[at], deck[left - 1]] = [deck[left - 1]!, deck[at]!];
  }
  return deck;
}
