import { type Instant, later } from "../../core/base/mod.ts";
import type { LegEvent, LegId } from "../../core/call/mod.ts";
import { shownWords } from "../../core/directory/mod.ts";
import {
  act,
  type Ending,
  giveUpSlot,
  type Heard,
  holderOf,
  musicOf,
  next,
  refuse,
  ring,
  type Rung,
  say,
  type Script,
  takeSlot,
  talk,
} from "../../core/script/mod.ts";

/** Whoever parked somebody is tried so often; then the caller stays where he is. */
const MOST_RETURNS = 10;

/** `*70`: the caller is put into the first free slot. */
export function* parkCaller(caller: LegId): Script<Ending> {
  return yield* park(caller, (yield* act({ do: "office" })).park.slots);
}

/** A slot's number: gets out who is parked there; who is transferred to it is put there. */
export function* reachSlot(caller: LegId, slot: string): Script<Ending> {
  const parked = yield* holderOf(caller, slot);
  const by = yield* act({ do: "transferor", leg: caller });
  if (by !== undefined) {
    // His transfer has failed, and they go on talking.
    return parked === undefined ? yield* park(caller, [slot]) : { reached: false, cause: "busy" };
  }
  if (parked === undefined) return yield* refuse(caller, "park-empty", "not-found");
  if (!(yield* act({ do: "answer", leg: caller, like: parked }))) return { reached: false, cause: "not-acceptable" };
  yield* act({ do: "fetch", leg: parked, by: caller });
  return { reached: true, cause: "transferred" };
}

function* park(caller: LegId, slots: readonly string[]): Script<Ending> {
  const slot = yield* takeSlot(caller, slots);
  const by = yield* act({ do: "transferor", leg: caller });
  if (slot === undefined) {
    return by === undefined ? yield* refuse(caller, "park-full", "busy") : { reached: false, cause: "busy" };
  }
  try {
    const parker = yield* act({ do: "party", leg: by ?? caller });
    const sound = yield* musicOf(by ?? caller);
    if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
    const parkedAt: Heard = { items: [{ type: "prompt", name: "park-at" }, { type: "digits", digits: slot }] };
    if (by === undefined) yield* say(caller, parkedAt);
    else {
      yield* act({ do: "play", leg: caller, sound });
      yield* say(by, parkedAt);
    }
    yield* act({ do: "transfer-ended", leg: caller, cause: "transferred" });
    const fact = { type: "park.entered", leg: caller, slot, ...(parker === undefined ? {} : { by: parker }) } as const;
    yield* act({ do: "note", fact });
    return yield* waitIn(caller, slot, { parker: parker?.number, sound });
  } finally {
    yield* giveUpSlot(caller, slot);
  }
}

/** The caller hears music until he is fetched or gives up; now and then the phone of whoever parked him rings. */
function* waitIn(
  caller: LegId,
  slot: string,
  { parker, sound }: { readonly parker: string | undefined; readonly sound: Heard },
): Script<Ending> {
  for (let returns = 0;; returns++) {
    yield* act({ do: "play", leg: caller, sound });
    const { returnAfterS } = (yield* act({ do: "office" })).park;
    const until = later(yield* act({ do: "now" }), returnAfterS * 1000);
    const event = yield* news(caller, returns < MOST_RETURNS ? until : undefined);
    if (event === "time-out") {
      const rung = yield* ringParker(caller, slot, parker);
      if (rung?.answered === true) {
        yield* leaves(caller, slot, "returned");
        return yield* talk(caller, rung.by);
      }
      if (rung?.cause === "cancelled") {
        yield* leaves(caller, slot, "gave-up");
        return { reached: true, cause: "cancelled" };
      }
      continue;
    }
    yield* leaves(caller, slot, event.type === "fetched" ? "fetched" : "gave-up");
    if (event.type === "fetched") return yield* talk(caller, event.by);
    if (event.type === "silent") yield* act({ do: "release", leg: caller, cause: "timeout" });
    return { reached: true, cause: event.type === "silent" ? "timeout" : event.cause };
  }
}

/** The slot is free for somebody else while he talks. */
function* leaves(caller: LegId, slot: string, why: "fetched" | "returned" | "gave-up"): Script<void> {
  yield* giveUpSlot(caller, slot);
  yield* act({ do: "note", fact: { type: "park.left", leg: caller, slot, why } });
}

/** What matters to somebody who waits. */
function* news(caller: LegId, until: Instant | undefined): Script<News> {
  for (;;) {
    const event = yield* next([caller], until);
    if (event === "time-out" || event.type === "fetched" || event.type === "ended" || event.type === "silent") {
      return event;
    }
  }
}

type News = Extract<LegEvent, { readonly type: "fetched" | "ended" | "silent" }> | "time-out";

/** Undefined when he has no phone, or is the one who waits. */
function* ringParker(caller: LegId, slot: string, parker: string | undefined): Script<Rung | undefined> {
  const waits = yield* act({ do: "party", leg: caller });
  if (parker === undefined || waits?.number === parker) return undefined;
  const phones = yield* act({ do: "phones", number: parker });
  const { office, park: { ringForS } } = yield* act({ do: "office" });
  return phones.length === 0 ? undefined : yield* ring(caller, phones, {
    forMs: ringForS * 1000,
    shown: { prefix: shownWords(office).parked(slot), ring: "recall" },
  });
}
