import { type Instant, later } from "../base/mod.ts";
import { type LegId, weightiest } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import { act, next, type Phone, type Script, type Shown } from "./vocabulary.ts";

/** What came of ringing. */
export type Rung =
  | { readonly answered: true; readonly by: LegId }
  | { readonly answered: false; readonly cause: Cause };

export interface RingOptions {
  readonly forMs: number;
  readonly shown?: Shown;
  /** The caller does something else meanwhile: he hears nothing of it, his end does not end it, and his events are left alone. */
  readonly apart?: boolean;
}

/** A phone to be rung, at once or so many ms after the first; before that if none rings any more. */
export type Target = Phone & { readonly afterMs?: number };

/** How often a phone may send us on to another (3xx) before we stop following. */
const MOST_REDIRECTIONS = 5;

/**
 * Rings phones for a caller until one answers, somebody picks the call up, he gives up, all refuse, or the time is over.
 * Phones of the highest preference ring first, equal ones together (RFC 3261 §16.6); the time is shared among the
 * preferences. The first answer wins and the others are told that it was taken elsewhere.
 */
export function* ring(caller: LegId, phones: readonly Phone[], options: RingOptions): Script<Rung> {
  const groups = byPreference(phones);
  const causes: Cause[] = [];
  for (const group of groups) {
    const rung = yield* ringTogether(caller, group, { ...options, forMs: options.forMs / groups.length });
    if (rung.answered || rung.cause === "cancelled" || rung.cause === "rejected") return rung;
    causes.push(rung.cause);
  }
  return { answered: false, cause: weightiest(causes) };
}

/** Rings phones together, whatever their preference. */
export function* ringTogether(caller: LegId, targets: readonly Target[], options: RingOptions): Script<Rung> {
  const { apart = false } = options;
  const waiting = targets.toSorted((a, b) => (a.afterMs ?? 0) - (b.afterMs ?? 0));
  const ringing = new Set<LegId>();
  const causes: Cause[] = [];
  let redirections = 0;
  let why: Cause = "cancelled";
  const placeAll = function* (these: readonly Phone[]): Script<void> {
    for (const phone of these) {
      const leg = yield* act({ do: "place", phone, caller, shown: options.shown, apart });
      if (leg === "no-media" || leg === "not-acceptable") causes.push(leg);
      else if (leg !== "gone") ringing.add(leg);
    }
  };
  try {
    const since = yield* act({ do: "now" });
    const until = later(since, options.forMs);
    for (;;) {
      const now = yield* act({ do: "now" });
      yield* placeAll(takeDue(waiting, { since, now, nobodyRings: ringing.size === 0 }));
      if (ringing.size === 0 && waiting.length === 0) return { answered: false, cause: weightiest(causes) };
      if (ringing.size === 0) continue;
      const event = yield* next(
        apart ? [...ringing] : [caller, ...ringing],
        earlier(until, startOf(waiting[0], since)),
      );
      if (event === "time-out") {
        if ((yield* act({ do: "now" })) < until) continue;
        why = "no-answer";
        return { answered: false, cause: why };
      }
      if (event.type === "ended" && event.leg === caller) return { answered: false, cause: why };
      switch (event.type) {
        case "ringing":
          if (!apart) yield* act({ do: "ring", leg: caller });
          break;
        case "early-media":
          if (!apart) yield* act({ do: "hear-early", leg: caller, from: event.leg });
          break;
        case "answered":
          ringing.delete(event.leg);
          why = "answered-elsewhere";
          return { answered: true, by: event.leg };
        case "fetched":
          why = "answered-elsewhere";
          return { answered: true, by: event.by };
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
        case "news":
          break;
      }
    }
  } finally {
    for (const leg of ringing) yield* act({ do: "release", leg, cause: why });
  }
}

/** Takes out those whose time has come, the first in any case when nobody rings. */
function takeDue(
  waiting: Target[],
  { since, now, nobodyRings }: { readonly since: Instant; readonly now: Instant; readonly nobodyRings: boolean },
): readonly Phone[] {
  const firstMs = nobodyRings ? waiting[0]?.afterMs ?? 0 : 0;
  const due = waiting.findIndex(({ afterMs = 0 }) => afterMs > firstMs && later(since, afterMs) > now);
  return waiting.splice(0, due < 0 ? waiting.length : due);
}

function startOf(target: Target | undefined, since: Instant): Instant | undefined {
  return target === undefined ? undefined : later(since, target.afterMs ?? 0);
}

function earlier(a: Instant, b: Instant | undefined): Instant {
  return b !== undefined && b < a ? b : a;
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
