import { type Instant, later } from "../base/mod.ts";
import { isOfTrunk, type LegEvent, type LegId, weightiest } from "../call/mod.ts";
import type { Cause } from "../record/mod.ts";
import type { Heard } from "./heard.ts";
import type { Braked } from "./outcomes.ts";
import type { Phone, Shown } from "./phone.ts";
import { act, next, type Script } from "./vocabulary.ts";

/** What came of ringing. */
export type Rung =
  | { readonly answered: true; readonly by: LegId }
  /**
   * `key`: whoever was asked whether he takes the call has pressed it, and does not. `wasCalled`: a phone rang, or it was
   * said there that it will not; else no way led as far as that. `braked`: a brake on toll fraud refused a number outside.
   */
  | {
    readonly answered: false;
    readonly cause: Cause;
    readonly key?: string;
    readonly wasCalled?: boolean;
    readonly braked?: Braked;
  };

/** What all who answer are asked before they have the call; they take it by pressing 1. */
export interface Confirmation {
  readonly sound: Heard;
  /** The keys by which somebody ends the ringing for all. */
  readonly refusals: string;
}

export interface RingOptions {
  readonly forMs: number;
  readonly shown?: Shown;
  /** The caller does something else meanwhile: he hears nothing of it, his end does not end it, and his events are left alone. */
  readonly apart?: boolean;
  /** Whoever answers is asked this, and not only those who are to confirm the call. */
  readonly confirmation?: Confirmation;
}

/** A phone to be rung. */
export interface Target extends Phone {
  /** So many ms after the first; before that if none rings any more. */
  readonly afterMs?: number;
  /** So long at most. */
  readonly forMs?: number;
  /** Whoever answers there takes the call by pressing 1, and the others ring on until then: a mobile's voicemail cannot. */
  readonly confirm?: boolean;
}

/** How often a phone may send us on to another (3xx) before we stop following. */
const MOST_REDIRECTIONS = 5;
/** How long whoever is to press 1 may take; his phone no longer rings, so he has this time in any case. */
const CONFIRM_MS = 20_000;
const TAKES_THE_CALL = "1";
const CONFIRM: Heard = {
  items: [
    { type: "prompt", name: "confirm-press" },
    { type: "digits", digits: TAKES_THE_CALL },
    { type: "silence", ms: 1_500 },
  ],
  repeats: true,
};

/** A phone that rings, or whose owner was asked to press 1. */
interface Try {
  readonly target: Target;
  until: Instant;
  isAsked: boolean;
}

/**
 * Rings phones together, whatever their preference. Without a caller, the box itself calls: whoever answers is alone with
 * it.
 */
