import { type LegId, weightiest } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import { type RingOptions, ringTogether, type Rung } from "./ring_together.ts";
import type { Phone } from "./phone.ts";
import type { Script } from "./vocabulary.ts";

/**
 * Rings phones for a caller until one answers, somebody picks the call up, he gives up, all refuse, or the time is over.
 * Phones of the highest preference ring first, equal ones together (RFC 3261 §16.6); the time is shared among the
 * preferences. The first answer wins and the others are told that it was taken elsewhere.
 */
export function* ring(caller: LegId, phones: readonly Phone[], options: RingOptions): Script<Rung> {
  const groups = byPreference(phones);
  const causes: Cause[] = [];
  let wasCalled = false;
  for (const group of groups) {
    const rung = yield* ringTogether(caller, group, { ...options, forMs: options.forMs / groups.length });
    if (rung.answered || rung.key !== undefined || rung.cause === "cancelled" || rung.cause === "rejected") return rung;
    causes.push(rung.cause);
    if (rung.wasCalled === true) wasCalled = true;
  }
  return { answered: false, cause: weightiest(causes), wasCalled };
}

function byPreference(phones: readonly Phone[]): readonly (readonly Phone[])[] {
  const groups = new Map<number, Phone[]>();
  for (const phone of [...phones].sort((a, b) => b.preference - a.preference)) {
    const group = groups.get(phone.preference);
    if (group === undefined) groups.set(phone.preference, [phone]);
    else group.push(phone);
  }
  return [...groups.values()];
}
