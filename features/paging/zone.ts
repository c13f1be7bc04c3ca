import type { LegId } from "../../core/call/mod.ts";
import type { Page } from "../../core/directory/mod.ts";
import { act, type Ending, next, type PlaceRule, type Script } from "../../core/script/mod.ts";

/** The kind of place that is a zone in which somebody speaks; its id is the zone's number. */
export const ZONE = "page zone";

interface Spoken {
  readonly by: LegId;
  /** In an emergency: nobody ends it. */
  readonly cutsIn: boolean;
  /** Those who are about to speak in an emergency, once this one is out of the way. */
  readonly waiting: readonly LegId[];
}

/** `clear`: somebody is to speak there, or at some of its phones, in an emergency. */
type ZoneMove = { readonly do: "speak"; readonly cutsIn: boolean } | { readonly do: "clear" | "leave" };

/** An emergency takes the zone away; or whoever spoke there has left it. */
type ZoneNews = "taken" | "left";

/** One speaks in a zone at a time; an emergency ends what is no emergency, and waits until that has let its phones go. */
export const ZONE_RULE: PlaceRule<Spoken | undefined, ZoneMove, ZoneNews> = {
  empty: undefined,
  move(state, leg, move) {
    switch (move.do) {
      case "speak":
        if (state !== undefined) return { state, outcome: false };
        return { state: { by: leg, cutsIn: move.cutsIn, waiting: [] }, outcome: true };
      case "clear": {
        if (state === undefined || state.cutsIn) return { state, outcome: true };
        const waiting = state.waiting.includes(leg) ? state.waiting : [...state.waiting, leg];
        const isFirst = state.waiting.length === 0;
        const news = isFirst ? [{ leg: state.by, news: "taken", urgent: true } as const] : [];
        return { state: { ...state, waiting }, outcome: false, news };
      }
      case "leave":
        if (state === undefined) return { state, outcome: undefined };
        if (state.by === leg) {
          const news = state.waiting.map((each) => ({ leg: each, news: "left" } as const));
          return { state: undefined, outcome: undefined, news };
        }
        return { state: { ...state, waiting: state.waiting.filter((each) => each !== leg) }, outcome: undefined };
    }
  },
  present: (state) => state === undefined ? [] : [state.by],
};

/** Takes a zone to speak in: in an emergency from everybody who is heard at some of its phones. Left in a `finally`. */
export function* takeZone(caller: LegId, { number, emergency }: Page): Script<"taken" | Ending> {
  if (emergency) {
    for (;;) {
      let waits = false;
      for (const zone of yield* zonesWith(number)) if (!(yield* move(caller, zone, { do: "clear" }))) waits = true;
      if (!waits) break;
      const event = yield* next([caller]);
      if (event !== "time-out" && event.type === "ended") return { reached: false, cause: event.cause };
    }
  }
  const isTaken = yield* move(caller, number, { do: "speak", cutsIn: emergency });
  return isTaken ? "taken" : { reached: false, cause: "busy" };
}

/** Quiet where he has none. */
export function* leaveZone(caller: LegId, { number, emergency }: Page): Script<void> {
  const zones = emergency ? yield* zonesWith(number) : [];
  for (const zone of new Set([number, ...zones])) yield* move(caller, zone, { do: "leave" });
}

function* move(leg: LegId, id: string, move: ZoneMove): Script<boolean> {
  return (yield* act({ do: "move", place: ZONE, id, leg, move })) === true;
}

/** The zone, and all that are heard at some of its phones. */
function* zonesWith(number: string): Script<readonly string[]> {
  const { pages } = yield* act({ do: "office" });
  const heardAt = ({ members, multicast }: Pick<Page, "members" | "multicast">): readonly string[] => [
    ...members,
    ...multicast.map(({ ip, port }) => `${ip}:${port}`),
  ];
  const own = new Set(heardAt(pages.get(number) ?? { members: [], multicast: [] }));
  const shares = (page: Page): boolean => page.number === number || heardAt(page).some((each) => own.has(each));
  return [...pages.values()].filter(shares).map((page) => page.number);
}