export function* ringTogether(
  caller: LegId | undefined,
  targets: readonly Target[],
  options: RingOptions,
): Script<Rung> {
  const { apart = false, confirmation } = options;
  const confirms = (one: Try | undefined): boolean => confirmation !== undefined || one?.target.confirm === true;
  const listener = apart ? undefined : caller;
  const waiting = targets.toSorted((a, b) => (a.afterMs ?? 0) - (b.afterMs ?? 0));
  const tries = new Map<LegId, Try>();
  const causes: Cause[] = [];
  let redirections = 0;
  let wasCalled = false;
  let braked: Braked | undefined;
  let why: Cause = "cancelled";
  try {
    const since = yield* act({ do: "now" });
    const end = later(since, options.forMs);
    const placeAll = function* (these: readonly Target[]): Script<void> {
      const now = yield* act({ do: "now" });
      for (const target of these) {
        const placed = yield* act({ do: "place", phone: target, caller, shown: options.shown, apart });
        if ("leg" in placed) {
          const until = earlier(end, target.forMs === undefined ? undefined : later(now, target.forMs));
          tries.set(placed.leg, { target, until, isAsked: false });
        } else if (placed.failed === "braked") {
          braked = placed.by;
          causes.push("rejected");
        } else if (placed.failed !== "gone") causes.push(placed.failed);
      }
    };
    for (;;) {
      const now = yield* act({ do: "now" });
      for (const [leg, { until }] of tries) {
        if (until > now) continue;
        tries.delete(leg);
        why = "no-answer";
        yield* act({ do: "release", leg, cause: why });
      }
      if (now >= end) waiting.length = 0;
      yield* placeAll(takeDue(waiting, { since, now, nobodyRings: tries.size === 0 }));
      if (tries.size === 0 && waiting.length > 0) continue;
      if (tries.size === 0) {
        const cause = why === "no-answer" ? why : weightiest(causes);
        return { answered: false, cause, wasCalled, ...(braked === undefined ? {} : { braked }) };
      }
      const legs = [...(listener === undefined ? [] : [listener]), ...tries.keys()];
      const event = yield* next(legs, nextMoment(tries, waiting[0], since));
      if (event === "time-out") continue;
      if (event.type === "ended" && event.leg === listener) {
        why = "cancelled";
        return { answered: false, cause: why, wasCalled };
      }
      const one = tries.get(event.leg);
      if (one !== undefined && isFromThere(event)) wasCalled = true;
      switch (event.type) {
        case "ringing":
          yield* hearRinging(listener);
          break;
        case "early-media":
          // What a mobile plays before somebody has taken the call there is nothing for the caller: it may be its voicemail.
          if (confirms(one) || listener === undefined) yield* hearRinging(listener);
          else yield* act({ do: "hear-early", leg: listener, from: event.leg });
          break;
        case "answered":
          if (one !== undefined && confirms(one)) {
            one.isAsked = true;
            one.until = later(yield* act({ do: "now" }), CONFIRM_MS);
            yield* hearRinging(listener);
            yield* act({ do: "play", leg: event.leg, sound: confirmation?.sound ?? CONFIRM });
            break;
          }
          tries.delete(event.leg);
          why = "answered-elsewhere";
          return { answered: true, by: event.leg };
        case "digit":
          if (one?.isAsked !== true) break;
          if (confirmation?.refusals.includes(event.digit) === true) {
            why = "answered-elsewhere";
            return { answered: false, cause: "rejected", key: event.digit, wasCalled };
          }
          if (event.digit !== TAKES_THE_CALL) break;
          tries.delete(event.leg);
          why = "answered-elsewhere";
          yield* act({ do: "hush", leg: event.leg });
          return { answered: true, by: event.leg };
        case "fetched":
          why = "answered-elsewhere";
          return { answered: true, by: event.by };
        case "redirected":
          tries.delete(event.leg);
          redirections += 1;
          if (redirections > MOST_REDIRECTIONS) causes.push("unavailable");
          else for (const number of event.numbers) yield* placeAll(yield* redirected(number, one));
          break;
        case "refused":
        case "ended":
          tries.delete(event.leg);
          causes.push(one?.isAsked === true ? "no-answer" : event.cause);
          break;
        case "held":
        case "resumed":
        case "played":
        case "transfer":
        case "transfer-to-call":
        case "join-call":
        case "decided":
        case "silent":
        case "news":
          break;
      }
    }
  } finally {
    for (const leg of tries.keys()) yield* act({ do: "release", leg, cause: why });
  }
}

/** Whether it tells of a phone, and not of the way to it alone. */
function isFromThere(event: LegEvent): boolean {
  if (event.type === "ringing") return event.isAssumed !== true;
  if (event.type === "refused") return !isOfTrunk(event.status);
  return event.type === "early-media" || event.type === "answered" || event.type === "redirected";
}

function* hearRinging(caller: LegId | undefined): Script<void> {
  if (caller !== undefined) yield* act({ do: "ring", leg: caller });
}

/** The phones of a number to which a phone has sent us; what holds for it holds for them. */
function* redirected(number: string, by: Try | undefined): Script<readonly Target[]> {
  // Where a phone sends a call, it goes on behalf of the phone's owner.
  const phones = yield* act({ do: "phones", number, by: by?.target.number });
  return by?.target.confirm === true ? phones.map((phone) => ({ ...phone, confirm: true })) : phones;
}

/** Takes out those whose time has come, the first in any case when nobody rings. */
function takeDue(
  waiting: Target[],
  { since, now, nobodyRings }: { readonly since: Instant; readonly now: Instant; readonly nobodyRings: boolean },
): readonly Target[] {
  const firstMs = nobodyRings ? waiting[0]?.afterMs ?? 0 : 0;
  const due = waiting.findIndex(({ afterMs = 0 }) => afterMs > firstMs && later(since, afterMs) > now);
  return waiting.splice(0, due < 0 ? waiting.length : due);
}

/** When somebody has rung long enough, or the next one is to ring. */
function nextMoment(tries: ReadonlyMap<LegId, Try>, waiting: Target | undefined, since: Instant): Instant {
  let moment = Infinity as Instant;
  for (const { until } of tries.values()) moment = earlier(moment, until);
  return earlier(moment, waiting === undefined ? undefined : later(since, waiting.afterMs ?? 0));
}

function earlier(a: Instant, b: Instant | undefined): Instant {
  return b !== undefined && b < a ? b : a;
}
