import { later } from "../base/mod.ts";
import { type LegId, weightiest } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import { act, next, type Phone, type Script } from "./vocabulary.ts";

/** What came of ringing. */
export type Rung =
  | { readonly answered: true; readonly by: LegId }
  | { readonly answered: false; readonly cause: Cause };

/** How often a phone may send us on to another (3xx) before we stop following. */
const MOST_REDIRECTIONS = 5;

/**
 * Rings phones for a caller until one answers, he gives up, all refuse, or the time is over. Phones of the highest
 * preference ring first, equal ones together (RFC 3261 §16.6); the time is shared among the preferences. The first
 * answer wins and the others are told that it was taken elsewhere.
 */
export function* ring(caller: LegId, phones: readonly Phone[], options: { readonly forMs: number }): Script<Rung> {
  const groups = byPreference(phones);
  const causes: Cause[] = [];
  for (const group of groups) {
    const rung = yield* ringTogether(caller, group, options.forMs / groups.length);
    if (rung.answered || rung.cause === "cancelled" || rung.cause === "rejected") return rung;
    causes.push(rung.cause);
  }
  return { answered: false, cause: weightiest(causes) };
}

function* ringTogether(caller: LegId, phones: readonly Phone[], forMs: number): Script<Rung> {
  const ringing = new Set<LegId>();
  const causes: Cause[] = [];
  let redirections = 0;
  let why: Cause = "cancelled";
  const placeAll = function* (these: readonly Phone[]): Script<void> {
    for (const phone of these) {
      const leg = yield* act({ do: "place", phone, caller });
      if (leg === "no-media" || leg === "not-acceptable") causes.push(leg);
      else if (leg !== "gone") ringing.add(leg);
    }
  };
  try {
    yield* placeAll(phones);
    const until = later(yield* act({ do: "now" }), forMs);
    while (ringing.size > 0) {
      const event = yield* next([caller, ...ringing], until);
      if (event === "time-out" || event.type === "ended" && event.leg === caller) {
        if (event === "time-out") why = "no-answer";
        return { answered: false, cause: why };
      }
      switch (event.type) {
        case "ringing":
          yield* act({ do: "ring", leg: caller });
          break;
        case "early-media":
          yield* act({ do: "hear-early", leg: caller, from: event.leg });
          break;
        case "answered":
          ringing.delete(event.leg);
          why = "answered-elsewhere";
          return { answered: true, by: event.leg };
        case "redirected":
          ringing.delete(event.leg);
          redirections += 1;
          if (redirections > MOST_REDIRECTIONS) causes.push("unavailable");
          else for (const number of event.numbers) yield* placeAll(yield* act({ do: "phones", number }));
          break;
        case "refused":
        case "ended":
          ringing.delete(event.leg);
          causes.push(event.cause);
          break;
        case "held":
        case "resumed":
        case "digit":
        case "played":
        case "transfer":
        case "transfer-to-call":
        case "silent":
          break;
      }
    }
    return { answered: false, cause: weightiest(causes) };
  } finally {
    for (const leg of ringing) yield* act({ do: "release", leg, cause: why });
  }
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
