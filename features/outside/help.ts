import { later } from "../../core/base/mod.ts";
import type { LegId } from "../../core/call/mod.ts";
import type { Multicast } from "../../core/directory/mod.ts";
import { act, all, type Ending, type Heard, next, type Script, tell } from "../../core/script/mod.ts";

type Items = Heard["items"];

const ATTENTION = { type: "prompt", name: "paging-emergency" } as const;
/** Between two tellings of who calls for help. */
const PAUSE = { type: "silence", ms: 700 } as const;

/** Where the box tells of another call for help already: how often it looks whether that is over, and for how long. */
const LOOK_MS = 500;
const WAITS_MS = 120_000;

/** Whoever is to know of it hears who called for help, twice. */
export function* tellOfHelp(hearer: LegId, who: string): Script<Ending> {
  return yield* tell(hearer, ...sentence(who));
}

/**
 * It is said, too, where phones of a zone listen without a call. Nobody is on this call; `told` is the zone's number and who
 * called for help.
 */
export function* castHelp(_key: LegId, told: string): Script<Ending> {
  const [zone = "", who = ""] = told.split(" ");
  const page = (yield* act({ do: "office" })).pages.get(zone);
  const said = yield* all((page?.multicast ?? []).map((to) => castAt(to, { items: sentence(who) })));
  return said.some(Boolean) ? { reached: true, cause: "normal" } : { reached: false, cause: "unavailable" };
}

/** Several calls for help are told one after the other: phones play one stream at a time. False when there was no time for it. */
function* castAt(to: Multicast, sound: Heard): Script<boolean> {
  const latest = later(yield* act({ do: "now" }), WAITS_MS);
  for (;;) {
    const announced = yield* act({ do: "announce", to, sound });
    if ("announcement" in announced) return yield* sayAll(announced.announcement);
    const now = yield* act({ do: "now" });
    if (announced.failed !== "busy" || now >= latest) return false;
    yield* next([], later(now, LOOK_MS));
  }
}

function* sayAll(announcement: LegId): Script<true> {
  try {
    while ((yield* next([announcement])) === "time-out");
    return true;
  } finally {
    yield* act({ do: "end-announcement", announcement });
  }
}

function sentence(who: string): Items {
  const once: Items = [{ type: "prompt", name: "emergency-called" }, {
    type: "digits",
    digits: who.replace(/\D/g, ""),
  }];
  return [ATTENTION, ...once, PAUSE, ...once];
}
