import { later } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import type { Page } from "../../core/directory/mod.ts";
import { act, type Ending, type Heard, next, type Phone, refuse, type Script } from "../../core/script/mod.ts";
import { leaveZone, takeZone } from "./zone.ts";

/** The caller waits so long for phones that answer slowly ... */
const GATHERED_WITHIN_MS = 3_000;
/** ... and those that do not answer by themselves stop ringing after so long. */
const RING_FOR_MS = 8_000;
const WARNING: Heard = { items: [{ type: "prompt", name: "paging-emergency" }] };

/** A zone's number: the caller is heard at all its phones. */
export function* pageZone(caller: LegId, number: string): Script<Ending> {
  const page = (yield* act({ do: "office" })).pages.get(number);
  if (page === undefined) return { reached: false, cause: "not-found" };
  const called: Called = { ringing: new Set(), listening: new Set() };
  try {
    const taken = yield* takeZone(caller, page);
    if (taken !== "taken") return taken;
    for (const phone of yield* phonesOf(caller, page)) {
      const shown = { prefix: page.name, answersItself: true };
      const placed = yield* act({ do: "place", phone, caller, shown, apart: true });
      if ("leg" in placed) called.ringing.add(placed.leg);
    }
    yield* act({ do: "ring", leg: caller });
    return yield* speak(caller, page, called);
  } finally {
    yield* letGo(called);
    yield* leaveZone(caller, page);
  }
}

interface Called {
  readonly ringing: Set<LegId>;
  readonly listening: Set<LegId>;
}

/** The phones of all who are to hear it. */
function* phonesOf(caller: LegId, { members, emergency }: Page): Script<readonly Phone[]> {
  const me = yield* act({ do: "party", leg: caller });
  const phones: Phone[] = [];
  for (const number of new Set(members)) {
    if (number === me?.number) continue;
    const spared = (yield* act({ do: "is-busy", number })) || (yield* act({ do: "line", number })).doNotDisturb;
    if (!spared || emergency) phones.push(...yield* act({ do: "phones", number }));
  }
  return phones;
}

/** From the first phone that answers until the caller hangs up, nobody is left to hear him, or his time is over. */
function* speak(caller: LegId, page: Page, called: Called): Script<Ending> {
  const { ringing, listening } = called;
  const since = yield* act({ do: "now" });
  const [gathered, rung] = [later(since, GATHERED_WITHIN_MS), later(since, RING_FOR_MS)];
  let ends = later(since, page.mostS * 1000);
  let casts = page.multicast.length > 0;
  let speaks = false;
  let warns = page.emergency;
  for (;;) {
    const now = yield* act({ do: "now" });
    if (now >= rung) yield* stopRinging(ringing);
    if (ringing.size + listening.size === 0 && !casts) {
      return speaks ? { reached: true, cause: "normal" } : yield* refuse(caller, "paging-nobody", "unavailable");
    }
    const isHeard = listening.size > 0 || casts;
    if (!speaks && isHeard && (ringing.size === 0 || now >= gathered)) {
      if (!(yield* act({ do: "answer", leg: caller }))) return { reached: false, cause: "not-acceptable" };
      casts = yield* begin(caller, page, listening);
      if (listening.size + ringing.size === 0 && !casts && !page.emergency) return yield* giveWay(caller, page, called);
      speaks = listening.size > 0 || casts;
      ends = later(now, page.mostS * 1000);
    }
    const until = ringing.size > 0 ? speaks || now >= gathered ? rung : gathered : ends;
    const event = yield* next([caller, ...ringing, ...listening], until < ends ? until : ends);
    if (event === "time-out") {
      if (speaks && (yield* act({ do: "now" })) >= ends) return { reached: true, cause: "normal" };
      continue;
    }
    if (event.leg === caller) {
      if (event.type === "ended") return { reached: true, cause: event.cause };
      if (event.type === "silent") return { reached: true, cause: "timeout" };
      if (event.type === "news" && event.news === "taken") {
        const ended = yield* giveWay(caller, page, called);
        return speaks ? { reached: true, cause: "normal" } : ended;
      }
      // He has heard the warning with all others, and speaks after it.
      if (warns && event.type === "played") {
        warns = false;
        yield* act({ do: "play", leg: caller, sound: "entry" });
      }
      continue;
    }
    yield* heardOf(event, page, called);
  }
}

/**
 * The caller hears a tone, and is heard; in an emergency everybody hears a warning first. True where he is heard at an
 * address, too.
 */
function* begin(caller: LegId, page: Page, listening: ReadonlySet<LegId>): Script<boolean> {
  yield* enter(caller, page, false);
  const first = page.emergency ? { first: WARNING, cutsIn: true } : {};
  let casts = false;
  for (const to of page.multicast) if (yield* act({ do: "cast", leg: caller, to, ...first })) casts = true;
  const hearers = page.emergency ? [caller, ...listening] : [caller];
  for (const leg of hearers) yield* act({ do: "play", leg, sound: page.emergency ? WARNING : "entry" });
  return casts;
}

/** Another page goes first: the phones are free for it at once, and whoever spoke hears why he is not heard any more. */
function* giveWay(caller: LegId, page: Page, called: Called): Script<Ending> {
  yield* act({ do: "part", leg: caller });
  yield* letGo(called);
  yield* leaveZone(caller, page);
  return yield* refuse(caller, "paging-taken", "busy");
}

function* letGo({ ringing, listening }: Called): Script<void> {
  for (const leg of [...ringing, ...listening]) yield* act({ do: "release", leg, cause: "normal" });
  ringing.clear();
  listening.clear();
}

/** What one of the called phones does. */
function* heardOf(event: Exclude<NextEvent, "time-out">, page: Page, { ringing, listening }: Called): Script<void> {
  const { leg } = event;
  switch (event.type) {
    case "answered":
      ringing.delete(leg);
      listening.add(leg);
      yield* enter(leg, page, !page.duplex);
      return;
    case "refused":
    case "redirected":
    case "ended":
      ringing.delete(leg);
      listening.delete(leg);
      return;
    case "silent":
    case "held":
    case "resumed":
    case "ringing":
    case "early-media":
    case "digit":
    case "played":
    case "news":
    case "fetched":
    case "transfer":
    case "transfer-to-call":
    case "join-call":
      return;
  }
}

type NextEvent = ReturnType<typeof next> extends Script<infer Event> ? Event : never;

function* enter(leg: LegId, { number }: Page, muted: boolean): Script<void> {
  yield* act({ do: "enter-room", leg, room: `page ${number}`, muted });
}

function* stopRinging(ringing: Set<LegId>): Script<void> {
  for (const leg of ringing) yield* act({ do: "release", leg, cause: "no-answer" });
  ringing.clear();
}
